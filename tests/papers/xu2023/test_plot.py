"""What alternative texts say of xu2023's bounds."""

import pandas as pd
import pytest

from tests.pictures.plotted import csv_of
from tests.pictures.said import text_of


@pytest.mark.parametrize("name", ["figure2", "figure2-stated"])
def test_points_at_which_a_bound_holds_are_counted(name: str) -> None:
    rows = pd.read_csv(csv_of("xu2023", name))
    above = (rows["log10_bound"] >= rows["log10_loss"]).sum()
    words = f"at or above the loss at {above} of {len(rows)} points"
    assert words in text_of("xu2023", name)
