"""Numbers as they are printed: rounded to some decimals, and the interval that this leaves."""

from collections.abc import Iterable

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.intervals import Interval


def count_decimals(numbers: Iterable[str]) -> int:
    """The count of digits after the point that all printed numbers share.

    Raises
    ------
    ValueError
        If they differ, or there are no numbers.
    """
    counts = {len(number.partition(".")[2]) for number in numbers}
    if len(counts) != 1:
        raise ValueError(
            "expected printed numbers with equally many decimals, "
            f"got {', '.join(map(str, sorted(counts))) or 'none'}; write them as they are printed, "
            "final zeros included"
        )
    return counts.pop()


def as_printed(values: Array, decimals: int) -> Array:
    """Values rounded to what ``%.<decimals>f`` prints, inf where they are not finite.

    Rounded is the binary product with 10^decimals, half to even. Formatting rounds the exact
    value instead; the two differ only within rounding error of a tie, which a draw from a
    continuous law never hits in practice. The quotient is the very number that reading the printed
    text gives, so both compare equal exactly.

    Parameters
    ----------
    values : ndarray
    decimals : int
    """
    with np.errstate(over="ignore"):
        return np.round(values, decimals)


def printed_interval(value: float, decimals: int) -> Interval:
    """The numbers that are printed as this one; both ends, since ties may go either way."""
    half = 0.5 * 10.0**-decimals
    return Interval(value - half, value + half)
