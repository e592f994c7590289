"""Tabulate the numbers behind a plot."""

import math
from dataclasses import dataclass

from deeplinear.pictures.plots import Curve, Panel, Plot
from deeplinear.pictures.words import readable

MOST_ROWS = 150
DIGITS = 5
Row = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """Formatted cells; each panel has one column per curve.

    Attributes
    ----------
    plot : Plot
    panels : tuple of (Panel, rows)
        Each row is the plot's x and the cells.
    step : int
        Every step-th row is shown.
    whole : int
        The total number of rows.
    """

    plot: Plot
    panels: tuple[tuple[Panel, tuple[Row, ...]], ...]
    step: int
    whole: int


def tabulated(plot: Plot) -> Table:
    """Tabulate a plot with one row per x, or per every second, third, ... if there are many.

    Parameters
    ----------
    plot : Plot
    """
    whole = len(plot.x)
    step = -(-whole // MOST_ROWS)
    shown = range(0, whole, step)
    panels = tuple((panel, tuple(_row(plot, panel, i) for i in shown)) for panel in plot.panels)
    return Table(plot, panels, step, whole)


def _row(plot: Plot, panel: Panel, i: int) -> Row:
    return readable(plot.x[i], DIGITS), tuple(_cell(plot, curve, i) for curve in panel.curves)


def _cell(plot: Plot, curve: Curve, i: int) -> str:
    """A value with its band, or the word for what is infinite."""
    if curve.y[i] == math.inf:
        return plot.infinite
    text = readable(curve.y[i], DIGITS)
    if not curve.low or math.isnan(curve.y[i]):
        return text
    return f"{text} ({readable(curve.low[i], DIGITS)} to {readable(curve.high[i], DIGITS)})"
