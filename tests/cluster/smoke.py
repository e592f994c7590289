"""Run the smoke sweep in a copy of the checkout, and compare what comes out."""

import subprocess
import sys
from pathlib import Path

from benchmarks.workflow import fresh_copy

TARGET = "sweep_smoke"
PLACES = ("results/sweeps", "figures/sweeps")


def snakemake(*options: str) -> list[str]:
    """The command that makes the sweep, in the environment of this process."""
    return [sys.executable, "-m", "snakemake", *options, "--", TARGET]


def make_smoke(folder: Path) -> Path:
    """Make the sweep in a fresh copy of the checkout, on this machine's own cores."""
    subprocess.run(snakemake("--cores", "2"), cwd=fresh_copy(folder), check=True)
    return folder


def smoke_files(folder: Path) -> dict[str, bytes]:
    """What a run made, by path; the notebook in figures/ is a source."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for place in PLACES
        for path in (folder / place).rglob("*")
        if path.is_file() and path.suffix != ".py"
    }


def expect_same(files: dict[str, bytes], local: dict[str, bytes]) -> None:
    """Refuse another set of files or another byte.

    Raises
    ------
    AssertionError
    """
    assert len(local) > len(PLACES), f"expected a sweep made locally, got {sorted(local)}"
    differ = sorted(path for path in files.keys() | local if files.get(path) != local.get(path))
    assert not differ, f"expected the bytes of the local run, got others in {', '.join(differ)}"
