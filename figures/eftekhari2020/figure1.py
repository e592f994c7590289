# %% [markdown]
# # eftekhari2020, Figure 1: the induced flow by depth
#
# The paper (section 4, Figure 1 and Theorem 4.4) claims: the flow slows down as it nears its
# target; far away a deeper network is faster; near the target it may be slower, which it leaves
# open. For one output the flow linearized at $Z$ answers: it decays at the rate $m \|Z\|^{2 - 2/N}$
# across $Z$, and $N$ times faster along it. Deeper is slower if and only if $\|Z\| < 1$, as here.
#
# Panel (a) is the paper's picture. Panels (b) hold the bounds of Theorem 4.4 against it, one depth
# each: (38a) up to the time $\tau$ at which $\|W\|$ has fallen to $\sqrt 6\, \|Z_1\|$, (38b), which
# restarts from the curve, after it. The theorem bounds squares; the panels show roots.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 eftekhari2020_figure1`). Settings: `config/papers/eftekhari2020.yaml`.

# %%
from itertools import cycle

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from deeplinear.pages.notebook import run_figure, show, show_claims, show_settings
from deeplinear.papers.eftekhari2020.looks import BOUNDS, DEPTHS
from deeplinear.pictures.drawing import line_style

FIGURE = "figures/eftekhari2020/figure1"
RESULTS = "results/eftekhari2020/figure1"
DISTANCE = r"distance $\|W(t) - Z_1\|$"

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def drawable(distances: pd.DataFrame) -> pd.DataFrame:
    """The distances without those of a diverging run from a decade above its start on."""
    start = distances.groupby("depth")["distance"].transform("first")
    return distances[distances["distance"] < 10 * start]


def draw_curves(panel: Axes, distances: pd.DataFrame, deviation: float) -> None:
    """The distance of every depth; a run that diverges ends with a cross."""
    for (depth, curve), look in zip(distances.groupby("depth"), cycle(DEPTHS), strict=False):
        line = line_style(look)
        shown = drawable(curve)
        panel.semilogy("t", "distance", data=shown, label=f"$N = {depth}$", **line)
        if len(shown) < len(curve):
            end = line | {"marker": "X", "ms": 6, "clip_on": False}
            panel.plot(*shown[["t", "distance"]].iloc[-1], **end)
    panel.set(xlabel="time $t$", ylabel=DISTANCE)
    check = (
        rf"within {100 * deviation:.2g}$\,$% of an adaptive solver"
        if np.isfinite(deviation)
        else "which diverges (cross) where an adaptive solver does not"
    )
    panel.set_title(f"(a) distance to the target, by forward Euler, {check}", loc="left")
    panel.margins(x=0.01)
    panel.legend(title="depth", ncols=2)


def draw_bounds(
    part: SubFigure, distances: pd.DataFrame, bounds: pd.DataFrame, conditions: pd.DataFrame
) -> None:
    """A panel a depth: its distance, (38a) up to tau, (38b) from there."""
    begin = distances.loc[distances["distance"] < 0.99 * distances["distance"].iloc[0], "t"].min()
    met = conditions[conditions["unmet"] == ""]
    panels = part.subplots(1, len(met), sharey=True, squeeze=False)[0]
    for panel, depth, tau in zip(panels, met["depth"], met["tau"], strict=True):
        curve = distances[(distances["depth"] == depth) & (distances["t"] >= begin)]
        panel.loglog("t", "distance", data=curve, color="black", label=DISTANCE)
        for equation, look in BOUNDS.items():
            bound = bounds[(bounds["depth"] == depth) & (bounds["equation"] == equation)]
            line = line_style(look) | {"label": f"bound ({equation})"}
            panel.plot("t", "bound", data=bound[bound["t"] >= begin], **line)
        if np.isfinite(tau):
            panel.axvline(tau, color="0.6", lw=0.6, zorder=0)
            place = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
            panel.annotate(r"$\tau$", (tau, 0), (-6, 3), ha="center", color="0.3", **place)
        panel.set(xlabel="time $t$", title=f"$N = {depth}$")
    panels[0].set_ylabel("distance and bounds")
    part.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)


def bounds_title(conditions: pd.DataFrame) -> str:
    """Which constants the bounds have, and for which depths there is none, and why."""
    alpha, beta = conditions.loc[0, ["alpha", "beta"]]
    lines = [rf"(b) the bounds of Theorem 4.4 with $\alpha = {alpha:g}$, $\beta = {beta:g}$"]
    for reason, depths in conditions[conditions["unmet"] != ""].groupby("unmet")["depth"]:
        lines.append(f"no bound for $N = {', '.join(map(str, depths))}$: {reason}")
    return "\n".join(lines)


def draw(
    distances: pd.DataFrame,
    deviations: pd.DataFrame,
    bounds: pd.DataFrame,
    conditions: pd.DataFrame,
) -> Figure:
    """The paper's picture, and below it the depths for which Theorem 4.4 has bounds."""
    conditions = conditions.fillna({"unmet": ""})
    bounded = bool((conditions["unmet"] == "").any())
    title = bounds_title(conditions)
    heights = [2.75, (2.25 if bounded else 0.1) + 0.2 * len(title.splitlines())]
    figure = Figure(figsize=(6.75, sum(heights)), layout="constrained")
    parts = figure.subfigures(2, 1, height_ratios=heights)
    draw_curves(parts[0].subplots(), distances, deviations["relative_deviation"].max())
    if bounded:
        draw_bounds(parts[1], drawable(distances), bounds, conditions)
    parts[1].suptitle(title, x=0.015, ha="left", size="medium")
    return figure


# %%
if __name__ == "__main__":
    run_figure(
        draw,
        FIGURE,
        distances=f"{FIGURE}.csv",
        deviations=f"{RESULTS}/deviations.csv",
        bounds=f"{RESULTS}/bounds.csv",
        conditions=f"{RESULTS}/conditions.csv",
    )

# %% [markdown]
# ## What to look at
#
# By depth: when half of the distance is left, what is left in the end, and the rate at which it
# falls in the first and in the last tenth of the time. Deeper is faster at first and slower later.


# %%
def by_depth(distances: str) -> pd.DataFrame:
    """Half-life, end, and the logarithm's mean slope early and late."""
    rows = []
    for depth, curve in pd.read_csv(distances).groupby("depth"):
        t, distance = curve["t"].to_numpy(), curve["distance"].to_numpy()
        tenth, nine_tenths = np.interp([t[-1] / 10, 9 * t[-1] / 10], t, np.log(distance))
        early = (np.log(distance[0]) - tenth) / (t[-1] / 10)
        late = (nine_tenths - np.log(distance[-1])) / (t[-1] / 10)
        rows.append(
            {
                "depth": depth,
                "t with half left": f"{t[distance < distance[0] / 2].min(initial=np.inf):.3g}",
                "share left in the end": f"{distance[-1] / distance[0]:.3g}",
                "rate, first tenth": f"{early:.3g}",
                "rate, last tenth": f"{late:.3g}",
            }
        )
    return pd.DataFrame(rows)


show(by_depth, f"{FIGURE}.csv")

# %% [markdown]
# A single run may be a coincidence. The same claims over many seeds:

# %%
show_claims(FIGURE)
