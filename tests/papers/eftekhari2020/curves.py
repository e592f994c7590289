"""What the figures of eftekhari2020 show."""

import pandas as pd

from tests.pictures.plotted import Curves, Reading, by_panel


def curves(rows: pd.DataFrame, name: str) -> Curves:
    return by_panel(rows, "", "depth N = " + rows["depth"].astype(str), "distance")


READING = Reading(curves, log="y")
