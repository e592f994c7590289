"""Train a two-layer network under several step size schedules, all runs at once."""

import logging
from typing import get_args

import numpy as np

from deeplinear.files.npz import read_arrays
from deeplinear.networks.balanced import SigmaMeans, start_scale
from deeplinear.papers.xu2023.runs import write_runs
from deeplinear.papers.xu2023.spectral_bounds import AbsentMargin
from deeplinear.papers.xu2023.step_sizes import (
    GradientNorm,
    MarginAt,
    Rate,
    algorithm_1,
    arora,
    du,
    guarantee,
)
from deeplinear.papers.xu2023.two_layer import descend, iterate, two_layer_problem
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    runs: str,
    iterations: int,
    schedules: list[str],
    c_1: float,
    c_2: float,
    gradient_norm: GradientNorm,
    margin_at: MarginAt,
    absent_margin: AbsentMargin,
    sigma: float | None = None,
    sigma_means: SigmaMeans = "factor",
    arora_divisor: float | None = None,
    du_precision: float | None = None,
) -> None:
    X, Y, W_1, W_2 = read_arrays(problem, "X", "Y", "W_1", "W_2")
    setup = two_layer_problem(X, Y)
    if sigma is not None:
        q = start_scale(sigma, sigma_means=sigma_means)
        W_1, W_2 = q * W_1, W_2 / q
    start = iterate(setup, W_1, W_2)
    known = guarantee(setup, start, c_1=c_1, c_2=c_2, absent_margin=absent_margin)
    available = {
        kind: algorithm_1(kind, setup, known, gradient_norm=gradient_norm, margin_at=margin_at)
        for kind in get_args(Rate)
    }
    if arora_divisor is not None:
        available["arora"] = arora(setup, start, divisor=arora_divisor)
    if du_precision is not None:
        available["du"] = du(setup, precision=du_precision)
    trajectories = {
        name: descend(setup, W_1, W_2, available[name], iterations) for name in schedules
    }

    alpha_0 = known.bounds.alpha
    logging.info("alpha_0 / beta_0 = %r on average", float(np.mean(alpha_0 / known.bounds.beta)))
    if np.any(alpha_0 == 0):
        logging.info(
            "alpha_0 = 0 in %d of %d runs: no step size is guaranteed (xu2023, Theorem 3.1), "
            "Algorithm 1 stands still there",
            np.sum(alpha_0 == 0),
            alpha_0.size,
        )
    for name, trajectory in trajectories.items():
        diverged = int(np.isinf(trajectory.loss[..., -1]).sum())
        if diverged:
            logging.info("%s: %d of %d runs diverge", name, diverged, alpha_0.size)
    write_runs(runs, trajectories)


if __name__ == "__main__":
    run(main, snakemake)
