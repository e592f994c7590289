"""Time the whole workflow from scratch and with nothing to do; print where the time goes.

python benchmarks/workflow.py --cores 2

writes the time of each artefact to benchmarks/seconds.csv, which the gallery shows.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deeplinear.files.columns import write_rows
from deeplinear.provenance.listing import seconds_of
from deeplinear.settings.checkout import read_config, read_registry

ROOT = Path(__file__).resolve().parents[1]
CPU = re.compile(r"CPU seconds: (\S+) to start and import, (\S+) in main")


def fresh_copy(folder: Path) -> Path:
    """Copy the checkout's own files, without any outputs of the workflow."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listing.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return folder


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall seconds of a command, and CPU seconds of it and its child processes."""
    wall = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - wall, cpu


def write_seconds(folder: Path) -> None:
    """The total seconds of each artefact's jobs in a finished run."""
    rows = [
        (paper, artefact, seconds_of(folder / "logs/benchmark", paper, artefact))
        for paper in read_config(folder)["papers"]
        for artefact in read_registry(folder, paper)["artefacts"]
    ]
    write_rows(ROOT / "benchmarks/seconds.csv", ("paper", "artefact", "seconds"), rows)


def main(cores: int) -> None:
    command = [sys.executable, "-m", "snakemake", "--cores", str(cores)]
    with tempfile.TemporaryDirectory() as name:
        folder = fresh_copy(Path(name))
        wall, cpu = timed(command, folder)
        idle, _ = timed(command, folder)
        write_seconds(folder)
        logs = [CPU.search(path.read_text()) for path in (folder / "logs").rglob("*.log")]
    jobs = [(float(match[1]), float(match[2])) for match in logs if match]
    start, own = (sum(column) for column in zip(*jobs, strict=True))
    print(f"from scratch, {cores} cores: {wall:.1f} s wall, {cpu:.1f} s CPU, {len(jobs)} jobs")
    for part, seconds in (
        ("jobs, main functions", own),
        ("jobs, start and imports", start),
        ("workflow engine and shells", cpu - own - start),
    ):
        print(f"  {part}: {seconds:.1f} s CPU, {100 * seconds / cpu:.0f} %")
    print(f"nothing to do: {idle:.1f} s wall")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cores", type=int, default=2)
    main(parser.parse_args().cores)
