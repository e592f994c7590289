"""Check the claims about schedules of two-layer networks, over the runs of many seeds."""

from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.files.columns import read_columns
from deeplinear.papers.xu2023.claims import ALGORITHM_1, CHECKS, START, Runs
from deeplinear.papers.xu2023.rate_polynomials import loss_bound
from deeplinear.papers.xu2023.runs import QUANTITIES, read_runs
from deeplinear.papers.xu2023.two_layer import Trajectory
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *,
    runs: list[str],
    bounds: list[str],
    outcome: str,
    claims: dict[str, dict[str, Any]],
    panels: int,
    bound_first_factor: int,
) -> None:
    trajectories = joined([read_runs(path) for path in runs], panels)
    measured = [read_columns(path) for path in bounds]
    start = {
        name: np.concatenate([by_panel(part, name, panels) for part in measured])
        for name in START
        if measured
    }
    bound = {
        name: loss_bound(
            trajectories[name].loss, trajectories[name].rate, first_factor=bound_first_factor
        )
        for name in ALGORITHM_1
    }
    write_claims(outcome, claims, CHECKS, Runs(trajectories, bound, start))


def by_panel(measured: dict[str, list[float]], name: str, panels: int) -> Array:
    """A column as shape (runs, panels), panels by increasing sigma."""
    order = np.argsort(measured["sigma"], kind="stable")
    return np.array(measured[name])[order].reshape(panels, -1).T


def joined(files: list[dict[str, Trajectory]], panels: int) -> dict[str, Trajectory]:
    """Trajectories of shape (seeds, panels, T + 1).

    The files contain some of the seeds for every panel, then others for every panel.
    """

    def join(schedule: str, quantity: str) -> Array:
        values = [getattr(file[schedule], quantity) for file in files]
        return np.concatenate(
            [np.stack(values[i : i + panels], axis=1) for i in range(0, len(values), panels)]
        )

    return {name: Trajectory(*(join(name, key) for key in QUANTITIES)) for name in files[0]}


if __name__ == "__main__":
    run(main, snakemake)
