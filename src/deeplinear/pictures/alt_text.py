"""Write the alternative text of a picture from the data that it shows."""

from collections.abc import Sequence
from itertools import pairwise

from deeplinear.pictures.plots import Curve, Panel, Plot
from deeplinear.pictures.words import fate, readable, shown

# Longer texts are summarized.
LONGEST = 900
DIGITS = 3


def alt_text(plot: Plot, title: str) -> str:
    """Describe a picture: its kind and axes, the course of each curve, and notes.

    Parameters
    ----------
    plot : Plot
    title : str
        The title of the picture.
    """
    labels = dict.fromkeys(panel.y_label for panel in plot.panels)
    axes = " and ".join(_axis(plot, label) for label in labels)
    across = _range([plot.x[0], plot.x[-1]], plot.x_log)
    bands = f"; bands are {plot.band}" if plot.band else ""
    head = f"{title}. {plot.kind.capitalize()} of {axes} against {plot.x_label} ({across}){bands}."
    full = " ".join([head, *(_each(plot, panel) for panel in plot.panels), *plot.notes])
    return full if len(full) <= LONGEST else " ".join([head, *_summary(plot), *plot.notes])


def _axis(plot: Plot, label: str) -> str:
    panels = [panel for panel in plot.panels if panel.y_label == label]
    values = [curve.y[i] for panel in panels for curve in panel.curves for i in shown(panel, curve)]
    return f"{label} ({_range(values, panels[0].y_log)})"


def _range(values: Sequence[float], log: bool) -> str:
    ends = f"{readable(min(values), DIGITS)} to {readable(max(values), DIGITS)}"
    return ends + ", logarithmic" * log


def _each(plot: Plot, panel: Panel) -> str:
    """A sentence about the curves of a panel."""
    words = "; ".join(_curve(plot, panel, curve) for curve in panel.curves)
    return f"{panel.title}: {words}." if panel.title else f"{words[0].upper()}{words[1:]}."


def _curve(plot: Plot, panel: Panel, curve: Curve) -> str:
    y = [curve.y[i] for i in shown(panel, curve)]
    parts = [_course(y)] if y else []
    if end := fate(plot, panel, curve):
        parts.append(end)
    return f"{curve.name} {', '.join(parts)}"


def _course(y: Sequence[float]) -> str:
    """The course of a curve: its ends, and the number of steps against its direction."""
    first, last, low, high = (readable(v, DIGITS) for v in (y[0], y[-1], min(y), max(y)))
    if low == high:
        return f"stays at {first}"
    way, back, sign = ("falls", "rising", 1) if y[-1] < y[0] else ("rises", "falling", -1)
    steps = [sign * (b - a) for a, b in pairwise(y)]
    against = sum(step > 0 for step in steps)
    turns = f", {back} in {against} of {len(steps)} steps" if against else ""
    return f"{way} from {first} to {last}{turns}"


def _summary(plot: Plot) -> list[str]:
    """The lowest and highest curve at both ends of each panel, and the curves that leave it."""
    sentences = []
    fates: dict[tuple[str, str], list[str]] = {}
    for panel in plot.panels:
        drawn = [(curve.name, [curve.y[i] for i in shown(panel, curve)]) for curve in panel.curves]
        start, end = (_ends([(y[i], name) for name, y in drawn if y]) for i in (0, -1))
        sentences.append(f"{panel.title}: curves start {start} and end {end}.")
        for curve in panel.curves:
            fates.setdefault((curve.name, fate(plot, panel, curve)), []).append(panel.title)
    for (name, end), titles in fates.items():
        if end:
            where = "every panel" if len(titles) == len(plot.panels) else ", ".join(titles)
            sentences.append(f"In {where}, {name} {end}.")
    return sentences


def _ends(values: Sequence[tuple[float, str]]) -> str:
    (low, lowest), (high, highest) = min(values), max(values)
    if readable(low, DIGITS) == readable(high, DIGITS):
        return f"at {readable(low, DIGITS)}"
    return f"at {readable(low, DIGITS)} ({lowest}) to {readable(high, DIGITS)} ({highest})"
