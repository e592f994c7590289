"""Separate a table of movements into the size of its first row and the rest given that.

The ratios of the first row depend on n and d_x alone (see printed_ratios), whatever the data. Where
these widths were read off a printed row, its ratios fit by construction, and no test on them means
anything. What is random in the row is one number, the common movement. Widths are not read off it,
so it can be tested: a table drawn with the widths that its paper used has the same law whether or
not somebody reads them off the ratios, since the ratios give these widths in every draw.

Later rows depend on that number as well. Given it, they vary far less and say far more about step
size and widths: log r_k(t) is therefore replaced by its residual from the straight line in the log
of the common movement that fits all tables best, the published one among them. That treats all
tables alike, so rank tests stay exact, whether or not the line is the right curve.
"""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.predictive import finite_tables, first_p


def given_first_row(tables: Array, decimals: int) -> Array:
    """The log of each table's common movement at t = 1, then residuals of later rows given it.

    Parameters
    ----------
    tables : ndarray, shape (count, T, N)
        The published table and its draws, in any order; inf where a run has diverged.
    decimals : int
        The number of decimals printed. A printed zero counts as half a unit of the last one.

    Returns
    -------
    ndarray, shape (count, T, N)
        The first row has the log of the geometric mean of the first row in every column. A table
        that diverges is inf throughout.
    """
    whole = finite_tables(tables)
    logs = np.log(np.maximum(tables[whole], 0.5 * 10.0**-decimals))
    common = logs[:, :1].mean(axis=2, keepdims=True)
    centred = common - common.mean(axis=0)
    spread = np.sum(centred**2)
    slopes = np.sum(centred * logs, axis=0) / spread if spread > 0 else 0.0
    given = np.full_like(tables, np.inf)
    given[whole] = logs - slopes * centred
    given[whole, 0] = common[:, 0]
    return given


def p_given_first_row(published: Array, draws: Array, decimals: int) -> float:
    """The p-value of a table given its first row.

    Parameters
    ----------
    published : ndarray, shape (T, N)
        Finite.
    draws : ndarray, shape (R, T, N)
        As for :func:`~deeplinear.replication.predictive.predict`.
    decimals : int
        As for :func:`given_first_row`.
    """
    return first_p(given_first_row(np.concatenate([published[None], draws]), decimals))
