"""Printed numbers: rounding to a number of decimals, and the interval that this leaves."""

from collections.abc import Iterable

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.intervals import Interval


def count_decimals(numbers: Iterable[str]) -> int:
    """The number of decimals, the same for all printed numbers.

    Raises
    ------
    ValueError
        If they differ, or there are no numbers.
    """
    counts = {len(number.partition(".")[2]) for number in numbers}
    if len(counts) != 1:
        raise ValueError(
            "expected printed numbers with the same number of decimals, "
            f"got {', '.join(map(str, sorted(counts))) or 'none'}; write them as they are printed, "
            "final zeros included"
        )
    return counts.pop()


def as_printed(values: Array, decimals: int) -> Array:
    """Round values as ``%.<decimals>f`` prints them; inf where they are not finite.

    NumPy rounds the binary product with 10^decimals, half to even; formatting rounds the exact
    value. The two differ only within rounding error of a tie, which a draw from a continuous law
    does not hit in practice. The quotient is exactly the number that reading the printed text
    gives, so the two compare equal.

    Parameters
    ----------
    values : ndarray
    decimals : int
    """
    with np.errstate(over="ignore"):
        return np.round(values, decimals)


def coarsest_unit(printed: Array, decimals: int) -> int:
    """The largest number of units of the last decimal that all printed numbers are multiples of.

    Numbers rounded to multiples of this, or of one of its divisors, look the same in print.

    Parameters
    ----------
    printed : ndarray
        Rounded to that number of decimals, not all zero.
    decimals : int
    """
    return int(np.gcd.reduce(np.rint(printed * 10**decimals).astype(np.int64), axis=None))


def to_multiples(values: Array, units: int, decimals: int) -> Array:
    """Round values to multiples of so many units of the last decimal, as printing does then.

    Parameters
    ----------
    values : ndarray
    units, decimals : int
    """
    return as_printed(units * np.rint(values * 10**decimals / units) / 10**decimals, decimals)


def printed_interval(value: float, decimals: int) -> Interval:
    """The numbers that are printed as this one, including both ends: ties may go either way."""
    half = 0.5 * 10.0**-decimals
    return Interval(value - half, value + half)
