"""Detect single precision in printed movements, from the middle layers given the outer ones.

At t = 1 the movement of a middle layer is r_k = sqrt(r_1 r_N) (n_N d_x)^{1/4} / sqrt(n), exactly
(see printed_ratios). Later r_k / sqrt(r_1 r_N) changes little and hardly varies from draw to draw,
at n = 20000 by 0.002 %: the randomness of a run cancels. What remains in a printed table is
rounding, and the arithmetic error of ||W_k(t) - W_k(0)||_F and of ||W_k(0)||_F. For a middle layer
each is the root of a sum of n^2 squares, which single precision makes too small. At n = 20000 the
initial norm loses 7.3 %. The other loses about as much, but more or less of it as the sum is
farther from or nearer to the next power of two, so that their ratio is by up to 1.3 % too large.
The numerator alone, over an exact initial norm, would be too small in every cell.
"""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.predictive import Prediction, predict
from deeplinear.replication.single_precision import movement_error


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


def middle_in_single_precision(movement: Array, *, n: int, n_N: int) -> Array:
    """Movements as they come out if the norms of the middle layers are in single precision.

    The movements of the outer layers, of fewer entries, are off by less than 10^-5 at n = 20000.

    Parameters
    ----------
    movement : ndarray, shape (..., N)
        Exact; inf where a run has diverged, which stays.
    n, n_N : int
        Hidden width and output dimension, the rank of every gradient.
    """
    seen: Array = movement.copy()
    middle = seen[..., 1:-1]
    moved = np.isfinite(middle) & (middle > 0)
    middle[moved] *= 1 + movement_error(n * n, middle[moved], n_N)
    return seen


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
