"""Exact rank tests of a published table against draws from its predictive law.

If the published table is itself such a draw, it is exchangeable with the R draws. Under any
statistic that treats all R + 1 tables alike, its rank is then uniform, and the share of tables that
are at least as extreme is a p-value, exact for every law (ties only increase it).

Two statistics are fixed in advance. The largest |z| over a table's cells, where z is the distance
from the mean of the R others in units of their standard deviation, sees a single cell that is off.
It is blind where draws are heavy-tailed: a table below all of them in every cell may have small
|z|. The sum over the cells of squared normal scores of a table's ranks sees that one, whatever the
tails, and is blind to a single cell. Every table has a p-value under each; tables are ordered by
the smaller one, ties in favour of the scores, and ranked again (Tippett's combination). As the
order treats all tables alike as well, this rank is exact for the same reason.

A draw that diverged counts as less extreme than any finite table, so a finite table among diverging
draws is extreme in itself. No covariance is used: ratio identities make it singular, so that
rounding would decide.
"""

from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from deeplinear.arrays import Array

LARGEST = 1e150  # larger values count as diverged: their squares would overflow
FEWEST = 10  # finite draws of a cell without which it has no mean and standard deviation


@dataclass(frozen=True)
class Prediction:
    """The prediction of the draws for each cell of a table, and the published table's place in it.

    Attributes
    ----------
    draws : int
        R.
    diverged : float
        The share of draws that are not finite in every cell.
    mean, sd : ndarray
        Over the draws that are finite in the cell; NaN if fewer than FEWEST of R are.
    low, high : ndarray
        The 2.5 % and 97.5 % quantiles of all draws; inf if that many diverged.
    percentile : ndarray
        The percentile of the published number among all draws, from 0 to 100; ties count half.
    z : ndarray
        The published number's distance from the mean of the draws that are finite in every cell, in
        units of their standard deviation; infinite if they do not spread and it differs.
    adjusted_p : ndarray
        The share of tables whose largest |z| reaches the cell's: the cell's p-value, adjusted for
        looking at all cells (Westfall and Young's single step).
    p : float
        The table's p-value, by both statistics.
    """

    draws: int
    diverged: float
    mean: Array
    sd: Array
    low: Array
    high: Array
    percentile: Array
    z: Array
    adjusted_p: Array
    p: float

    @property
    def extreme_z(self) -> float:
        """The z with the largest absolute value."""
        return float(self.z.flat[np.argmax(np.abs(self.z))])


def predict(published: Array, draws: Array, ranked: Array | None = None) -> Prediction:
    """Compare a published table with draws.

    Parameters
    ----------
    published : ndarray, shape (...)
        Finite.
    draws : ndarray, shape (R, ...)
        Independent, rounded like the published table; inf from the divergence of a run on.
    ranked : ndarray, shape (R + 1, ...)
        What is ranked instead of the published table and its draws, in this order, if it is not
        these themselves: a function of all of them that treats them alike.

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
    tables = _finite(np.concatenate([published[None], draws]) if ranked is None else ranked)
    z, sizes = _distances(tables)
    at_least = (sizes[1:].max(axis=1)[:, None] >= sizes[0]).sum(axis=0)
    mean, sd = _moments(draws, published)
    below = (draws < published).sum(axis=0)
    above = (draws > published).sum(axis=0)
    low, high = np.quantile(draws, [0.025, 0.975], axis=0, method="inverted_cdf")
    return Prediction(
        draws=R,
        diverged=1 - float(finite_tables(draws).mean()),
        mean=mean,
        sd=sd,
        low=low,
        high=high,
        percentile=100 * (below + (R - above)) / (2 * R),
        z=z[0].reshape(published.shape),
        adjusted_p=(1 + at_least).reshape(published.shape) / (R + 1),
        p=_as_extreme(_squared_scores(tables), sizes.max(axis=1)) / (R + 1),
    )


def first_p(tables: Array) -> float:
    """The p-value of the first of some tables, finite, by both statistics.

    Parameters
    ----------
    tables : ndarray, shape (R + 1, ...)
        The published table and its draws, as for :func:`predict`.
    """
    finite = _finite(tables)
    _, sizes = _distances(finite)
    return _as_extreme(_squared_scores(finite), sizes.max(axis=1)) / len(tables)


def finite_tables(tables: Array) -> NDArray[np.bool_]:
    """Which tables, shape (count, ...), are finite in every cell; shape (count,)."""
    return np.all(np.abs(tables).reshape(len(tables), -1) < LARGEST, axis=1)


def _finite(tables: Array) -> Array:
    """The finite ones among tables, shape (count, ...), each as a row."""
    finite = tables[finite_tables(tables)]
    return finite.reshape(len(finite), -1)


def fewest_draws(tests: int, level: float) -> int:
    """The number of draws with which a test can refute at a level, adjusted for so many tests.

    A table that is more extreme than every draw under one of the statistics has a p-value of at
    most 2 / (R + 1): a single draw may be the most extreme under the other. So has one that is
    beyond every draw in every cell: a single draw may be as far beyond on the other side.
    """
    start = max(0, int(2 * tests / level) - 2)
    return next(R for R in count(start) if tests * (2 / (R + 1)) <= level)


def _moments(draws: Array, origin: Array) -> tuple[Array, Array]:
    """Mean and standard deviation over the finite draws of each cell, computed from an origin."""
    finite = np.abs(draws) < LARGEST
    counts = finite.sum(axis=0)
    enough = counts >= min(FEWEST, len(draws))
    distances = np.where(finite, draws - origin, 0)
    mean = distances.sum(axis=0) / np.maximum(counts, 1)
    squares = np.where(finite, distances - mean, 0) ** 2
    sd = np.sqrt(squares.sum(axis=0) / np.maximum(counts - 1, 1))
    return np.where(enough, origin + mean, np.nan), np.where(enough, sd, np.nan)


def _distances(tables: Array) -> tuple[Array, Array]:
    """Each entry's distance from the mean of the others, in units of their standard deviation.

    Second, its size up to rounding error, which would break ties. Leaving out an entry at distance
    d from the mean of k makes it d k / (k - 1) and takes d^2 k / (k - 1) from the sum of squares:
    no second pass, and the same rounding for all.
    """
    k = len(tables)
    tables = tables - tables[0]
    own = tables - tables.mean(axis=0)
    factor = k / max(k - 1, 1)
    squares = (own**2).sum(axis=0)
    others = squares - factor * own**2
    others = np.where(others > 1e-12 * squares, others, 0)  # the rest is rounding error
    with np.errstate(divide="ignore", invalid="ignore"):
        z = factor * own / np.sqrt(others / max(k - 2, 1))
    z = np.where(own == 0, 0, z)
    return z, np.round(np.abs(z), 9)


def _squared_scores(tables: Array) -> Array:
    """For each table the sum over its cells of squared normal scores of its ranks; ties share one.

    Scores are taken from the nearer end, so that the tables at both ends have the same.
    """
    k = len(tables)
    order = np.argsort(tables, axis=0)
    place = np.arange(k)[:, None]
    new = np.diff(np.take_along_axis(tables, order, axis=0), axis=0) != 0
    edge = np.ones((1, tables.shape[1]), dtype=bool)
    first = np.maximum.accumulate(np.where(np.concatenate([edge, new]), place, 0), axis=0)
    last = np.where(np.concatenate([new, edge]), place, k)[::-1]
    doubled = first + np.minimum.accumulate(last, axis=0)[::-1] + 1  # twice rank - 1/2
    scores = ndtri(np.arange(1, k + 1) / (2 * k)) ** 2
    total = np.zeros(k)
    for tied, ranks in zip(order.T, np.minimum(doubled, 2 * k - doubled).T, strict=True):
        total[tied] += scores[ranks - 1]
    return total


def _as_extreme(scores: Array, largest: Array) -> int:
    """How many tables are at least as extreme as the first, under two statistics together."""
    k = len(scores)
    by_scores, by_z = (k - np.searchsorted(np.sort(one), one) for one in (scores, largest))
    order = np.minimum(by_scores, by_z) * (k + 1) + by_scores
    return int((order <= order[0]).sum())
