"""Detect single precision in printed movements, from the middle layers given the outer ones.

At t = 1 the movement of a middle layer is r_k = sqrt(r_1 r_N) (n_N d_x)^{1/4} / sqrt(n), exactly
(see printed_ratios). Later r_k / sqrt(r_1 r_N) changes little and hardly varies from draw to draw,
at n = 20000 by 0.002 %: the randomness of a run cancels. What remains in a printed table is
rounding, and the arithmetic error of ||W_k(t) - W_k(0)||_F. For a middle layer that is the root of
a sum of n^2 squares. Such a sum loses digits in single precision, more of them the longer it is,
and unevenly as it passes powers of two.
"""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.predictive import Prediction, predict


def middle_over_outer(movement: Array) -> Array:
    """r_k / sqrt(r_1 r_N) for the middle layers k = 2..N-1, shape (..., N - 2).

    Parameters
    ----------
    movement : ndarray, shape (..., N)
        r_1, ..., r_N; inf where a run has diverged, which gives inf.

    Returns
    -------
    ndarray, shape (..., N - 2)
    """
    outer = np.sqrt(movement[..., :1]) * np.sqrt(movement[..., -1:])
    with np.errstate(invalid="ignore"):
        return np.where(np.isfinite(outer), movement[..., 1:-1] / outer, np.inf)


def middle_layer_trace(published: Array, draws: Array) -> Prediction:
    """Compare the middle columns of a printed table, given its outer columns, with draws.

    Parameters
    ----------
    published : ndarray, shape (T, N)
        Movements at t = 1..T; N >= 3.
    draws : ndarray, shape (R, T, N)
        Rounded like the published table.

    Returns
    -------
    Prediction
        The prediction of r_k / sqrt(r_1 r_N), shape (T, N - 2).
    """
    return predict(middle_over_outer(published), middle_over_outer(draws))
