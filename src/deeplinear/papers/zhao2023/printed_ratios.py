"""Infer widths from the first row of a printed table (zhao2023, appendix G).

In the first step layer k moves by eta a_N W_{N:k+1}^T G W_{k-1:1}^T, G the gradient at
W_{N:1}(0). With orthogonal initialization and equal hidden widths n the factors beside G are
n^{(N-k)/2} and n^{(k-1)/2} times an isometry (Definition 2.1), so every layer moves by the same
eta a_N n^{(N-1)/2} ||G||_F. The initial norms are sqrt(n d_x), n, ..., n, sqrt(n n_N). Hence the
relative movements r_k at t = 1 satisfy, for all data and step sizes,

    r_N / r_k = sqrt(n / n_N),   r_N / r_1 = sqrt(d_x / n_N),   r_1 / r_k = sqrt(n / d_x),

1 < k < N, so a printed row determines n and d_x up to rounding.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from deeplinear.replication.intervals import EMPTY, Interval
from deeplinear.replication.rounding import printed_interval


@dataclass(frozen=True)
class PrintedWidths:
    """The widths that are compatible with a printed first row.

    Attributes
    ----------
    n, d_x, n_over_d_x : Interval
        From each identity alone. n and n / d_x are empty if the middle columns, which are equal
        by the identities, are printed too far apart.
    """

    n: Interval
    d_x: Interval
    n_over_d_x: Interval

    def misfit(self, n: int, d_x: int) -> float:
        """The smallest relative error of a ratio, beyond rounding, that reconciles widths and row.

        0 if some first row with these widths is printed like this one: layer 1, the middle layers
        and layer N each restrict the common movement to an interval, and intervals that intersect
        in pairs, as the three identities require, have a point in common (Helly).
        """
        pairs = ((n, self.n), (d_x, self.d_x), (n / d_x, self.n_over_d_x))
        return math.sqrt(max(interval.stretch(x) for x, interval in pairs)) - 1


def printed_widths(first_row: Sequence[float], *, n_N: int, decimals: int) -> PrintedWidths:
    """Invert the ratio identities with the rounding intervals of a first row.

    Parameters
    ----------
    first_row : sequence of float
        r_1, ..., r_N at t = 1 as printed, positive. For N = 2, without middle layers, n remains
        undetermined.
    n_N : int
        Output dimension.
    decimals : int
        The number of decimals printed.

    Returns
    -------
    PrintedWidths

    Raises
    ------
    ValueError
        If there are fewer than two columns or a number is not positive.
    """
    if len(first_row) < 2 or min(first_row) <= 0:
        raise ValueError(
            "expected the positive first-row entries of two or more layers, "
            f"got {list(first_row)}; correct the printed table"
        )
    first, *middle, last = (printed_interval(r, decimals) for r in first_row)
    common = reduce(Interval.__and__, middle, Interval(0, math.inf))
    n_over_n_N = _squared_ratio(last, common)
    d_x_over_n_N = _squared_ratio(last, first)
    return PrintedWidths(
        n=Interval(n_N * n_over_n_N.low, n_N * n_over_n_N.high),
        d_x=Interval(n_N * d_x_over_n_N.low, n_N * d_x_over_n_N.high),
        n_over_d_x=_squared_ratio(first, common),
    )


def _squared_ratio(numerator: Interval, denominator: Interval) -> Interval:
    """The interval of squared ratios of nonnegative numbers from two intervals."""
    if denominator.empty:
        return EMPTY
    highest = numerator.high / denominator.low if denominator.low > 0 else math.inf
    return Interval((numerator.low / denominator.high) ** 2, highest**2)
