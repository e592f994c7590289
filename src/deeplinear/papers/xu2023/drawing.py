"""Drawing the figures of xu2023; nothing here computes."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

Values = NDArray[np.float64]

# By schedule: its name and its line. Where two curves coincide the thin one shows on the broad one.
NAMES = {
    "f_0": r"Algorithm 1, $h = f(\eta, 0)$",
    "f": r"Algorithm 1, $h = f(\eta, t)$",
    "rho_hat": r"Algorithm 1, $h = \hat\rho(\eta, t)$",
    "rho": r"Algorithm 1, $h = \rho(\eta, t)$",
    "arora": "Arora et al.",
    "du": "Du et al.",
}
LINES: dict[str, dict[str, Any]] = {
    "f_0": {"color": "#4a9fd4", "ls": "-", "lw": 2.8},
    "f": {"color": "#08306b", "ls": (0, (4, 1.5)), "lw": 1.1},
    "rho_hat": {"color": "#f7c64a", "ls": "-", "lw": 2.8},
    "rho": {"color": "#8b1a00", "ls": (0, (1, 1)), "lw": 1.4},
    "arora": {"color": "#009e73", "ls": "-.", "lw": 1.4},
    "du": {"color": "#5f5f5f", "ls": (0, (6, 1, 1, 1, 1, 1)), "lw": 1.2},
}
MARKERS = {"f_0": "o", "f": "s", "rho_hat": "D", "rho": "X", "arora": "P", "du": "v"}
LOSS: dict[str, Any] = {"fillstyle": "full"}
BOUND: dict[str, Any] = {"fillstyle": "none"}


def schedule_panels(curves: pd.DataFrame) -> Figure:
    """Loss and step size against iteration, a line a schedule with its standard deviation.

    Parameters
    ----------
    curves : DataFrame
        Columns summary, loss_divisor, schedule, t, and log10_loss, log10_step_size, each also with
        _low and _high. inf where a run has diverged.
    """
    figure = Figure(figsize=(6.75, 3.1), layout="constrained")
    panels = figure.subplots(1, 2)
    for panel, quantity, label in zip(
        panels,
        ("log10_loss", "log10_step_size"),
        (_loss_label(curves), _label(curves, r"\eta_t")),
        strict=True,
    ):
        for schedule, curve in curves.groupby("schedule", sort=False):
            line = LINES[schedule] | {"marker": MARKERS[schedule]}
            _draw(panel, curve, quantity, line | {"label": NAMES[schedule]}, schedule)
        panel.set(xlabel="iteration $t$", ylabel=label)
        panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=3, handlelength=3.2)
    return figure


def tightness_panels(curves: pd.DataFrame) -> Figure:
    """Loss with its standard deviation and the bound on it, a panel a size of imbalance.

    Parameters
    ----------
    curves : DataFrame
        Columns summary, loss_divisor, sigma, alpha_0_over_beta_0, schedule, t, log10_loss (also
        with _low and _high) and log10_bound. inf where a run has diverged.
    """
    sigmas = curves["sigma"].unique()
    figure = Figure(figsize=(6.75, 3.2), layout="constrained")
    panels = figure.subplots(1, len(sigmas), sharey=True, squeeze=False)[0]
    for panel, sigma in zip(panels, sigmas, strict=True):
        here = curves[curves["sigma"] == sigma]
        for schedule, curve in here.groupby("schedule", sort=False):
            line = LINES[schedule] | {"marker": MARKERS[schedule], "markersize": 4.2}
            _draw(panel, curve, "log10_loss", line | LOSS, schedule)
            _draw(panel, curve, "log10_bound", line | BOUND, schedule)
        ratio = here["alpha_0_over_beta_0"].iloc[0]
        panel.set_title(rf"$\sigma = {sigma:g}$,  $\alpha_0/\beta_0 = {ratio:.3f}$")
        panel.set_xlabel("iteration $t$")
    panels[0].set_ylabel(_loss_label(curves))
    schedules = curves["schedule"].unique()
    handles = [
        Line2D([], [], label=NAMES[schedule], marker=MARKERS[schedule], **LINES[schedule])
        for schedule in schedules
    ]
    for look, label in ((LOSS, "loss"), (BOUND, "its bound, equation 37")):
        handles.append(Line2D([], [], color="black", marker="o", ls="", label=label, **look))
    figure.legend(handles=handles, loc="outside upper center", ncols=3, handlelength=3.2)
    return figure


def _draw(
    panel: Axes, curve: pd.DataFrame, quantity: str, line: dict[str, Any], schedule: str
) -> None:
    """A line with sparse markers, its band if there is one, and a cross where it diverges.

    Where the standard deviation exceeds the mean a logarithm has no lower end of the band, and
    just the upper half is drawn.
    """
    t, middle = curve["t"].to_numpy(), _finite(curve[quantity])
    step = max(len(t) // 5, 1)
    shift = list(NAMES).index(schedule) * step // len(NAMES)  # markers of equal curves alternate
    panel.plot(t, middle, markevery=(shift, step), **line)
    for end in ("low", "high"):
        if f"{quantity}_{end}" in curve:
            edge = _finite(curve[f"{quantity}_{end}"])
            panel.fill_between(t, middle, edge, color=line["color"], alpha=0.25, lw=0)
    gone = np.flatnonzero(np.isposinf(curve[quantity]))
    if len(gone) and gone[0] > 0:
        last = gone[0] - 1
        panel.plot(t[last], middle[last], "X", color=line["color"], markersize=6)
        panel.annotate("diverges", (t[last], middle[last]), (6, 0), textcoords="offset points")


def _finite(values: pd.Series) -> Values:
    return np.where(np.isfinite(values), values, np.nan)


def _loss_label(curves: pd.DataFrame) -> str:
    divisor = curves["loss_divisor"].iloc[0]
    return _label(curves, "L(t)" if divisor == 1 else f"(L(t)/{divisor:g})")


def _label(curves: pd.DataFrame, quantity: str) -> str:
    if curves["summary"].iloc[0] == "mean_of_log":
        return rf"mean of $\log_{{10}}\,{quantity}$"
    return rf"$\log_{{10}}$ of the mean of ${quantity}$"
