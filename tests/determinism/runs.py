"""Clean runs of the main command in surroundings that should not matter."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workflow import fresh_copy
from tests.workflow.conftest import LIGHTER

# Seconds each: a table or picture of every paper.
SHORT = (
    "figures/zhao2023/figure1.pdf",
    "figures/xu2023/table2.html",
    "figures/du2019/width_depth.pdf",
    "figures/eftekhari2020/figure1.pdf",
    "figures/arora2019/figure1.pdf",
)


@dataclass(frozen=True)
class Surroundings:
    """Where a run takes place.

    Attributes
    ----------
    folder : Path
        Of the checkout.
    host, user : str
    cores : int
    umask : int
    variables : mapping
        Further ones of the environment.
    """

    folder: Path
    host: str
    user: str
    cores: int
    umask: int
    variables: Mapping[str, str]

    @property
    def home(self) -> Path:
        return self.folder.with_name(f"{self.folder.name} home")


def surroundings(folder: Path) -> tuple[Surroundings, Surroundings]:
    """Two that have nothing in common but the machine."""
    return (
        Surroundings(
            folder / "first",
            host="first-host-of-two",
            user="first-user-of-two",
            cores=1,
            umask=0o022,
            variables={"LC_ALL": "C", "TZ": "UTC", "OPENBLAS_NUM_THREADS": "2"},
        ),
        Surroundings(
            folder / "the second run",
            host="second-host-of-two",
            user="second-user-of-two",
            cores=2,
            umask=0o077,
            variables={"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
        ),
    )


def run(place: Surroundings, targets: Sequence[str], *, lighter: bool) -> None:
    """Make targets, or everything, in a clean copy of the checkout.

    Parameters
    ----------
    place : Surroundings
    targets : sequence of str
    lighter : bool
        Fewer draws and smaller grids, as in the tests of the workflow.

    Raises
    ------
    SystemExit
        If the run fails; it says what Snakemake said.
    """
    fresh_copy(place.folder)
    place.home.mkdir()
    for path, (old, new) in LIGHTER if lighter else ():
        file = place.folder / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    apart = ("SOURCE_DATE_EPOCH", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    command = [sys.executable, "-m", "snakemake", "--cores", str(place.cores), "--", *targets]
    finished = subprocess.run(
        ["unshare", "--map-root-user", "--uts", "sh", "-c", NAMED, place.host, *command],
        cwd=place.folder,
        env=kept
        | {"HOME": str(place.home), "USER": place.user, "LOGNAME": place.user}
        | dict(place.variables),
        umask=place.umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SystemExit(f"expected a run in {place.folder.name}, it failed:\n{finished.stdout}")


# The host's name is the machine's; in a namespace of its own it is this run's.
NAMED = 'hostname "$0" && exec "$@"'
