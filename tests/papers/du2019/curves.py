"""What the figures of du2019 show."""

import pandas as pd

from tests.pictures.plotted import Curves, Reading, by_panel


def curves(rows: pd.DataFrame, name: str) -> Curves:
    depths = "depth L = " + rows["depth"].astype(str)
    return by_panel(rows, "", depths, "median_iterations", x="width")


READING = Reading(curves, log="xy")
