"""Draw the figures of xu2023."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from deeplinear.papers.xu2023.looks import SCHEDULES
from deeplinear.pictures.drawing import line_style
from deeplinear.pictures.plots import Look

Values = NDArray[np.float64]

NAMES = {
    "f_0": r"Algorithm 1, $h = f(\eta, 0)$",
    "f": r"Algorithm 1, $h = f(\eta, t)$",
    "rho_hat": r"Algorithm 1, $h = \hat\rho(\eta, t)$",
    "rho": r"Algorithm 1, $h = \rho(\eta, t)$",
    "arora": "Arora et al.",
    "du": "Du et al.",
}


def schedule_panels(losses: pd.DataFrame) -> Figure:
    """Loss and step size against iteration, one line per schedule with its standard deviation.

    Parameters
    ----------
    losses : DataFrame
        Columns summary, loss_divisor, schedule, t, log10_loss and log10_step_size, the last two
        also with suffixes _low and _high; inf where a run has diverged.
    """
    figure = Figure(figsize=(6.75, 3.1), layout="constrained")
    panels = figure.subplots(1, 2)
    for panel, quantity, label in zip(
        panels,
        ("log10_loss", "log10_step_size"),
        (_loss_label(losses), _label(losses, r"\eta_t")),
        strict=True,
    ):
        for schedule, curve in losses.groupby("schedule", sort=False):
            _draw(panel, curve, quantity, SCHEDULES[schedule], label=NAMES[schedule])
        panel.set(xlabel="iteration $t$", ylabel=label)
        panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=3, handlelength=3.2)
    return figure


def tightness_panels(losses: pd.DataFrame) -> Figure:
    """Loss with its standard deviation and the bound on it, one panel per size of imbalance.

    Parameters
    ----------
    losses : DataFrame
        Columns summary, loss_divisor, sigma, alpha_0_over_beta_0, schedule, t, log10_loss (also
        with suffixes _low and _high) and log10_bound; inf where a run has diverged.
    """
    sigmas = losses["sigma"].unique()
    figure = Figure(figsize=(6.75, 3.2), layout="constrained")
    panels = figure.subplots(1, len(sigmas), sharey=True, squeeze=False)[0]
    for panel, sigma in zip(panels, sigmas, strict=True):
        here = losses[losses["sigma"] == sigma]
        for schedule, curve in here.groupby("schedule", sort=False):
            look = SCHEDULES[schedule]
            _draw(panel, curve, "log10_loss", look, markersize=4.2)
            _draw(panel, curve, "log10_bound", replace(look, filled=False), markersize=4.2)
        ratio = here["alpha_0_over_beta_0"].iloc[0]
        panel.set_title(rf"$\sigma = {sigma:g}$,  $\alpha_0/\beta_0 = {ratio:.3f}$")
        panel.set_xlabel("iteration $t$")
    panels[0].set_ylabel(_loss_label(losses))
    schedules = losses["schedule"].unique()
    handles = [
        Line2D([], [], label=NAMES[schedule], **line_style(SCHEDULES[schedule]))
        for schedule in schedules
    ]
    for filled, label in ((True, "loss"), (False, "its bound, equation 37")):
        points = Look("currentColor", marker="o", filled=filled, width=0)
        handles.append(Line2D([], [], label=label, **line_style(points)))
    figure.legend(handles=handles, loc="outside upper center", ncols=3, handlelength=3.2)
    return figure


def _draw(panel: Axes, curve: pd.DataFrame, quantity: str, look: Look, **line: Any) -> None:
    """Draw a line with sparse markers, its band if any, and a cross where it diverges.

    Where the standard deviation exceeds the mean, the band has no lower end on a logarithmic axis,
    and only the upper half is drawn.
    """
    t, middle = curve["t"].to_numpy(), _finite(curve[quantity])
    step = max(len(t) // 5, 1)
    place = list(NAMES).index(curve["schedule"].iloc[0])
    shift = place * step // len(NAMES)  # markers of equal curves alternate
    panel.plot(t, middle, markevery=(shift, step), **line_style(look), **line)
    for end in ("low", "high"):
        if f"{quantity}_{end}" in curve:
            edge = _finite(curve[f"{quantity}_{end}"])
            panel.fill_between(t, middle, edge, color=look.colour, alpha=0.25, lw=0)
    gone = np.flatnonzero(np.isposinf(curve[quantity]))
    if len(gone) and gone[0] > 0:
        last = gone[0] - 1
        panel.plot(t[last], middle[last], "X", color=look.colour, markersize=6)
        panel.annotate("diverges", (t[last], middle[last]), (6, 0), textcoords="offset points")


def _finite(values: pd.Series) -> Values:
    return np.where(np.isfinite(values), values, np.nan)


def _loss_label(losses: pd.DataFrame) -> str:
    divisor = losses["loss_divisor"].iloc[0]
    return _label(losses, "L(t)" if divisor == 1 else f"(L(t)/{divisor:g})")


def _label(losses: pd.DataFrame, quantity: str) -> str:
    if losses["summary"].iloc[0] == "mean_of_log":
        return rf"mean of $\log_{{10}}\,{quantity}$"
    return rf"$\log_{{10}}$ of the mean of ${quantity}$"
