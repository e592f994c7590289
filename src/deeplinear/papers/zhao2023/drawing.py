"""Draw zhao2023's Figures 1 and 2."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from deeplinear.papers.zhao2023.looks import CONVEX, DEEP
from deeplinear.pictures.drawing import line_style

Values = NDArray[np.float64]


def loss_panels(losses: pd.DataFrame) -> Figure:
    """log10 loss of the deep network and of the convex problem by iteration, one panel per width.

    A run that diverges is cut off a decade above its initial loss, and marked with a cross there.

    Parameters
    ----------
    losses : DataFrame
        Columns n, network ("deep" or "convex"), t, and loss (of one run) or low, median and high
        (of many); inf where a run has diverged.
    """
    widths = losses["n"].unique()
    banded = "median" in losses
    line = "median" if banded else "loss"
    curves = {
        (n, network): (curve["t"].to_numpy(), np.log10(curve[line].to_numpy()))
        for (n, network), curve in losses.groupby(["n", "network"])
    }
    figure = Figure(figsize=(6.75, 2.4), layout="constrained")
    panels = figure.subplots(1, len(widths), sharey=True, squeeze=False)[0]
    for panel, n in zip(panels, widths, strict=True):
        panel.plot(*curves[n, "deep"], label="deep linear network", **line_style(DEEP))
        panel.plot(*curves[n, "convex"], label="convex problem", **line_style(CONVEX))
        panel.set(title=f"$n = {n}$", xlabel="iteration $t$")
    panels[0].set_ylabel(r"$\log_{10}$ loss")
    if banded:
        for panel, n in zip(panels, widths, strict=True):
            for network, look in (("deep", DEEP), ("convex", CONVEX)):
                band = losses[(losses["n"] == n) & (losses["network"] == network)]
                low, high = np.log10(band["low"]), np.log10(band["high"])
                panel.fill_between(band["t"], low, high, color=look.colour, alpha=0.25, lw=0)
    if not np.isfinite(losses[line]).all():
        top = 1 + max(curve[0] for _, curve in curves.values())
        panels[0].set_ylim(min(curve.min() for _, curve in curves.values()) - 0.2, top)
        for panel, n in zip(panels, widths, strict=True):
            _mark_divergence(panel, *curves[n, "deep"], top)
    handles, labels = panels[0].get_legend_handles_labels()
    if banded:
        handles.append(Patch(color="0.5", alpha=0.4, lw=0))
        labels.append("90 % of draws; lines are medians")
    figure.legend(handles, labels, loc="outside upper center", ncols=len(labels))
    return figure


def _mark_divergence(panel: Axes, t: Values, curve: Values, top: float) -> None:
    """Draw a cross where a diverging curve leaves its panel for good."""
    if np.isfinite(curve).all():
        return
    last = np.flatnonzero(curve < top)[-1]
    slope = curve[last + 1] - curve[last]
    exit_t = t[last] + (top - curve[last]) / slope * (t[last + 1] - t[last])
    panel.plot(exit_t, top, "X", color=DEEP.colour, markersize=6, clip_on=False)
    panel.annotate("diverges", (exit_t, top), (6, 0), textcoords="offset points", va="top")
