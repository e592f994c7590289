"""What every figure shows, read with pandas: by panel and curve, a series over x."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.plots import Plot
from tests.conftest import ROOT

Curves = dict[str, dict[str, pd.Series]]
SCHEDULES = {
    "f_0": "h = f(η, 0)",
    "f": "h = f(η, t)",
    "rho_hat": "h = ρ̂(η, t)",
    "rho": "h = ρ(η, t)",
}
FIGURES = [
    *(("zhao2023", f"figure{i}{suffix}") for i in (1, 2) for suffix in ("", "-stated", "-bands")),
    *(("xu2023", f"figure{i}{suffix}") for i in (1, 2) for suffix in ("", "-stated")),
    ("du2019", "width_depth"),
    ("eftekhari2020", "figure1"),
    ("arora2019", "figure1"),
]
TABLES = [f"table{i}" for i in range(1, 7)]


def csv_of(paper: str, name: str) -> Path:
    return ROOT / "expected" / paper / f"{name}.csv"


@cache
def figure(paper: str, name: str) -> Plot:
    return plot_of(paper, name, csv_of(paper, name))


def audited(folder: Path, table: str, stated: str = "stated", factor: float = 1) -> Path:
    """The cells of a table as the audit writes them.

    Those as stated are given a variant's name, what was published is multiplied.
    """
    audit = read_audit()
    cells = audit[(audit["paper"] == "zhao2023") & (audit["artefact"] == table)]
    path = folder / "cells.csv"
    cells = cells.replace({"variant": {"stated": stated}})
    cells["published"] *= factor
    cells.drop(columns=["paper", "artefact"]).to_csv(path, index=False)
    return path


@cache
def read_audit() -> pd.DataFrame:
    return pd.read_csv(ROOT / "expected/audit.csv")


def cells_of(path: Path) -> pd.DataFrame:
    """Cells by variant, layer and iteration."""
    rows = pd.read_csv(path)
    cells = rows[rows["kind"] == "cell"]
    at = cells["item"].str.extract(r"t=(?P<t>\d+) i=(?P<layer>\d+)").astype(int)
    return cells.join(at).set_index(["variant", "layer", "t"]).sort_index()


@cache
def curves_of(paper: str, name: str) -> Curves:
    """The curves of a figure of expected/."""
    rows = pd.read_csv(csv_of(paper, name))
    match paper:
        case "zhao2023":
            value = "median" if "median" in rows else "loss"
            names = {"deep": "deep linear network", "convex": "convex problem"}
            return by_panel(rows, "n = " + rows["n"].astype(str), rows["network"].map(names), value)
        case "xu2023" if name.startswith("figure1"):
            names = {key: f"Algorithm 1, {value}" for key, value in SCHEDULES.items()}
            names |= {"arora": "Arora et al.", "du": "Du et al."}
            quantities = {"Loss": "log10_loss", "Step size": "log10_step_size"}
            return {
                title: by_panel(rows, "", rows["schedule"].map(names), value)[""]
                for title, value in quantities.items()
            }
        case "xu2023":
            ratios = rows["alpha_0_over_beta_0"].map("{:.3f}".format)
            titles = "σ = " + rows["sigma"].astype(str) + ", α₀/β₀ = " + ratios
            names_of = rows["schedule"].map(SCHEDULES)
            losses = by_panel(rows, titles, "loss, " + names_of, "log10_loss")
            bounds = by_panel(rows, titles, "bound, " + names_of, "log10_bound")
            return {title: losses[title] | bounds[title] for title in losses}
        case "du2019":
            depths = "depth L = " + rows["depth"].astype(str)
            return by_panel(rows, "", depths, "median_iterations", x="width")
        case "eftekhari2020":
            return by_panel(rows, "", "depth N = " + rows["depth"].astype(str), "distance")
        case _:
            d = ", d = " + rows["d"].astype(str)
            exact = by_panel(rows, "", "exact" + d, "exact", x="a")[""]
            bound = by_panel(rows[rows["d"] == 20], "", "bound of Lemma 15", "bound", x="a")[""]
            sampled = by_panel(rows, "", "Monte Carlo" + d, "monte_carlo", x="a")[""]
            return {"": exact | bound | {k: v for k, v in sampled.items() if v.notna().any()}}


def by_panel(
    rows: pd.DataFrame, panel: pd.Series | str, curve: pd.Series | str, value: str, x: str = "t"
) -> Curves:
    labelled = rows.assign(panel=panel, curve=curve)
    return {
        title: {
            name: points.set_index(x)[value]
            for name, points in of_panel.groupby("curve", sort=False)
        }
        for title, of_panel in labelled.groupby("panel", sort=False)
    }


def inside(paper: str, curves: Curves, series: pd.Series) -> pd.Series:
    """The points that a panel shows: zhao2023's end a decade above the highest start."""
    top = np.inf
    if paper == "zhao2023":
        top = 10 * max(each.iloc[0] for panel in curves.values() for each in panel.values())
    return series[np.isfinite(series) & (series < top)]
