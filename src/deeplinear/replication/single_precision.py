"""Norms of large matrices in single precision, as PyTorch computes them: what they lose.

The squares of the entries are added to eight running sums, the lanes of a vector register, of 24
binary digits each. From 2^e to 2^(e+1) such a sum is a multiple of u = 2^(e-23), so a square adds
the nearest multiple of u, on average

    u sum_{k >= 0} P(x^2 > (k + 1/2) u),

which falls below E x^2 once u is no longer small beside it. By the law of large numbers a sum of
millions of squares is where these averages lead, binade by binade: no run is needed.

Entries of a random orthogonal matrix are Gaussian. Those of a matrix of rank r whose singular
values are alike and whose bases are random are Gaussian with a variance that depends on the row, a
chi-squared variable of r degrees of freedom over r.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc, roots_genlaguerre

from deeplinear.arrays import Array

LANES = 8  # of single precision in 256 bits (AVX2)
DIGITS = 24
FINEST, COARSEST = -8, 10  # log2 of u / E x^2; below, 10^-5 of a square is lost at most
PER_OCTAVE = 32


def mean_increment(spacing: ArrayLike, rank: int | None = None) -> Array:
    """The average of x^2 rounded to multiples of a spacing, in units of E x^2.

    Parameters
    ----------
    spacing : array_like
        u, positive, in units of E x^2.
    rank : int, optional
        Of the matrix that x is an entry of; if None, x is Gaussian.

    Returns
    -------
    ndarray
        Of the shape of `spacing`.
    """
    log2_spacing, (grid, increments) = np.log2(spacing), _gaussian_increments()
    if rank is None:
        return np.interp(log2_spacing, grid, increments)
    average = np.zeros_like(log2_spacing)
    for variance, share in zip(*_variances(rank), strict=True):
        average += share * variance * np.interp(log2_spacing - np.log2(variance), grid, increments)
    return average


def norm_factor(entries: float, mean_square: ArrayLike, rank: int | None = None) -> Array:
    """The norm in single precision over the exact one.

    Parameters
    ----------
    entries : float
        The number of entries.
    mean_square : array_like
        Of the entries, positive.
    rank : int, optional
        As for :func:`mean_increment`.

    Returns
    -------
    ndarray
        Of the shape of `mean_square`.
    """
    # A power of two scales every step alike, so E x^2 is taken to be in [1, 2).
    unit = 2 * np.frexp(np.asarray(mean_square, dtype=float))[0]
    start = FINEST + DIGITS - 1  # binades below lose nothing
    left = np.maximum(entries / LANES - 2.0**start / unit, 0)
    total = np.minimum(entries / LANES * unit, 2.0**start)
    for e in range(start, COARSEST + DIGITS):
        step = unit * mean_increment(2.0 ** (e - DIGITS + 1) / unit, rank)
        added = np.minimum(left, 2.0**e / step)
        total += added * step
        left = left - added
    return np.sqrt(total / (entries / LANES * unit))


def movement_error(entries: float, movement: ArrayLike, rank: int) -> Array:
    """The relative error of ||W - W_0||_F / ||W_0||_F if both norms are in single precision.

    Parameters
    ----------
    entries : float
        The number of entries of W.
    movement : array_like
        The exact ratio.
    rank : int
        Of W - W_0. W_0 is random orthogonal.

    Returns
    -------
    ndarray
        Of the shape of `movement`.
    """
    return norm_factor(entries, np.square(movement), rank) / norm_factor(entries, 1.0) - 1


def largest_movement_error(entries: float, rank: int) -> float:
    """The largest absolute :func:`movement_error`, whatever the movement is."""
    octave = np.geomspace(1, 2, 257)  # movements of another octave have the same errors
    return float(np.abs(movement_error(entries, octave, rank)).max())


@cache
def _variances(rank: int) -> tuple[Array, Array]:
    """Quadrature for a chi-squared variable of `rank` degrees of freedom over `rank`."""
    nodes, weights = roots_genlaguerre(16, rank / 2 - 1)
    return 2 * nodes / rank, weights / weights.sum()


@cache
def _gaussian_increments() -> tuple[Array, Array]:
    """Values of log2 u, and the averages of squares of Gaussian numbers of variance 1."""
    grid = np.linspace(FINEST - 1, COARSEST, (COARSEST - FINEST + 1) * PER_OCTAVE + 1)
    increments = []
    for u in 2.0**grid:
        ties = (np.arange(int(70 / u) + 1) + 0.5) * u  # P(x^2 > 70) is below 10^-16
        increments.append(u * erfc(np.sqrt(ties / 2)).sum())
    return grid, np.array(increments)
