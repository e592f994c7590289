# %% [markdown]
# # zhao2023, Tables 1-6: the published cells on what their settings predict
#
# One column per layer. Above, the relative movement $\|W_i(t) - W_i(0)\|_F / \|W_i(0)\|_F$:
# published cells as points on the central 95 % of independent draws, with the inferred settings and
# with a stated one. Below, the same cells in per cent off the mean of the draws as inferred.
#
# Run from the repository's root, or opened in Jupyter, this file draws Table 1, once its data exist
# (`snakemake --cores 2 figures/zhao2023/table1-audit.pdf`).

# %%
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from deeplinear.pages.notebook import run_figure, show, show_settings
from deeplinear.papers.zhao2023.looks import INFERRED, PUBLISHED, STATED
from deeplinear.pictures.drawing import line_style

# Or those of Tables 2-6: then run all cells again.
AUDIT = "results/audit/zhao2023/table1/cells.csv"
FIGURE = "figures/zhao2023/table1-audit"
AGAINST = {
    "stated": "as stated",
    "stated step_size_factor": "as inferred, but with the stated step size",
}
BAND = {"alpha": 0.3, "lw": 0}

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def cells_of(audit: pd.DataFrame) -> pd.DataFrame:
    """The cells of all variants, with columns t and i."""
    at = audit["item"].str.extract(r"^t=(?P<t>\d+) i=(?P<i>\d+)$")
    return audit.join(at).dropna(subset="t").astype({"t": int, "i": int})


def draw_layer(above: Axes, below: Axes, inferred: pd.DataFrame, stated: pd.DataFrame) -> None:
    """One layer: values, and per cent off the mean as inferred."""
    t = inferred["t"]
    above.fill_between(t, inferred["low"], inferred["high"], color=INFERRED.colour, **BAND)
    above.plot(t, inferred["mean"], **line_style(INFERRED))
    finite = stated[np.isfinite(stated["high"])]
    band = {"color": STATED.colour, "hatch": "////", **BAND}
    above.fill_between(finite["t"], finite["low"], finite["high"], **band)
    above.plot(finite["t"], finite["mean"], **line_style(STATED))
    above.plot("t", "published", data=inferred, **line_style(PUBLISHED))

    def per_cent(column: str) -> pd.Series:
        return 100 * (inferred[column] / inferred["mean"] - 1)

    below.fill_between(t, per_cent("low"), per_cent("high"), color=INFERRED.colour, **BAND)
    below.axhline(0, **line_style(INFERRED))
    below.plot(t, per_cent("published"), **line_style(PUBLISHED))
    below.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    below.set_xlabel("iteration $t$")


def draw(audit: pd.DataFrame) -> Figure:
    """One column per layer."""
    cells = cells_of(audit)
    layers = sorted(set(cells["i"]))
    against = next((variant for variant in AGAINST if variant in set(cells["variant"])), None)
    figure = Figure(figsize=(6.75, 3.6), layout="constrained")
    panels = figure.subplots(
        2, len(layers), sharex=True, sharey="row", squeeze=False, height_ratios=[3, 2]
    )
    for i, above, below in zip(layers, *panels, strict=True):
        inferred, stated = (
            cells[(cells["i"] == i) & (cells["variant"] == variant)]
            for variant in ("inferred", against)
        )
        draw_layer(above, below, inferred, stated)
        above.set(yscale="log", title=f"layer $i = {i}$")
    highest = 10 * cells.loc[cells["variant"] == "inferred", "high"].max()
    if highest > 0:  # not without draws, of a table of another shape
        panels[0, 0].set_ylim(top=min(highest, panels[0, 0].get_ylim()[1]))  # without divergence
    panels[0, 0].set_ylabel("relative movement")
    panels[1, 0].set_ylabel("% off the mean")
    above = panels[0, 0]
    entries = {
        "published": above.lines[-1],
        "95 % of draws, settings as inferred": above.collections[0],
    }
    if against is not None:
        diverge = bool(np.isinf(cells.loc[cells["variant"] == against, "high"]).any())
        entries[AGAINST[against] + ", until they diverge" * diverge] = above.collections[1]
    figure.legend(
        list(entries.values()), list(entries), loc="outside upper center", ncols=len(entries)
    )
    return figure


# %%
if __name__ == "__main__":
    run_figure(draw, FIGURE, audit=AUDIT)

# %% [markdown]
# ## What to look at
#
# By settings and layer: how many published cells lie in the band, and how far the farthest is from
# the mean of the draws. `diverged`: most draws are infinite there.


# %%
def by_layer(audit: str) -> pd.DataFrame:
    """Published cells inside the 95 % of the draws, and the largest distance from their mean."""
    rows = []
    for (variant, layer), cells in cells_of(pd.read_csv(audit)).groupby(
        ["variant", "i"], sort=False
    ):
        inside = cells["published"].between(cells["low"], cells["high"])
        finite = cells[np.isfinite(cells["high"])]
        off = 100 * (finite["published"] / finite["mean"] - 1).abs().max()
        rows.append(
            {
                "settings": variant,
                "layer": layer,
                "cells on the band": f"{inside.sum()} of {len(cells)}",
                "farthest off the mean": "diverged" if finite.empty else f"{off:.3g} %",
            }
        )
    return pd.DataFrame(rows)


show(by_layer, AUDIT)
