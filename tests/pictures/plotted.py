"""What every figure shows, read with pandas: by panel and curve, a series over x."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd

from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.plots import Look, Plot
from tests.conftest import ROOT

Curves = dict[str, dict[str, pd.Series]]


@dataclass(frozen=True)
class Reading:
    """How the figures of a paper are read: READING in tests/papers/<paper>/curves.py.

    Attributes
    ----------
    curves : callable
        Reads the rows of the figure of a name.
    log : str
        The logarithmic axes: "", "x", "y" or "xy".
    summarized : tuple of str
        Figures of so many curves that their text does not go through them one by one.
    cut : bool
        Whether panels end a decade above the highest start.
    """

    curves: Callable[[pd.DataFrame, str], Curves]
    log: str = ""
    summarized: tuple[str, ...] = ()
    cut: bool = False


def csv_of(paper: str, name: str) -> Path:
    return ROOT / "expected" / paper / f"{name}.csv"


@cache
def figure(paper: str, name: str) -> Plot:
    return plot_of(paper, name, csv_of(paper, name))


def check_looks(plot: Plot) -> None:
    """No two curves of a panel differ by colour alone, and a name has one look in all panels."""
    looks: dict[str, Look] = {}
    for panel in plot.panels:
        forms = [(c.look.dash, c.look.marker, c.look.filled, c.look.width) for c in panel.curves]
        assert len(set(forms)) == len(forms)
        for curve in panel.curves:
            assert looks.setdefault(curve.name, curve.look) == curve.look


def reading(paper: str) -> Reading:
    return import_module(f"tests.papers.{paper}.curves").READING


@cache
def curves_of(paper: str, name: str) -> Curves:
    """The curves of a figure of expected/."""
    return reading(paper).curves(pd.read_csv(csv_of(paper, name)), name)


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
    """The points that a panel shows."""
    top = np.inf
    if reading(paper).cut:
        top = 10 * max(each.iloc[0] for panel in curves.values() for each in panel.values())
    return series[np.isfinite(series) & (series < top)]
