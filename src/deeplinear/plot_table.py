"""The numbers behind a plot as the rows of a table."""

import math
from dataclasses import dataclass

from deeplinear.plot_words import readable
from deeplinear.plots import Curve, Plot

MOST_ROWS = 150
DIGITS = 5


@dataclass(frozen=True)
class Table:
    """Cells for readers; a column is a curve.

    Attributes
    ----------
    plot : Plot
    rows : tuple of (str, tuple of str)
        The plot's x and the cells.
    step : int
        A row is shown of as many.
    whole : int
        How many rows there are in all.
    """

    plot: Plot
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    step: int
    whole: int


def tabulated(plot: Plot) -> Table:
    """A row for each x, or for every second, third ... where there are many.

    Parameters
    ----------
    plot : Plot
    """
    whole = len(plot.x)
    step = -(-whole // MOST_ROWS)
    curves = [curve for panel in plot.panels for curve in panel.curves]
    rows = tuple(
        (readable(plot.x[i], DIGITS), tuple(_cell(plot, curve, i) for curve in curves))
        for i in range(0, whole, step)
    )
    return Table(plot, rows, step, whole)


def _cell(plot: Plot, curve: Curve, i: int) -> str:
    """A value with its band, or the word for what is infinite."""
    if curve.y[i] == math.inf:
        return plot.infinite
    text = readable(curve.y[i], DIGITS)
    if not curve.low or math.isnan(curve.y[i]):
        return text
    return f"{text} ({readable(curve.low[i], DIGITS)} to {readable(curve.high[i], DIGITS)})"
