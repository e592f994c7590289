"""What the alternative text of du2019's picture counts."""

import re

import pandas as pd

from tests.pictures.plotted import csv_of
from tests.pictures.said import text_of


def test_notes_are_what_the_csv_says() -> None:
    cells = pd.read_csv(csv_of("du2019", "width_depth"))
    met = cells[cells["meets_condition"]]
    runs = met["replicates"].sum()
    keep = round((met["rate_holds"] * met["replicates"]).sum())
    note = text_of("du2019", "width_depth").partition("Lines border the ")[2]
    found = [int(number) for number in re.findall(r"\d+(?= of| cells| runs)", note)]
    assert found == [len(met), len(cells), keep, runs, (cells["rate_holds"] == 1).sum()]
