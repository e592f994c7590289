# %% [markdown]
# # arora2019, Figure 1: the geometry of Lemma 15, and what it proves
#
# Panel (a) is the paper's figure, with every point computed and the scale true. A vector $V$ on the
# sphere of radius $r = \|\Phi\| / \sqrt{a d}$ around $0$ has deficiency margin $\|\Phi\|/(a d)$
# with respect to $\Phi$ if it lies in the ball whose sphere is $T$, so in the closure of $D$. The
# proof shows that the cap $C$ lies in $D$, because its base is farther from $0$ than the
# hyperplane $H$; the area of the cap then bounds the probability from below. The
# lemma asks for $a \geq 1$ and $d \geq 20$, for which the sphere around $0$ would be smaller; the
# inclusion itself only needs $a d > 4$.
#
# Panel (b) is the probability itself, through the beta distribution, above the lemma's bound
# $(3 - 4 F(2/\sqrt a))/2$, $F$ the standard normal distribution function. The bound says something
# only where it is positive, from about $a = 8.8$ on.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 arora2019_figure1`). Settings: `config/papers/arora2019.yaml`.

# %%
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from deeplinear.pages.notebook import run_figure, show, show_claims, show_settings
from deeplinear.papers.arora2019.looks import BOUND, MONTE_CARLO, exact_looks
from deeplinear.pictures.colours import BLUE, GREEN, VERMILION
from deeplinear.pictures.drawing import line_style

FIGURE = "figures/arora2019/figure1"
RESULTS = "results/arora2019/figure1"
BALL, TARGET, CAP = BLUE, VERMILION, GREEN

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def draw_construction(panel: Axes, points: pd.Series) -> None:
    """The circle around 0, an arc of T around Phi, H, the cap C, and D with a dashed outline."""
    r, radius_T, theta, base = points[["r", "radius_T", "theta", "base"]]
    crossing = circle(0, r, theta)
    half_D = np.arctan2(crossing[1], 1 - crossing[0])  # half the angle of D, seen from Phi
    half_C = np.arccos(base / r)  # and of C, seen from 0
    reach = 1.5 * half_D

    panel.plot(*circle(0, r, span(np.pi)), color=BALL, lw=1)
    panel.plot(*circle(1, radius_T, np.pi + span(reach)), color=TARGET, lw=1)
    outline = np.hstack([circle(0, r, span(theta)), circle(1, radius_T, np.pi + span(half_D))])
    panel.fill(*outline, color=TARGET, alpha=0.12, lw=0)
    panel.fill(*circle(0, r, span(half_C)), color=CAP, alpha=0.45, lw=0)
    panel.plot([base, base], r * np.sin([-half_C, half_C]), color=CAP)
    panel.plot(*outline, color="black", ls=(0, (3, 2)), lw=1.6)
    panel.plot([points["Q"]] * 2, [-1.3 * r, 1.3 * r], color="0.4", lw=0.8)
    panel.plot([0, 1], [0, 0], color="black", lw=0.8)
    panel.plot([0, crossing[0], 1], [0, crossing[1], 0], color="0.4", lw=0.8)
    panel.plot(*circle(0, 0.2 * r, np.linspace(0, theta)), color="black", lw=0.8)
    panel.plot([0, points["P"], points["Q"], 1, crossing[0]], [0, 0, 0, 0, crossing[1]], "ko", ms=3)
    panel.set_aspect("equal")
    panel.axis("off")
    panel.set_title(
        f"(a) the proof of Lemma 15, to scale for $a = {points['a']:g}$, $d = {points['d']:g}$",
        loc="left",
    )

    def label(text: str, at: tuple[float, float], shift: tuple[float, float], **look: str) -> None:
        panel.annotate(text, at, shift, textcoords="offset points", **look)

    label("$0$", (0, 0), (-4, -9), ha="right")
    label("$P$", (points["P"], 0), (-3, -10), ha="right")
    label("$Q$", (points["Q"], 0), (3, -10))
    label(r"$\Phi$", (1, 0), (0, -11), ha="center")
    label(r"$\theta$", circle(0, 0.2 * r, theta / 2), (3, 0))
    label("$r$", circle(0, r / 2, theta), (-4, 3), ha="right")
    label(r"$\|\Phi\| - \|\Phi\|/(ad)$", (crossing + np.array([1, 0])) / 2, (8, 3))
    label("$H$", (points["Q"], -1.3 * r), (-3, 0), ha="right")
    label("$T$", circle(1, radius_T, np.pi - reach), (4, -2), color=TARGET, va="top")
    label("$S^d(r)$", circle(0, r, -0.8 * np.pi), (-3, -3), color=BALL, ha="right", va="top")
    label("$D$", ((points["Q"] + base) / 2, -0.4 * r), (0, 0), ha="center", va="center")
    label("$C$", ((base + r) / 2, 0.25 * r), (0, 0), ha="center", va="center")
    panel.text(
        1,
        -1.3 * r,
        rf"$r = \|\Phi\|/\sqrt{{ad}} = {r:.3f}\,\|\Phi\|$"
        "\n"
        rf"$|0P| = \|\Phi\|/(ad) = {points['P']:.3f}\,\|\Phi\|$"
        "\n"
        rf"$|PQ| = {points['Q'] - points['P']:.3f}\,\|\Phi\|$"
        "\n"
        rf"base of $C$ at ${base:.3f}\,\|\Phi\|$",
        ha="right",
        size="small",
        linespacing=1.5,
    )


def circle(center: float, radius: float, angle: ArrayLike) -> np.ndarray:
    """Points (x, y), shape (2, ...), of a circle around (center, 0)."""
    return np.array([center + radius * np.cos(angle), radius * np.sin(angle)])


def span(half: float) -> np.ndarray:
    """Angles from -half to half."""
    return np.linspace(-half, half, 181)


def draw_probability(panel: Axes, margins: pd.DataFrame) -> None:
    """Exact probability by dimension, Monte Carlo points, and the lemma's bound."""
    curves = list(margins.groupby("d"))
    for (d, curve), look in zip(curves, exact_looks(len(curves)), strict=True):
        label = f"exact, $d = {d}$"
        panel.semilogx("a", "exact", data=curve, label=label, **line_style(look))
    bound = margins.drop_duplicates("a")
    panel.plot("a", "bound", data=bound, label="bound of Lemma 15", **line_style(BOUND))
    for d, sampled in margins.dropna().groupby("d"):
        panel.errorbar(
            sampled["a"],
            sampled["monte_carlo"],
            2 * sampled["standard_error"],
            label=f"Monte Carlo, $d = {d}$",
            fmt=MONTE_CARLO.marker,
            color=MONTE_CARLO.colour,
            mfc="white",
        )
    panel.axhspan(min(margins["bound"].min(), 0), 0, color="0.93", lw=0, zorder=0)
    place = {"transform": panel.get_yaxis_transform(), "ha": "right", "va": "bottom"}
    panel.text(0.99, 0.005, "below 0 the bound says nothing", size="small", **place)
    gap = (margins["exact"] - margins["bound"]).min()
    panel.set_title(rf"(b) exact $-$ bound $\geq$ {gap:.2g}", loc="left")
    panel.set(xlabel=r"$a = \|\Phi\|^2 / (r^2 d)$", ylabel="probability of deficiency margin")
    panel.margins(x=0.02, y=0.03)
    panel.legend(loc="lower right")


def draw(margins: pd.DataFrame, construction: pd.DataFrame) -> Figure:
    """The construction, to scale, beside the probability that it bounds."""
    figure = Figure(figsize=(6.75, 3.1), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=[1.5, 1])
    draw_construction(left, construction.iloc[0])
    draw_probability(right, margins)
    return figure


# %%
if __name__ == "__main__":
    run_figure(draw, FIGURE, margins=f"{FIGURE}.csv", construction=f"{RESULTS}/construction.csv")

# %% [markdown]
# ## What to look at
#
# By dimension: how close the bound comes to the probability, from which $a$ on it says something,
# and how far Monte Carlo is from the exact value, in standard errors.


# %%
def by_dimension(margins: str) -> pd.DataFrame:
    """The least distance of the bound, where it is positive, and the largest error by chance."""
    rows = []
    for d, curve in pd.read_csv(margins).groupby("d"):
        error = (curve["monte_carlo"] - curve["exact"]).abs() / curve["standard_error"]
        rows.append(
            {
                "d": d,
                "least exact - bound": f"{(curve['exact'] - curve['bound']).min():.3g}",
                "bound above 0 from a": f"{curve.loc[curve['bound'] > 0, 'a'].min():.3g}",
                "Monte Carlo off by standard errors": f"{error.max():.2g}",
            }
        )
    return pd.DataFrame(rows)


show(by_dimension, f"{FIGURE}.csv")

# %% [markdown]
# A single run may be a coincidence. The same claims over many seeds:

# %%
show_claims(FIGURE)
