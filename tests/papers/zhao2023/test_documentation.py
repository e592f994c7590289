"""README.md and docs/audit.md tell of zhao2023 what expected/audit.csv says."""

import pytest

from deeplinear.replication.single_precision import largest_movement_error, norm_factor
from tests.papers.documentation import AUDIT, README, rows_of

TABLES = {f"Table {number}": rows_of("zhao2023", f"table{number}") for number in range(1, 7)}


def allowed(table: str, name: str) -> tuple[float, float]:
    """The interval of a setting that the printed digits of a table allow."""
    row = TABLES[table]["setting", "inferred", name]
    return float(row["low"]), float(row["high"])


def test_what_printed_digits_imply() -> None:
    low, high = allowed("Table 1", "n")
    assert f"n between {low:.0f} and {high:.0f}" in README
    assert f"n between {low:.0f} and {high:.0f}" in AUDIT
    lost = (1 + largest_movement_error(5000**2, rank=10)) ** 2
    assert f"{low / lost:.0f} and {high * lost:.0f} if norms were in single precision" in README
    assert f"{low / lost:.0f} and {high * lost:.0f} if norms were in single precision" in AUDIT
    low, high = allowed("Table 2", "d_x")
    assert f"d_x between {low:.2f} and {high:.2f}" in AUDIT
    low, high = allowed("Table 5", "n")
    assert f"n between {low:.0f} and {high:.0f}" in AUDIT


def test_all_tables_allow_half_the_stated_step_size_and_not_the_stated_one() -> None:
    assert "All six tables allow half the stated step size, none the stated one." in README
    for table in TABLES:
        low, high = allowed(table, "step_size_factor")
        assert low <= 0.5 <= high < 1


def test_table_1_needs_both_settings() -> None:
    assert "With the printed settings every run diverges; with only one" in README
    verdicts = {
        variant: row["verdict"]
        for (kind, variant, _), row in TABLES["Table 1"].items()
        if kind == "table"
    }
    assert verdicts == {
        "inferred": "consistent",
        "stated": "diverges",
        "stated step_size_factor": "inconsistent",
        "stated widths": "inconsistent",
    }


def test_which_tables_have_a_trace_of_single_precision() -> None:
    *others, last = (
        table.removeprefix("Table ")
        for table, rows in TABLES.items()
        for (kind, _, _), row in rows.items()
        if kind == "trace" and row["verdict"] == "inconsistent"
    )
    for page in (README, AUDIT):
        assert f"middle columns of Tables {', '.join(others)} and {last}" in page


def test_how_much_single_precision_loses() -> None:
    assert f"up to {largest_movement_error(12000**2, rank=10):.2%}".replace("%", " %") in AUDIT
    assert f"{1 - norm_factor(20000**2, 1.0):.1%} of the norm".replace("%", " %") in AUDIT


def test_single_precision_explains_the_trace() -> None:
    p = [
        float(row["p"])
        for rows in TABLES.values()
        for (kind, _, item), row in rows.items()
        if kind == "trace" and item.endswith("single precision")
    ]
    assert len(p) == len(TABLES)
    assert f"in all six tables (p from {min(p):.2g} to {max(p):.2g})" in AUDIT


@pytest.mark.parametrize(
    ("figure", "told"),
    [("figure1", "(exponent {low:.3f} to {high:.3f})"), ("figure2", "({low:.3f} to {high:.3f})")],
)
def test_how_the_gap_shrinks(figure: str, told: str) -> None:
    row = rows_of("zhao2023", figure)["estimate", "inferred", "gap_shrinks"]
    assert told.format(low=float(row["low"]), high=float(row["high"])) in AUDIT
