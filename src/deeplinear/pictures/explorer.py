"""Prepare the data and controls of interactive plots."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from markupsafe import Markup

from deeplinear.pictures.plots import Curve, Look, Panel, Plot, Values
from deeplinear.pictures.words import fate

# Marker shapes by Matplotlib's letters, as SVG paths around 0 in pixels.
MARKERS = {
    "": "",
    "o": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "s": "M-3.5-3.5h7v7h-7Z",
    "D": "M0-5L5 0L0 5L-5 0Z",
    "X": "M-4.5-2.5l2-2l2.5 2.5l2.5-2.5l2 2l-2.5 2.5l2.5 2.5l-2 2l-2.5-2.5l-2.5 2.5l-2-2l2.5-2.5Z",
    "P": "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5Z",
    "v": "M-5-4h10L0 5Z",
    "^": "M-5 4h10L0-5Z",
}
PIXELS = 4 / 3  # in a point, as in CSS
DIGITS = 5


@dataclass(frozen=True)
class Explorer:
    """An interactive plot.

    Attributes
    ----------
    labels : tuple of str
        The labels of the plots to choose from.
    looks : dict of Look
        By curve name; lengths in pixels.
    shapes : dict of str
        SVG paths of their markers, by curve name.
    log : tuple of str
        The axes that are logarithmic initially and can be switched to linear.
    data : Markup
        JSON for a script element: the plots to five digits, with null for missing points and the
        plot's word for infinite values.
    """

    labels: tuple[str, ...]
    looks: dict[str, Look]
    shapes: dict[str, str]
    log: tuple[str, ...]
    data: Markup


def explorer(plots: Mapping[Any, Plot]) -> Explorer:
    """Prepare plots, one of which is shown at a time.

    Parameters
    ----------
    plots : mapping of Plot
        By label. Curves with the same name have the same look in all of them.
    """
    panels = [panel for plot in plots.values() for panel in plot.panels]
    looks = {curve.name: _in_pixels(curve.look) for panel in panels for curve in panel.curves}
    shapes = {name: MARKERS[look.marker] for name, look in looks.items()}
    log = {
        "y": any(panel.y_log for panel in panels),
        "x": any(plot.x_log for plot in plots.values()),
    }
    data = {
        "looks": {name: asdict(look) | {"shape": shapes[name]} for name, look in looks.items()},
        "plots": [{"name": str(label), **_plot(plot)} for label, plot in plots.items()],
    }
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Explorer(
        labels=tuple(map(str, plots)),
        looks=looks,
        shapes=shapes,
        log=tuple(axis for axis, is_log in log.items() if is_log),
        data=Markup(text.replace("<", "\\u003c")),
    )


def _in_pixels(look: Look) -> Look:
    width = PIXELS * look.width
    dash = tuple(round(width * length, 2) for length in look.dash)
    return replace(look, width=round(width, 2), dash=dash)


def _plot(plot: Plot) -> dict[str, Any]:
    return {
        "label": plot.x_label,
        "symbol": plot.symbol,
        "log": plot.x_log,
        "band": plot.band,
        "x": _numbers(plot.x, plot),
        "panels": [_panel(plot, panel) for panel in plot.panels],
    }


def _panel(plot: Plot, panel: Panel) -> dict[str, Any]:
    return {
        "title": panel.title,
        "label": panel.y_label,
        "log": panel.y_log,
        "limits": panel.limits,
        "curves": [_curve(plot, panel, curve) for curve in panel.curves],
    }


def _curve(plot: Plot, panel: Panel, curve: Curve) -> dict[str, Any]:
    return {
        "name": curve.name,
        "fate": fate(plot, panel, curve),
        **{name: _numbers(getattr(curve, name), plot) for name in ("y", "low", "high")},
    }


def _numbers(values: Values, plot: Plot) -> list[float | str | None]:
    return [_number(value, plot.infinite) for value in values]


def _number(value: float, infinite: str) -> float | str | None:
    if value == math.inf:
        return infinite
    if not math.isfinite(value):
        return None
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
