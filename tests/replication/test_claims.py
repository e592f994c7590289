"""Claims as registered, checked, written and read."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.replication.audit import Row
from deeplinear.replication.claims import read_claims, write_claims
from deeplinear.replication.judging import claim_rows
from deeplinear.replication.proportions import p_value
from deeplinear.replication.reasons import ClaimOutcome, ClaimTest
from tests.artefacts import REGISTRIES
from tests.papers.claims import outcome_of


def test_registered_claims_and_checks_are_the_same() -> None:
    for paper, registry in REGISTRIES.items():
        entries = registry["artefacts"].values()
        if registered := {name for entry in entries for name in entry.get("claims", {})}:
            checks = import_module(f"deeplinear.papers.{paper}.claims").CHECKS
            assert registered == set(checks), paper


def claim(threshold: float) -> dict[str, Any]:
    return {"statement": "so it is", "locator": "there", "threshold": threshold, "share": 0.9}


def test_a_row_a_claim(tmp_path: Path) -> None:
    checks = {
        "above": lambda numbers, threshold: numbers > threshold,
        "below": lambda numbers, threshold: numbers < threshold,
    }
    registered = {"below": claim(1), "above": claim(2)}
    write_claims(tmp_path / "claims.csv", registered, checks, np.arange(5.0))
    written = outcome_of(tmp_path / "claims.csv")
    assert list(written) == ["below", "above"]
    assert read_claims(tmp_path / "claims.csv")[1] == ClaimOutcome(
        "above", "so it is", "there", 2.0, 0.9, "seeds", 5, held=2
    )
    assert list(written["above"].values()) == (
        ["above", "so it is", "there", "2", "0.9", "seeds", "5", "2"]
    )
    assert written["below"]["held"] == "1"


def test_a_claim_without_a_check_is_refused(tmp_path: Path) -> None:
    registered = {"bellow": claim(1)}
    with pytest.raises(ValueError, match=r"among below, got bellow; change `claims`.*papers/"):
        write_claims(tmp_path / "claims.csv", registered, {"below": np.less}, np.arange(5.0))
    assert not (tmp_path / "claims.csv").exists()


def outcomes(*held: int, trials: int = 200, share: float = 0.95) -> list[ClaimOutcome]:
    """One claim for each number of seeds."""
    return [
        ClaimOutcome(f"claim {k}", "", "", 1, share, "seeds", trials, number)
        for k, number in enumerate(held)
    ]


def refuting(row: Row) -> int:
    assert isinstance(row.reason, ClaimTest)
    assert row.reason.most_refuting is not None
    return row.reason.most_refuting


@pytest.mark.parametrize(
    ("trials", "held", "most_refuting"), [(200, 185, 184), (20, 17, 16), (100, 92, 90)]
)
def test_a_claim_that_is_not_refuted_says_what_would_have_refuted_it(
    trials: int, held: int, most_refuting: int
) -> None:
    (row,) = claim_rows("inferred", outcomes(held, trials=trials), level=0.05)
    assert row.verdict == "consistent"
    assert refuting(row) == most_refuting
    (refuted,) = claim_rows("inferred", outcomes(most_refuting, trials=trials), level=0.05)
    assert refuted.verdict == "inconsistent"


def test_verdict_p_bound_and_number_agree_whatever_the_family() -> None:
    rng = np.random.default_rng(0)
    seen = set()
    for _ in range(300):
        held = rng.integers(175, 201, size=rng.integers(1, 9))
        for row, number in zip(claim_rows("stated", outcomes(*held), 0.05), held, strict=True):
            assert row.p is not None
            assert row.high is not None
            refuted = row.verdict == "inconsistent"
            assert refuted == (row.p <= 0.05) == (row.high <= 0.95) == (number <= refuting(row))
            seen.add(refuted)
    assert seen == {True, False}


def test_a_family_of_true_claims_is_refuted_in_one_of_twenty_at_most() -> None:
    rng = np.random.default_rng(1)
    families = rng.binomial(200, 0.95, size=(2000, 8))
    refuted = [
        any(row.verdict == "inconsistent" for row in claim_rows("inferred", outcomes(*held), 0.05))
        for held in families
    ]
    assert np.mean(refuted) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)
    alone = [any(p_value(held, 200, 0.95) <= 0.05 for held in family) for family in families]
    assert np.mean(alone) > 0.1


@pytest.mark.parametrize(("held", "verdict"), [(404, "consistent"), (403, "inconsistent")])
def test_a_claim_over_a_grid_fails_at_a_single_point(held: int, verdict: str) -> None:
    of_grid = ClaimOutcome("bound", "", "", 0, 1, "points", 404, held)
    seeds, grid = claim_rows("inferred", [*outcomes(185), of_grid], level=0.05)
    assert (grid.verdict, grid.p, grid.high) == (verdict, None, None)
    assert seeds == claim_rows("inferred", outcomes(185), level=0.05)[0]


def test_too_few_seeds_to_refute_a_claim_are_told() -> None:
    (row,) = claim_rows("inferred", outcomes(0, trials=3, share=0.1), level=0.05)
    assert row.verdict == "not determined"
    assert isinstance(row.reason, ClaimTest)
    assert row.reason.most_refuting is None
