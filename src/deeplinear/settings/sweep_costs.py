"""How long the shards of a sweep will take, from those that were measured before."""

import ast
import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Seconds of a job beside its work: Python, NumPy and pyarrow start, a file is written.
START = 0.4
# From here on, in seconds, a forecast says how to wait less.
LONG = 300


@dataclass(frozen=True)
class Work:
    """What a shard trains: a cell's initialization, depth N and width n, how often, how long."""

    initialization: str
    depth: int
    width: int
    replicates: int
    iterations: int

    @property
    def layer_steps(self) -> int:
        """Gradient steps of single layers; widths cost the same once they are large."""
        return self.depth * self.replicates * self.iterations


@dataclass(frozen=True)
class Measured:
    """A shard that was trained, and the seconds from its job's start to its end."""

    work: Work
    seconds: float


def work_of(settings: Mapping[str, Any]) -> Work:
    """The work in a job's parameters, or in any other mapping that names all of it."""
    return Work(
        initialization=str(settings["initialization"]),
        **{name: int(settings[name]) for name in ("depth", "width", "replicates", "iterations")},
    )


def read_benchmarks(paths: Iterable[Path]) -> list[Measured]:
    """Read the benchmark files of shards.

    Parameters
    ----------
    paths : iterable of Path
        As Snakemake writes them with ``--benchmark-extended``, which adds the job's parameters; a
        file without these says nothing about other jobs and is passed over.
    """
    measured = []
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if "params" in row:
                    work = work_of(ast.literal_eval(row["params"]))
                    measured.append(Measured(work, float(row["s"])))
    return measured


def read_costs(path: Path) -> list[Measured]:
    """Read a CSV file with the columns initialization, depth, width, replicates, iterations, s."""
    with open(path, newline="", encoding="utf-8") as file:
        return [Measured(work_of(row), float(row["s"])) for row in csv.DictReader(file)]


def expected_seconds(work: Work, here: Sequence[Measured], shipped: Sequence[Measured]) -> float:
    """How long a shard will take: like the most similar one measured, scaled by its work.

    Parameters
    ----------
    work : Work
    here : sequence of Measured
        On this machine; those of the same initialization and depth count before all others.
    shipped : sequence of Measured
        On another machine; of every initialization.
    """
    alike = [
        each
        for each in here
        if (each.work.initialization, each.work.depth) == (work.initialization, work.depth)
    ] or [each for each in shipped if each.work.initialization == work.initialization]

    def difference(each: Measured) -> tuple[float, float]:
        return (
            abs(math.log(each.work.depth / work.depth)),
            abs(math.log(each.work.width / work.width)),
        )

    nearest = min(alike, key=difference)
    scale = work.layer_steps / nearest.work.layer_steps
    return START + scale * max(nearest.seconds - START, 0)


def forecast(place: str, seconds: Sequence[float], *, parallel: int, measured: int) -> str:
    """The line that says how long a sweep will take before it starts.

    Parameters
    ----------
    place : str
        The sweep's file.
    seconds : sequence of float
        Expected for every shard that will run.
    parallel : int
        How many run at a time.
    measured : int
        How many shards were measured on this machine.
    """
    total = max(sum(seconds) / parallel, *seconds)
    source = f"{measured} shards measured here" if measured else "benchmarks/sweep_costs.csv"
    line = (
        f"sweep {Path(place).stem}: {len(seconds)} shards to run, about {duration(total)}, "
        f"{min(parallel, len(seconds))} at a time (from {source})"
    )
    if total > LONG:
        line += (
            f"; to wait less, give more --cores, or fewer replicates, widths or depths in {place}"
        )
    return line


def duration(seconds: float) -> str:
    """'95 s', '12 min' or '3.5 h'."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
