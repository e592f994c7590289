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


def uncertain(mean: float, spread: float) -> str:
    """Format a mean and its standard deviation, to at least two digits of the latter.

    If the standard deviation is zero up to rounding error, the mean alone.
    """
    if not spread > 1e-9 * abs(mean):
        return f"{mean:.4g}"
    exponent = _exponent(max(abs(mean), spread))
    if 0.001 <= max(abs(mean), spread) < 1e4:
        exponent = 0
    scale = 10.0**exponent
    digits = max(1 - _exponent(spread / scale), 0)
    numbers = f"{mean / scale:.{digits}f} ± {spread / scale:.{digits}f}"
    return f"({numbers})e{exponent}" if exponent else numbers


def _exponent(value: float) -> int:
    return int(f"{value:e}".split("e")[1])
