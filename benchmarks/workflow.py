"""Time the whole workflow from scratch; print where the time goes, or compare with a revision.

    python benchmarks/workflow.py                       and a run with nothing to do
    python benchmarks/workflow.py --against REVISION    by rule, as ratios to the revision

The first writes the time of each artefact to benchmarks/seconds.csv, which the gallery shows. The
second runs both in alternation, each from clean in a folder of its own, so that what else the
machine does meets both alike. It compares the checkout as it is, with uncommitted changes.
"""

import argparse
import csv
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from deeplinear.files.columns import write_rows
from deeplinear.provenance.listing import seconds_of
from deeplinear.settings.checkout import read_config, read_registry

ROOT = Path(__file__).resolve().parents[1]
CPU = re.compile(r"CPU seconds: (\S+) to start and import, (\S+) in main")


@dataclass
class Cost:
    """What jobs, or a whole run, took: numbers of jobs, seconds, and MB at the largest.

    `seconds` is the sum over the jobs, or the wall time of a run; memory is sampled by Snakemake
    every half second, and missing from jobs that are shorter.
    """

    jobs: int = 0
    seconds: float = 0
    start: float = 0
    main: float = 0
    memory: float = 0

    @property
    def cpu(self) -> float:
        return self.start + self.main


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


def copy_of_revision(revision: str, folder: Path) -> Path:
    files = subprocess.run(
        ["git", "archive", revision], cwd=ROOT, check=True, stdout=subprocess.PIPE
    ).stdout
    folder.mkdir()
    subprocess.run(["tar", "--extract"], cwd=folder, check=True, input=files)
    return folder


def environment_of(folder: Path) -> str:
    """The Python to run a copy with: this one if the locks agree, else one of its own."""
    lock = "requirements.lock"
    if (folder / lock).read_bytes() == (ROOT / lock).read_bytes():
        return sys.executable
    subprocess.run(["make", "environment"], cwd=folder, check=True)
    return str(folder / ".venv/bin/python")


def main_command(python: str, cores: int) -> list[str]:
    return [python, "-m", "snakemake", "--cores", str(cores)]


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall seconds of a command in a copy, and CPU seconds of it and its child processes."""
    wall = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - wall, cpu


def clean(folder: Path) -> None:
    """Remove what a run has made; sources in figures/ stay."""
    for name in ("results", "logs", ".snakemake"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in (folder / "figures").rglob("*"):
        if path.is_file() and path.suffix != ".py":
            path.unlink()


def costs_by_rule(folder: Path) -> dict[str, Cost]:
    """The costs of a finished run's jobs, from their logs and benchmarks."""
    costs: dict[str, Cost] = defaultdict(Cost)
    benchmarks = folder / "logs/benchmark"
    for path in benchmarks.rglob("*.tsv"):
        name = path.relative_to(benchmarks).with_suffix("")
        with open(path, newline="", encoding="utf-8") as file:
            [measured] = csv.DictReader(file, delimiter="\t")
        cost = costs[name.parts[0]]
        cost.jobs += 1
        cost.seconds += float(measured["s"])
        if measured["max_rss"] != "NA":
            cost.memory = max(cost.memory, float(measured["max_rss"]))
        log = folder / "logs" / name.parent / f"{name.name}.log"
        if match := CPU.search(log.read_text(encoding="utf-8")):
            cost.start += float(match[1])
            cost.main += float(match[2])
    return costs


def total(costs: dict[str, Cost]) -> Cost:
    parts = costs.values()
    return Cost(
        jobs=sum(cost.jobs for cost in parts),
        seconds=sum(cost.seconds for cost in parts),
        start=sum(cost.start for cost in parts),
        main=sum(cost.main for cost in parts),
        memory=max(cost.memory for cost in parts),
    )


def write_seconds(folder: Path) -> None:
    """The total seconds of each artefact's jobs in a finished run."""
    rows = [
        (paper, artefact, seconds_of(folder / "logs/benchmark", paper, artefact))
        for paper in read_config(folder)["papers"]
        for artefact in read_registry(folder, paper)["artefacts"]
    ]
    write_rows(ROOT / "benchmarks/seconds.csv", ("paper", "artefact", "seconds"), rows)


def measure(cores: int) -> None:
    """Run once from clean and once more, and print the sums."""
    command = main_command(sys.executable, cores)
    with tempfile.TemporaryDirectory() as name:
        folder = fresh_copy(Path(name))
        wall, cpu = timed(command, folder)
        idle, _ = timed(command, folder)
        write_seconds(folder)
        jobs = total(costs_by_rule(folder))
    print(f"from scratch, {cores} cores: {wall:.1f} s wall, {cpu:.1f} s CPU, {jobs.jobs} jobs")
    for part, seconds in (
        ("jobs, main functions", jobs.main),
        ("jobs, start and imports", jobs.start),
        ("workflow engine and shells", cpu - jobs.cpu),
    ):
        print(f"  {part}: {seconds:.1f} s CPU, {100 * seconds / cpu:.0f} %")
    print(f"nothing to do: {idle:.1f} s wall")


def compare(revision: str, cores: int, pairs: int) -> None:
    """Run the revision and the checkout in alternation, and print costs by rule as ratios."""
    with tempfile.TemporaryDirectory() as name:
        folders = (
            copy_of_revision(revision, Path(name) / "before"),
            fresh_copy(Path(name) / "after"),
        )
        commands = [main_command(environment_of(folder), cores) for folder in folders]
        runs: list[list[dict[str, Cost]]] = []
        for _ in range(pairs):
            pair = []
            for command, folder in zip(commands, folders, strict=True):
                clean(folder)
                wall, cpu = timed(command, folder)
                costs = costs_by_rule(folder)
                whole = total(costs)
                run = Cost(whole.jobs, wall, 0, cpu, whole.memory)
                pair.append({**costs, "all jobs": whole, "the command": run})
            runs.append(pair)
    print_ratios(runs)


COLUMNS: dict[str, Callable[[Cost], float]] = {
    "seconds": lambda cost: cost.seconds,
    "CPU, start": lambda cost: cost.start,
    "CPU, main": lambda cost: cost.main,
    "CPU": lambda cost: cost.cpu,
    "MB": lambda cost: cost.memory,
}


def print_ratios(runs: list[list[dict[str, Cost]]]) -> None:
    """A line per rule and cost: before, after (medians), and the ratios' median and extremes."""
    names = {name for pair in runs for costs in pair for name in costs}
    usual = {name: median([pair[1].get(name, Cost()).cpu for pair in runs]) for name in names}
    print(f"{'':34}{'jobs':>9}" + "".join(f"  {column:^31}" for column in COLUMNS))
    for name in sorted(names, key=lambda name: -usual[name]):
        both = [[costs.get(name, Cost()) for costs in pair] for pair in runs]
        jobs = "/".join(str(cost.jobs) for cost in both[0])
        cells = [ratio([[of(cost) for cost in pair] for pair in both]) for of in COLUMNS.values()]
        print(f"{name:34}{jobs:>9}" + "".join(f"  {cell:31}" for cell in cells))


def ratio(pairs: list[list[float]]) -> str:
    before, after = (median(column) for column in zip(*pairs, strict=True))
    if not all(before for before, _ in pairs):
        return f"{before:7.1f} {after:7.1f}"
    ratios = [after / before for before, after in pairs]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return f"{before:6.1f} {after:6.1f} {median(ratios):5.2f} ({spread})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--against", metavar="REVISION", help="compare with this commit")
    parser.add_argument("--pairs", type=int, default=2, help="runs of each, in alternation")
    arguments = parser.parse_args()
    if arguments.against:
        compare(arguments.against, arguments.cores, arguments.pairs)
    else:
        measure(arguments.cores)
