"""Train a two-layer network under several step size schedules, all runs at once."""

import logging
from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.spectra import AbsentMargin
from deeplinear.papers.xu2023.step_sizes import (
    GradientNorm,
    MarginAt,
    Rate,
    algorithm_1,
    guarantee,
)
from deeplinear.papers.xu2023.two_layer import (
    Schedule,
    Trajectory,
    TwoLayerProblem,
    descend,
    iterate,
)


def train(
    problem: TwoLayerProblem,
    W_1: Array,
    W_2: Array,
    *,
    schedules: Sequence[str],
    others: Mapping[str, Schedule],
    iterations: int,
    c_1: float,
    c_2: float,
    gradient_norm: GradientNorm,
    margin_at: MarginAt,
    absent_margin: AbsentMargin,
) -> dict[str, Trajectory]:
    """Train from one start under each schedule; log runs that have no guarantee or diverge.

    Parameters
    ----------
    problem : TwoLayerProblem
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)
        The start.
    schedules : sequence of str
        Schedules of Algorithm 1 by their rate, others by name.
    others : mapping
        Schedules that are not of Algorithm 1, by name.
    iterations : int
    c_1, c_2, gradient_norm, margin_at, absent_margin
        Parameters of Algorithm 1 (see step_sizes).

    Returns
    -------
    dict
        By schedule.

    Raises
    ------
    ValueError
        Unless 0 < c_1 < 1 < c_2 (Theorem 3.1).
    """
    known = guarantee(
        problem, iterate(problem, W_1, W_2), c_1=c_1, c_2=c_2, absent_margin=absent_margin
    )
    available = {
        kind: algorithm_1(kind, problem, known, gradient_norm=gradient_norm, margin_at=margin_at)
        for kind in get_args(Rate)
    } | dict(others)
    trajectories = {
        name: descend(problem, W_1, W_2, available[name], iterations) for name in schedules
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
    return trajectories
