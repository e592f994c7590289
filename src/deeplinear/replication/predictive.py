"""Exact rank tests of a published table against draws from its predictive law.

If the published table is itself such a draw, it is exchangeable with the R draws. Under any
statistic that treats all R + 1 tables alike, its rank is then uniform, and the share of tables that
are at least as extreme is a p-value, exact for every law (ties only increase it).

The statistic is fixed in advance: the largest |z| over the table's cells, where z is a table's
distance from the mean of the R others in units of their standard deviation. A draw that diverged
counts as less extreme than any finite table, so a finite table among diverging draws is extreme in
itself. No covariance is used: ratio identities make it singular, so that rounding would decide.
"""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array

LARGEST = 1e150  # larger values count as diverged: their squares would overflow


@dataclass(frozen=True)
class Prediction:
    """The prediction of the draws for each cell of a table, and the published table's place in it.

    Attributes
    ----------
    mean, sd : ndarray
        Over the draws that are finite in the cell; inf and 0 if none is.
    low, high : ndarray
        The 2.5 % and 97.5 % quantiles of all draws; inf if that many diverged.
    percentile : ndarray
        The percentile of the published number among all draws, from 0 to 100; ties count half.
    z : ndarray
        (published - mean) / sd; infinite if the draws do not spread and the published number
        differs, or if no draw is finite.
    rank_p : ndarray
        Two-sided rank p-value of the cell alone.
    adjusted_p : ndarray
        The share of tables whose largest |z| reaches the cell's: the cell's p-value, adjusted for
        looking at all cells (Westfall and Young's single step).
    diverged : float
        The share of draws that are not finite in every cell.
    """

    mean: Array
    sd: Array
    low: Array
    high: Array
    percentile: Array
    z: Array
    rank_p: Array
    adjusted_p: Array
    diverged: float

    @property
    def p(self) -> float:
        """The table's p-value, that of its most extreme cell."""
        return float(self.adjusted_p.min())

    @property
    def extreme_z(self) -> float:
        """The z with the largest absolute value."""
        return float(self.z.flat[np.argmax(np.abs(self.z))])


def predict(published: Array, draws: Array) -> Prediction:
    """Compare a published table with draws.

    Parameters
    ----------
    published : ndarray, shape (...)
        Finite.
    draws : ndarray, shape (R, ...)
        Independent, rounded like the published table; inf from the divergence of a run on.

    Raises
    ------
    ValueError
        If the shapes differ, or there are fewer than two draws.
    """
    R = len(draws)
    if draws.shape[1:] != published.shape or R < 2:
        raise ValueError(
            f"expected two or more draws of the table's shape {published.shape}, got {R} of "
            f"{draws.shape[1:]}; draw what the table prints"
        )
    tables = np.concatenate([published[None], draws])
    finite = np.abs(tables) < LARGEST
    mean, sd = _moments(draws - published, finite[1:])
    z = _distances(tables - published, finite)

    whole = finite.reshape(R + 1, -1).all(axis=1)
    largest = np.abs(z).reshape(R + 1, -1).max(axis=1)
    rivals = np.sort(largest[1:][whole[1:]])
    at_least = len(rivals) - np.searchsorted(rivals, np.abs(z[0]), side="left")

    below = (draws < published).sum(axis=0)
    above = (draws > published).sum(axis=0)
    low, high = np.quantile(draws, [0.025, 0.975], axis=0, method="inverted_cdf")
    return Prediction(
        mean=published + mean,
        sd=sd,
        low=low,
        high=high,
        percentile=100 * (below + (R - above)) / (2 * R),
        z=z[0],
        rank_p=np.minimum(1, 2 * (1 + R - np.maximum(below, above)) / (R + 1)),
        adjusted_p=(1 + at_least) / (R + 1),
        diverged=float(np.mean(~whole[1:])),
    )


def _moments(values: Array, finite: Array) -> tuple[Array, Array]:
    """Mean and standard deviation over the finite entries of each cell."""
    count = finite.sum(axis=0)
    mean = np.where(finite, values, 0).sum(axis=0) / np.maximum(count, 1)
    squares = np.where(finite, values - mean, 0) ** 2
    sd = np.sqrt(squares.sum(axis=0) / np.maximum(count - 1, 1))
    return np.where(count, mean, np.inf), sd


def _distances(values: Array, finite: Array) -> Array:
    """Each entry's distance from the mean of the others, in units of their standard deviation.

    Leaving out an entry at distance d from the mean of k makes it d k / (k - 1) and takes
    d^2 k / (k - 1) from the sum of squares: no second pass, and the same rounding for all.
    Entries that are not finite get 0; a single finite one gets -inf.
    """
    k = finite.sum(axis=0)
    mean, sd = _moments(values, finite)
    own = np.where(finite, values - mean, 0)
    factor = k / np.maximum(k - 1, 1)
    squares = np.maximum(k - 1, 1) * sd**2
    others = squares - factor * own**2
    others = np.where(others > 1e-12 * squares, others, 0)  # the rest is rounding error
    with np.errstate(divide="ignore", invalid="ignore"):
        z = factor * own / np.sqrt(others / np.maximum(k - 2, 1))
    return np.where(finite & (k == 1), -np.inf, np.where(own == 0, 0, z))
