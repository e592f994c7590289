"""What the figures of arora2019 show."""

import pandas as pd

from tests.pictures.plotted import Curves, Reading, by_panel


def curves(rows: pd.DataFrame, name: str) -> Curves:
    d = ", d = " + rows["d"].astype(str)
    exact = by_panel(rows, "", "exact" + d, "exact", x="a")[""]
    bound = by_panel(rows[rows["d"] == 20], "", "bound of Lemma 15", "bound", x="a")[""]
    sampled = by_panel(rows, "", "Monte Carlo" + d, "monte_carlo", x="a")[""]
    return {"": exact | bound | {k: v for k, v in sampled.items() if v.notna().any()}}


READING = Reading(curves, log="x")
