"""Plots as data: the source of pictures, alternative texts, tables and interactive plots.

Values may be non-finite: inf where a run has diverged or was cut off, nan where there is no point.
Labels are Unicode text, with units or normalization.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Values = tuple[float, ...]
DASHED = (3.7, 1.6)  # in line widths, as in Matplotlib
DOTTED = (1.0, 1.0)


@dataclass(frozen=True)
class Look:
    """The look of a curve, in print and on a page; curves never differ by colour alone.

    Attributes
    ----------
    colour : str
        As in CSS; currentColor is the text colour.
    dash : tuple of float
        Lengths of strokes and gaps in line widths; empty for a solid line.
    marker : str
        Matplotlib's letter, one of o s D X P v ^; empty for no marker.
    filled : bool
        Whether markers are filled.
    width : float
        Width of the line in points; 0 for markers only.
    opacity : float
        Opacity of the line.
    """

    colour: str
    dash: tuple[float, ...] = ()
    marker: str = ""
    filled: bool = True
    width: float = 1.2
    opacity: float = 1.0


@dataclass(frozen=True)
class Curve:
    """A line, or points, over a plot's x.

    Attributes
    ----------
    name : str
    y : tuple of float, as long as x
    look : Look
    low, high : tuple of float, as long as x
        A band around the curve; empty if there is none, -inf where it has no lower end.
    """

    name: str
    y: Values
    look: Look
    low: Values = ()
    high: Values = ()


@dataclass(frozen=True)
class Panel:
    """Curves on one pair of axes.

    Attributes
    ----------
    title, y_label : str
    curves : tuple of Curve
    y_log : bool
        Whether the axis is logarithmic.
    limits : tuple of two floats or None
        Limits of y, if not those of the data.
    """

    title: str
    y_label: str
    curves: tuple[Curve, ...]
    y_log: bool = False
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Plot:
    """Panels side by side over the same x.

    Attributes
    ----------
    kind : str
        The kind of picture: line plot, map.
    x_label, symbol : str
        Such as "iteration t" and "t".
    x : tuple of float
        Increasing.
    panels : tuple of Panel
        Curves with the same name have the same look in each.
    x_log : bool
    infinite : str
        The word for a run whose curve is infinite: diverged, cut off.
    band : str
        The meaning of the bands; empty if there are none.
    notes : tuple of str
        Sentences about what the picture shows besides the curves.
    """

    kind: str
    x_label: str
    symbol: str
    x: Values
    panels: tuple[Panel, ...]
    x_log: bool = False
    infinite: str = "diverged"
    band: str = ""
    notes: tuple[str, ...] = ()


def shared_limits(panels: Iterable[Sequence[Curve]], *, log: bool) -> tuple[float, float]:
    """Limits of y for all panels, which contain all values that can be drawn, with a margin.

    On a logarithmic axis they have one significant digit, for its ticks, and end a decade above the
    highest start if a curve is infinite.
    """
    curves = [curve for panel in panels for curve in panel]
    values = [y for curve in curves for side in (curve.y, curve.low, curve.high) for y in side]
    shown = [y for y in values if math.isfinite(y) and (y > 0 or not log)]
    bottom, top = (min(shown), max(shown)) if shown else (1.0, 1.0)
    if not log:
        margin = 0.03 * (top - bottom)
        return bottom - margin, top + margin
    if math.inf in values:
        starts = [curve.y[0] for curve in curves if math.isfinite(curve.y[0])]
        top = 10 * max(starts, default=top)
    return _one_digit(bottom / 1.05, math.floor), _one_digit(1.05 * top, math.ceil)


def _one_digit(value: float, towards: Callable[[float], int]) -> float:
    decade = 10.0 ** math.floor(math.log10(value))
    return float(f"{towards(value / decade) * decade:.1g}")
