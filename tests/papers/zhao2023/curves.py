"""What the figures of zhao2023 show."""

import pandas as pd

from tests.pictures.plotted import Curves, Reading, by_panel


def curves(rows: pd.DataFrame, name: str) -> Curves:
    value = "median" if name.endswith("-bands") else "loss"
    names = {"deep": "deep linear network", "convex": "convex problem"}
    return by_panel(rows, "n = " + rows["n"].astype(str), rows["network"].map(names), value)


READING = Reading(curves, log="y", cut=True)
