"""Data of eftekhari2020's Figure 1: distance to the target along the induced flow, by depth."""

from itertools import cycle
from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.eftekhari2020.looks import DEPTHS
from deeplinear.pictures.plots import Curve, Panel, Plot, shared_limits


def flow_plot(path: str | Path) -> Plot:
    """Read a CSV file with columns depth, t and distance.

    Parameters
    ----------
    path : str or Path
    """
    rows = read_rows(path)
    depths = dict.fromkeys(row["depth"] for row in rows)
    curves = tuple(
        Curve(
            f"depth N = {depth}",
            tuple(float(row["distance"]) for row in rows if row["depth"] == depth),
            look,
        )
        for depth, look in zip(depths, cycle(DEPTHS), strict=False)
    )
    limits = shared_limits([curves], log=True)
    return Plot(
        kind="line plot",
        x_label="time t",
        symbol="t",
        x=tuple(float(row["t"]) for row in rows if row["depth"] == rows[0]["depth"]),
        panels=(Panel("", "distance ‖W(t) − Z₁‖", curves, y_log=True, limits=limits),),
        notes=(
            "Panels below compare the bounds of Theorem 4.4 with the curve of each depth "
            "for which it gives some.",
        ),
    )


READERS = {"figure1": flow_plot}
