"""Plots of zhao2023's Figures 1 and 2 over many widths, of which the figures show three."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from deeplinear.papers.zhao2023.plot import NETWORKS
from deeplinear.pictures.plots import Curve, Panel, Plot, shared_limits


def plot_by_width(path: str | Path) -> dict[int, Plot]:
    """Losses of the deep network and of the convex problem, one plot per width, on equal axes.

    Parameters
    ----------
    path : str or Path
        Parquet file of a sweep's runs that differ only in width and replicate.

    Returns
    -------
    dict
        By increasing width; a curve is the median over the replicates, its band their range.
    """
    columns = ["n", "replicate", "t", "deep_loss", "convex_loss"]
    runs = pq.read_table(path, columns=columns)
    n, replicate, t, *losses = (runs[name].to_numpy() for name in columns)
    iterations = int(t.max()) + 1
    order = np.lexsort((t, replicate, n))
    widths, counts = np.unique(n, return_counts=True)
    panels = {}
    for width, count, end in zip(widths.tolist(), counts, np.cumsum(counts), strict=True):
        here = order[end - count : end]
        curves = []
        for loss, (name, look) in zip(losses, NETWORKS.values(), strict=True):
            of_width = loss[here].reshape(-1, iterations)
            middle, low, high = (
                tuple(level.tolist())
                for level in (np.median(of_width, 0), of_width.min(0), of_width.max(0))
            )
            curves.append(Curve(name, middle, look, low, high))
        panels[width] = tuple(curves)
    limits = shared_limits(panels.values(), log=True)
    return {
        width: Plot(
            kind="line plot",
            x_label="iteration t",
            symbol="t",
            x=tuple(map(float, range(iterations))),
            panels=(Panel(f"n = {width}", "loss", curves, y_log=True, limits=limits),),
            band=f"the range of {count // iterations} draws, lines their medians",
        )
        for (width, curves), count in zip(panels.items(), counts, strict=True)
    }
