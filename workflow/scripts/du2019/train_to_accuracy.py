"""Train networks of one width and several depths until they are accurate."""

import logging
from typing import Any

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.networks.descent import step_size
from deeplinear.networks.least_squares import least_squares_problem
from deeplinear.networks.randomness import generator
from deeplinear.papers.du2019.time_to_accuracy import runs_to_accuracy
from deeplinear.papers.du2019.width_condition import guaranteed_factor
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    runs: str,
    stream: list[Any],
    depths: list[int],
    width: int,
    step_size_divisor: float,
    replicates: int,
    accuracy: float,
    most_iterations: int,
) -> None:
    convex = least_squares_problem(*read_arrays(problem, "X", "Y"))
    d_out, d_in = convex.minimizer.shape
    rows = []
    for depth in depths:
        # zhao2023's a_N is du2019's factor 1 / sqrt(m^(L-1) d_out).
        eta = step_size(1 / step_size_divisor, depth=depth, n_N=d_out, beta=float(convex.beta))
        followed = runs_to_accuracy(
            generator(*stream, f"depth~{depth}", f"width~{width}", "network"),
            [d_in, *[width] * (depth - 1), d_out],
            convex,
            eta,
            most_iterations,
            replicates=replicates,
            accuracy=accuracy,
            factor=guaranteed_factor(convex, depth, eta),
        )
        gone = followed.settled & np.isinf(followed.iterations)
        if np.any(gone):
            logging.info("L = %d: %d of %d diverged", depth, np.sum(gone), replicates)
        outcomes = np.column_stack([followed.iterations, followed.keeps_rate])
        rows += [[depth, width, replicate, *row] for replicate, row in enumerate(outcomes.tolist())]
    write_rows(runs, ["depth", "width", "replicate", "iterations", "keeps_rate"], rows)


if __name__ == "__main__":
    run(main, snakemake)
