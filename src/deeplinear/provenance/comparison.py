"""Compare two CSV files number by number, with a tolerance for each column."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Tolerance:
    """The largest difference allowed between two numbers, relative to the larger or absolute."""

    relative: float = 0.0
    absolute: float = 0.0


@dataclass(frozen=True)
class Difference:
    """A cell whose text differs, or whose number is not within the tolerance.

    Attributes
    ----------
    line : int
        The row, from 1 below the header.
    column, expected, received : str
    """

    line: int
    column: str
    expected: str
    received: str

    def __str__(self) -> str:
        return f"row {self.line}, {self.column}: expected {self.expected}, got {self.received}"


def differences(
    received: str, expected: str, tolerances: Mapping[str, Tolerance]
) -> Iterator[Difference]:
    """The cells in which two tables differ.

    Parameters
    ----------
    received, expected : str
        CSV with a header.
    tolerances : mapping
        By column, or by pattern such as "log10_*"; the first match applies. The text of a column
        without a tolerance must be equal.

    Raises
    ------
    ValueError
        If their columns or their numbers of rows differ.
    """
    (columns, *ours), (known, *theirs) = (
        list(csv.reader(io.StringIO(text, newline=""))) or [[]] for text in (received, expected)
    )
    if columns != known:
        raise ValueError(f"expected columns {', '.join(known)}, got {', '.join(columns)}")
    if len(ours) != len(theirs) or any(len(row) != len(known) for row in ours):
        raise ValueError(
            f"expected {len(theirs)} rows of {len(known)} cells, got {len(ours)}"
            + (" of different lengths" if len(ours) == len(theirs) else "")
        )
    allowed = [_tolerance(column, tolerances) for column in known]
    for line, rows in enumerate(zip(ours, theirs, strict=True), start=1):
        for column, tolerance, mine, other in zip(known, allowed, *rows, strict=True):
            if mine != other and not _close(mine, other, tolerance):
                yield Difference(line, column, other, mine)


def _tolerance(column: str, tolerances: Mapping[str, Tolerance]) -> Tolerance | None:
    found = (value for pattern, value in tolerances.items() if fnmatchcase(column, pattern))
    return next(found, None)


def _close(mine: str, other: str, tolerance: Tolerance | None) -> bool:
    if tolerance is None:
        return False
    try:
        a, b = float(mine), float(other)
    except ValueError:
        return False
    return math.isclose(a, b, rel_tol=tolerance.relative, abs_tol=tolerance.absolute)
