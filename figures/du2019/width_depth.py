# %% [markdown]
# # du2019: iterations by depth and width (this repository's picture; the paper has no figure)
#
# Theorem 4.1 of the paper says: if the width meets condition (4), the excess loss
# $\ell(t) - \mathrm{OPT}$ shrinks in each iteration at least by the factor
# $1 - \eta L \lambda_r(X^\top X) / (4 d_{\mathrm{out}})$. With the largest step size allowed,
# $\eta = d_{\mathrm{out}} / (3 L \|X^\top X\|)$, that does not depend on the depth. The paper sets
# it against a lower bound of Shamir (2018): at width 1 the number of iterations is exponential in
# the depth. He has one input as well; here there are four.
#
# A cell is the median over initializations, with the same data, of the first $t$ at which the
# excess loss is below a hundredth of OPT. The solid line borders the cells that meet condition (4)
# with $C = 1$, a constant that the paper leaves open; the dashed line borders those of which every
# run keeps the theorem's rate at every $t$ until it is accurate. Depth 1 is the convex problem. It
# has no hidden layer, so its cells differ by chance alone.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 du2019_width_depth`). Settings: `config/papers/du2019.yaml`.

# %%
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, QuadMesh
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from deeplinear.pages.notebook import run_figure, show, show_settings

FIGURE = "figures/du2019/width_depth"
RESULTS = "results/du2019/width_depth"
TITLE = "This repository’s picture for Theorem 4.1 of Du and Hu (2019), who print no figure"
GRID: dict[str, Any] = {"edgecolor": "white", "lw": 0.4}
CUT_OFF: dict[str, Any] = {"facecolor": "0.25", "hatch": "////", "hatchcolor": "0.55"}
CONDITION: dict[str, Any] = {"color": "black", "lw": 1.8}
RATE: dict[str, Any] = {"color": "black", "lw": 1.2, "ls": (0, (3, 2))}

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def edges(values: pd.Index) -> NDArray[np.float64]:
    """Where cells around positive values end: at geometric means, and as far beyond the ends."""
    logs = np.log(values.to_numpy(dtype=float))
    between = (logs[1:] + logs[:-1]) / 2
    return np.exp([2 * logs[0] - between[0], *between, 2 * logs[-1] - between[-1]])


def draw_cells(panel: Axes, medians: pd.DataFrame) -> QuadMesh:
    """Colour and number of every cell; hatched where the median run was cut off."""
    x, y = edges(medians.columns), edges(medians.index)
    finite = medians.where(np.isfinite(medians))
    norm = LogNorm(finite.min(axis=None), finite.max(axis=None))
    mesh = panel.pcolormesh(x, y, finite, norm=norm, cmap="viridis_r", **GRID)
    for (i, j), median in np.ndenumerate(medians):
        if np.isfinite(median):
            panel.text(
                medians.columns[j],
                medians.index[i],
                f"{median:g}",
                color="white" if norm(median) > 0.5 else "black",
                ha="center",
                va="center_baseline",
                size=7.5,
            )
        else:
            corner, size = (x[j], y[i]), (x[j + 1] - x[j], y[i + 1] - y[i])
            panel.add_patch(Rectangle(corner, *size, **GRID, **CUT_OFF))
    panel.set(xscale="log", yscale="log", xlabel="hidden width $m$", ylabel="depth $L$")
    panel.set_xticks(medians.columns, map(str, medians.columns))
    panel.set_yticks(medians.index, map(str, medians.index))
    panel.tick_params(which="both", length=0)
    panel.minorticks_off()
    panel.spines[:].set_visible(False)
    return mesh


def draw_border(panel: Axes, inside: pd.DataFrame, look: dict[str, Any]) -> None:
    """A line between the cells that are inside and those that are not."""
    x, y = edges(inside.columns), edges(inside.index)
    upright = [
        [(x[j + 1], y[i]), (x[j + 1], y[i + 1])] for i, j in np.argwhere(np.diff(inside, axis=1))
    ]
    level = [
        [(x[j], y[i + 1]), (x[j + 1], y[i + 1])] for i, j in np.argwhere(np.diff(inside, axis=0))
    ]
    panel.add_collection(LineCollection(upright + level, capstyle="round", zorder=3, **look))


def legend_of(cells: pd.DataFrame, condition: pd.Series) -> list[Line2D | Patch]:
    """What the lines and the hatching mean, and how the theorem fares where it speaks."""
    met = cells[cells["meets_condition"]]
    runs = met["replicates"].sum()
    keeping = (met["rate_holds"] * met["replicates"]).sum()
    setting = "$C = {constant:g}$, $\\delta = {failure_probability:g}$".format(**condition)
    return [
        Line2D(
            [],
            [],
            label=r"below and right of it all runs keep the theorem’s rate "
            r"$1 - \eta L \lambda_r(X^\top X) / (4 d_{\mathrm{out}})$",
            **RATE,
        ),
        Line2D(
            [],
            [],
            label=f"below and right of it the width meets condition (4), {setting}; "
            f"{keeping:.0f} of {runs} runs there keep the rate",
            **CONDITION,
        ),
        Patch(label=f"median above {condition['most_iterations']:g}", **CUT_OFF),
    ]


def draw(cells: pd.DataFrame, condition: pd.DataFrame) -> Figure:
    """The map, the two borders on it, and what they mean."""
    shared = condition.iloc[0]
    maps = cells.pivot(index="depth", columns="width")
    figure = Figure(figsize=(6.75, 4.3), layout="constrained")
    figure.suptitle(TITLE, size="medium")
    panel = figure.subplots()
    mesh = draw_cells(panel, maps["median_iterations"])
    draw_border(panel, maps["rate_holds"] == 1, RATE)
    draw_border(panel, maps["meets_condition"], CONDITION)
    accuracy = rf"$\ell(t) - \mathrm{{OPT}} \leq {shared['accuracy']:g}\,\mathrm{{OPT}}$"
    figure.colorbar(mesh, label=f"median number of iterations to {accuracy}", pad=0.02)
    figure.legend(handles=legend_of(cells, shared), loc="outside lower left", borderaxespad=0.2)
    return figure


# %%
if __name__ == "__main__":
    run_figure(draw, FIGURE, cells=f"{FIGURE}.csv", condition=f"{RESULTS}/condition.csv")

# %% [markdown]
# ## What to look at
#
# By depth: the median number of iterations in the narrowest and in the widest network, and from
# which width on condition (4) is met and all runs keep the theorem's rate.


# %%
def by_depth(cells: str) -> pd.DataFrame:
    """Iterations at both ends of a row, and the widths where the two borders cross it."""
    rows = []
    for depth, row in pd.read_csv(cells).sort_values("width").groupby("depth"):
        slow = row.loc[row["rate_holds"] < 1, "width"].max()
        rows.append(
            {
                "depth": depth,
                "narrowest": f"{row['median_iterations'].iloc[0]:g}",
                "widest": f"{row['median_iterations'].iloc[-1]:g}",
                "condition (4) from width": f"{row.loc[row['meets_condition'], 'width'].min():g}",
                "last width with a slower run": f"{slow:g}",
            }
        )
    return pd.DataFrame(rows).replace("nan", "none")


show(by_depth, f"{FIGURE}.csv")
