"""Data of this repository's picture for du2019: iterations against width, by depth."""

from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.du2019.looks import depth_looks
from deeplinear.pictures.plots import Curve, Panel, Plot


def width_depth_plot(path: str | Path) -> Plot:
    """Read the cells of the map as curves.

    Parameters
    ----------
    path : str or Path
        CSV with columns depth, width, meets_condition, replicates, median_iterations, rate_holds;
        inf where the median run was cut off.
    """
    rows = read_rows(path)
    depths = list(dict.fromkeys(row["depth"] for row in rows))
    curves = []
    for depth, look in zip(depths, depth_looks(), strict=False):
        y = tuple(float(row["median_iterations"]) for row in rows if row["depth"] == depth)
        curves.append(Curve(f"depth L = {depth}", y, look))
    widths = tuple(float(row["width"]) for row in rows if row["depth"] == depths[0])
    panel = Panel("", "median iterations until accurate", tuple(curves), y_log=True)
    return Plot(
        kind="map, one row per depth,",
        x_label="hidden width m",
        symbol="m",
        x=widths,
        panels=(panel,),
        x_log=True,
        infinite="cut off",
        notes=_notes(rows),
    )


def _notes(rows: list[dict[str, str]]) -> tuple[str, ...]:
    """The cells that meet the theorem's condition, and the runs that keep its rate."""
    met = [row for row in rows if row["meets_condition"] == "True"]
    runs = sum(int(row["replicates"]) for row in met)
    keeping = sum(float(row["rate_holds"]) * int(row["replicates"]) for row in met)
    all_keep = sum(float(row["rate_holds"]) == 1 for row in rows)
    return (
        f"Lines border the {len(met)} of {len(rows)} cells whose width meets condition (4), "
        f"where {keeping:.0f} of {runs} runs keep the theorem's rate until they are accurate, "
        f"and the {all_keep} cells of which all runs do.",
    )


READERS = {"width_depth": width_depth_plot}
