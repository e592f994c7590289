"""Format the cells of the tables of words, as Unicode text and in LaTeX."""

from collections.abc import Iterable

Cell = str | dict[str, str]

ESCAPED = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"})


def text(cell: Cell) -> str:
    """The cell in Unicode, as in CSV and HTML."""
    return cell if isinstance(cell, str) else cell["text"]


def tex(cell: Cell) -> str:
    """The cell in LaTeX; plain words are escaped."""
    return cell.translate(ESCAPED) if isinstance(cell, str) else cell["tex"]


def tex_by_text(cells: Iterable[Cell]) -> dict[str, str]:
    """The LaTeX for each text."""
    return {text(cell): tex(cell) for cell in cells}


def with_quartiles(median: float, lower: float, upper: float) -> str:
    """Format a median with its quartiles, to at least two digits of its distance from the nearer.

    If the quartiles are the same up to rounding error, the median alone.
    """
    if not upper - lower > 1e-9 * abs(median):
        return f"{median:.4g}"
    largest = max(abs(lower), abs(upper))
    exponent = 0 if 0.001 <= largest < 1e4 else _exponent(largest)
    scale = 10.0**exponent
    nearer = min(median - lower, upper - median) or upper - lower
    digits = max(1 - _exponent(nearer / scale), 0)
    numbers = "{:.{digits}f} [{:.{digits}f}, {:.{digits}f}]".format(
        median / scale, lower / scale, upper / scale, digits=digits
    )
    return f"({numbers})e{exponent}" if exponent else numbers


def _exponent(value: float) -> int:
    return int(f"{value:e}".split("e")[1])
