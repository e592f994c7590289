"""anon2024, Figure 1, as data: the loss by iteration."""

from pathlib import Path

from deeplinear.files.columns import read_columns
from deeplinear.papers.anon2024.looks import LOSS
from deeplinear.pictures.plots import Curve, Panel, Plot


def loss_plot(path: str | Path) -> Plot:
    """Read a CSV file with columns t and loss."""
    columns = read_columns(path)
    curve = Curve("gradient descent", tuple(columns["loss"]), LOSS)
    return Plot(
        kind="line plot",
        x_label="iteration t",
        symbol="t",
        x=tuple(columns["t"]),
        panels=(Panel("", "loss", (curve,), y_log=True),),
    )


READERS = {"figure1*": loss_plot}
