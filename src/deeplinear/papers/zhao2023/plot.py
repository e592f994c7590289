"""Data of zhao2023's Figures 1 and 2: losses by width, of one run or of many draws."""

from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.zhao2023.audit_plot import audit_plot, deviation_plot
from deeplinear.papers.zhao2023.looks import CONVEX, DEEP
from deeplinear.pictures.plots import Curve, Panel, Plot, shared_limits

NETWORKS = {"deep": ("deep linear network", DEEP), "convex": ("convex problem", CONVEX)}


def loss_plot(path: str | Path) -> Plot:
    """Read a CSV file with columns n, network, t and loss, or low, median and high.

    Parameters
    ----------
    path : str or Path
    """
    rows = read_rows(path)
    banded = "median" in rows[0]
    panels: dict[str, list[Curve]] = {}
    for n, network in dict.fromkeys((row["n"], row["network"]) for row in rows):
        of_curve = [row for row in rows if (row["n"], row["network"]) == (n, network)]
        name, look = NETWORKS[network]
        y, low, high = (
            tuple(float(row[column]) for row in of_curve if column in row)
            for column in ("median" if banded else "loss", "low", "high")
        )
        panels.setdefault(n, []).append(Curve(name, y, look, low, high))
    limits = shared_limits(panels.values(), log=True)
    return Plot(
        kind="line plot",
        x_label="iteration t",
        symbol="t",
        x=tuple(float(row["t"]) for row in of_curve),
        panels=tuple(
            Panel(f"n = {n}", "loss", tuple(curves), y_log=True, limits=limits)
            for n, curves in panels.items()
        ),
        band="the central 90 % of draws, lines their medians" if banded else "",
    )


def plots_by_width(path: str | Path) -> dict[int, Plot]:
    """Read a figure's losses over the widths of a sweep, one plot per width."""
    from deeplinear.papers.zhao2023.width_plots import plot_by_width  # imports pyarrow

    return plot_by_width(path)


READERS = {
    "figure*": loss_plot,
    "table*-audit": audit_plot,
    "table*-audit-deviations": deviation_plot,
}
EXPLORERS = {"figure*": plots_by_width}
