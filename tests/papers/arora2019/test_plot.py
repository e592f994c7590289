"""What the alternative text of arora2019's figure says of its bound."""

import pandas as pd

from tests.pictures.plotted import csv_of
from tests.pictures.said import text_of


def test_notes_are_what_the_csv_says() -> None:
    margins = pd.read_csv(csv_of("arora2019", "figure1"))
    begins = margins.loc[margins["bound"] > 0, "a"].min()
    gap = (margins["exact"] - margins["bound"]).min()
    text = text_of("arora2019", "figure1")
    assert f"positive from a = {begins:.3g} on and everywhere at least {gap:.2g} below" in text
