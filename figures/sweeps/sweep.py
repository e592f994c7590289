# %% [markdown]
# # A sweep: distance between the deep and the convex trajectory by width
#
# Theorem 3.2 of zhao2023 says that in a wide enough network $a_N W_{N:1}(t)$ stays close to $W(t)$,
# gradient descent on the convex problem with $\eta_* = N \eta / n_N$ from the same start, relative
# to $\|a_N W_{N:1}(0) - W_*\|_X$. It does not say at what rate in the width; this figure does.
#
# Markers are medians over the replicates of the largest distance along the run, bands reach from
# their 5 % to their 95 % quantile, dashed lines are power laws fitted to the widths that they span.
# A cross on the upper edge marks a width at which runs diverged; how many is in the figure's CSV.
#
# This file draws any sweep. Run from the repository's root, or opened in Jupyter, it draws
# `config/sweeps/width.yaml`, once its data exist (`snakemake --cores 2 sweep_width`).

# %%
import string
from itertools import cycle

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deeplinear.pages.notebook import run_figure, show, show_settings

# Or any other sweep: then run all cells again.
FIGURE = "figures/sweeps/width"
DISTANCE = r"$\max_t\ \|a_N W_{N:1}(t) - W(t)\|_X\ /\ \|a_N W_{N:1}(0) - W_*\|_X$"
Look = tuple[tuple[float, float, float], str]  # colour and marker
NAMES = {"gaussian": "Gaussian initialization", "orthogonal": "orthogonal initialization"}

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def label(curve: pd.DataFrame) -> str:
    """The depth, and the fitted exponent with its interval where there is one."""
    depth, *fit = curve[["depth", "exponent", "exponent_low", "exponent_high"]].iloc[-1]
    exponent, low, high = (f"{number:.3f}".replace("-", "\N{MINUS SIGN}") for number in fit)
    return f"$N = {depth:g}$" + (f":  {exponent}  ({low} to {high})" if np.isfinite(fit[0]) else "")


def draw_panel(panel: Axes, cells: pd.DataFrame, looks: dict[int, Look]) -> None:
    """Median, band and fitted line of every depth."""
    cells = cells.sort_values(["depth", "n"])
    curves = {label(curve): curve for _, curve in cells.groupby("depth")}
    colours, markers = (
        {name: looks[curve["depth"].iloc[0]][i] for name, curve in curves.items()} for i in (0, 1)
    )
    sns.lineplot(
        pd.concat(curve.assign(curve=name) for name, curve in curves.items()),
        x="n",
        y="median",
        hue="curve",
        palette=colours,
        style="curve",
        markers=markers,
        dashes=False,
        lw=0.9,
        ms=5,
        ax=panel,
    )
    edge = panel.get_xaxis_transform()
    for name, curve in curves.items():
        high = curve["high"].clip(upper=10 * panel.get_ylim()[1])
        panel.fill_between(curve["n"], curve["low"], high, color=colours[name], alpha=0.25, lw=0)
        panel.plot("n", "fitted", data=curve, color="black", ls=(0, (4, 2)), lw=0.9, zorder=3)
        for n in curve.loc[curve["diverged"] > 0, "n"]:
            panel.plot(n, 1, "X", color=colours[name], ms=6, transform=edge, clip_on=False)
    if (cells["diverged"] > 0).any():
        last = cells.loc[cells["diverged"] > 0, "n"].max()
        place = {"xycoords": edge, "textcoords": "offset points", "va": "center", "size": "small"}
        panel.annotate("runs diverge", (last, 1), (6, 0), **place)
    title = "fitted exponent, 95 % interval" if cells["exponent"].notna().any() else None
    small = {"fontsize": "small", "title_fontsize": "small"}
    sns.move_legend(panel, "lower left", title=title, alignment="left", **small)


def draw(distances: pd.DataFrame) -> Figure:
    """One column per initialization, one row per step-size factor and target variance."""
    columns = list(dict.fromkeys(distances["initialization"]))
    rows = list(distances.groupby(["step_size_factor", "target_variance"], sort=False))
    depths = sorted(set(distances["depth"]))
    colours = sns.color_palette("colorblind", len(depths))
    looks = dict(zip(depths, zip(colours, cycle("os^Dv<>")), strict=True))
    figure = Figure(figsize=(6.75, 3.1 * len(rows)), layout="constrained")
    panels = figure.subplots(len(rows), len(columns), sharex=True, sharey=True, squeeze=False)
    finite = distances[["low", "high"]].replace(np.inf, 1)  # as far as the start from W_*
    limits = finite.min(axis=None) / 1.5, finite.max(axis=None) * 1.5
    panels[0, 0].set(xscale="log", yscale="log", ylim=limits)
    letters = iter(string.ascii_lowercase)
    for of_row, ((factor, variance), of_setting) in zip(panels, rows, strict=True):
        setting = f"\nstep-size factor {factor:g}, variance {variance:g}" if len(rows) > 1 else ""
        for panel, initialization in zip(of_row, columns, strict=True):
            here = of_setting["initialization"] == initialization
            draw_panel(panel, of_setting[here], looks)
            title = f"({next(letters)}) {NAMES[initialization]}{setting}"
            panel.set_title(title, loc="left", pad=8)
            panel.set(xlabel="", ylabel="")
    figure.supxlabel("width $n$", size="medium")
    figure.supylabel(DISTANCE, size="medium")
    return figure


# %%
if __name__ == "__main__":
    run_figure(draw, FIGURE, distances=f"{FIGURE}.csv")

# %% [markdown]
# ## What to look at
#
# The exponents of the fitted power laws, with their 95 % intervals: do they depend on the depth, or
# on the initialization alone?


# %%
def exponents(distances: str) -> pd.DataFrame:
    """A row for every fitted line."""
    fitted = pd.read_csv(distances).dropna(subset="exponent")
    curve = ["initialization", "depth", "step_size_factor", "target_variance"]
    columns = [*curve, "exponent", "exponent_low", "exponent_high"]
    return fitted.drop_duplicates(curve)[columns].round(3)


show(exponents, f"{FIGURE}.csv")
