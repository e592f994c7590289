"""README.md and docs/audit.md tell of xu2023 what expected/audit.csv says."""

import pytest

from tests.papers.documentation import AUDIT, README, rows_of

FIGURE_2 = rows_of("xu2023", "figure2")


@pytest.mark.parametrize(
    ("variant", "told"), [("inferred", "as inferred (means {})"), ("stated", "as stated ({})")]
)
def test_ratios(variant: str, told: str) -> None:
    means = [
        f"{float(row['mean']):.3f}"
        for (kind, of_variant, _), row in FIGURE_2.items()
        if (kind, of_variant) == ("cell", variant)
    ]
    assert told.format(", ".join(means)) in AUDIT


def test_ratios_read_as_means() -> None:
    reading = FIGURE_2["reading", "inferred", "all cells, mean of 50 runs"]
    assert reading["verdict"] == "not determined"
    assert f"(p = {float(reading['p']):.2g})" in AUDIT
    _, _, if_coarser = reading["evidence"].rpartition("p = ")
    assert f"(p = {float(if_coarser):.2g})" in AUDIT


def test_the_bounds_that_do_not_follow() -> None:
    assert "in none of 100 runs do both bounds fall" in README
    claim = FIGURE_2["claim", "inferred", "bound_follows_uniform"]
    assert claim["verdict"] == "inconsistent"
    assert "held for 0 of 100 seeds" in claim["evidence"]
