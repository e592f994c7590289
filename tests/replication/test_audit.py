"""Rows of the audit: written, read, and those of draws that diverge."""

from pathlib import Path

import numpy as np
import pytest

from deeplinear.replication.audit import (
    WHOLE,
    Row,
    read_audit,
    read_gathered,
    write_audit,
    write_gathered,
)
from deeplinear.replication.judging import judged_tables, table_rows
from deeplinear.replication.predictive import predict
from deeplinear.replication.reasons import Contradiction
from deeplinear.replication.words import evidence


def test_rows_survive_the_file(tmp_path: Path) -> None:
    rows = [
        Row("table", "inferred", WHOLE, p=0.001, draws=500, diverged=0.25),
        Row(
            "cell",
            "stated",
            "t=1 i=1",
            0.5,
            0.4,
            0.1,
            0.3,
            0.6,
            50.0,
            1.0,
            0.9,
            "consistent",
        ),
        Row("table", "stated", WHOLE, verdict="inconsistent", reason=Contradiction(4, 2, 4, 3)),
    ]
    write_audit(tmp_path / "rows.csv", rows)
    assert read_audit(tmp_path / "rows.csv") == rows
    audit = {("a", "table1"): rows[:2], ("b", "table1"): rows[2:]}
    write_gathered(tmp_path / "audit.csv", audit)
    assert read_gathered(tmp_path / "audit.csv") == audit


def diverging(share: float, draws: int = 40) -> list[Row]:
    """The rows of a table whose second cell is not finite in a share of the draws."""
    rng = np.random.default_rng(0)
    drawn = rng.normal(2, 1, (draws, 1, 2))
    drawn[: round(share * draws), :, 1] = np.inf
    published = np.array([[2.0, 1.0]])
    return table_rows("stated", ["i=1", "i=2"], published, predict(published, drawn))


def test_where_most_draws_diverge_nothing_is_tested() -> None:
    whole, *cells = diverging(0.6)
    assert (whole.p, whole.z, whole.draws, whole.diverged) == (None, None, 40, 0.6)
    assert {(cell.p, cell.z) for cell in cells} == {(None, None)}
    assert None not in {cell.mean for cell in cells}
    tested, *_ = diverging(0.5)
    assert tested.p is not None
    assert tested.z is not None


@pytest.mark.parametrize("survivors", range(1, 10))
def test_a_few_survivors_have_no_mean(survivors: int) -> None:
    _, one, other = diverging(1 - survivors / 40)
    assert one.mean is not None
    assert (other.mean, other.sd) == (None, None)


def test_a_table_that_all_cells_refute_together_says_that_no_single_one_decides() -> None:
    rng = np.random.default_rng(1)
    draws = np.exp(3 * rng.standard_t(3, (200, 1))) * rng.lognormal(0, 0.01, (200, 4))
    published = 0.9 * draws.min(axis=0)
    rows = table_rows("inferred", list("abcd"), published, predict(published, draws))
    whole, *cells = judged_tables({"table": rows}, 0.05, {}, {})["table"]
    assert whole.verdict == "inconsistent"
    assert "no single cell decides" in evidence(whole.reason)
    assert {cell.verdict for cell in cells} == {"consistent"}


def test_no_number_of_a_row_is_negative_infinity_or_not_a_number() -> None:
    for share in np.linspace(0, 1, 41):
        for row in diverging(share):
            numbers = [value for value in vars(row).values() if isinstance(value, float)]
            assert not np.isnan(numbers).any()
            assert -np.inf not in numbers
