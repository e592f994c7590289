"""Train a deep linear network and, from the same start, the convex problem."""

import logging
from typing import Any

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.networks.descent import step_size
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.experiment import train_both
from deeplinear.networks.least_squares import least_squares_problem
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    trajectory: str,
    stream: list[Any],
    engine: Engine,
    initialization: Initialization,
    depth: int,
    width: int,
    step_size_factor: float,
    iterations: int,
) -> None:
    convex = least_squares_problem(*read_arrays(problem, "X", "Y"))
    n_N, d_x = convex.minimizer.shape
    network = draw_network(
        generator(*stream, f"n~{width}", "network"),
        [d_x, *[width] * (depth - 1), n_N],
        engine=engine,
        initialization=initialization,
        iterations=iterations,
    )
    eta = step_size(step_size_factor, depth=depth, n_N=n_N, beta=float(convex.beta))
    deep, convex_loss = train_both(network, convex, eta, iterations)

    logging.info("step size eta = %r, kappa = %r", eta, float(convex.beta / convex.alpha))
    if not np.isfinite(deep.loss[-1]):
        logging.info("diverged at t = %d", np.argmax(~np.isfinite(deep.loss)))
    columns = np.column_stack([deep.loss, convex_loss, deep.movement])
    write_rows(
        trajectory,
        ["t", "deep", "convex", *(f"movement_{k}" for k in range(1, depth + 1))],
        ([t, *row] for t, row in enumerate(columns.tolist())),
    )


if __name__ == "__main__":
    run(main, snakemake)
