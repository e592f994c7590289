"""Claims as registered, checked, written and read."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.replication.claims import read_claims, write_claims
from deeplinear.replication.reasons import ClaimOutcome
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
        "above", "so it is", "there", 2.0, 0.9, seeds=5, held=2
    )
    assert list(written["above"].values()) == ["above", "so it is", "there", "2", "0.9", "5", "2"]
    assert written["below"]["held"] == "1"


def test_a_claim_without_a_check_is_refused(tmp_path: Path) -> None:
    registered = {"bellow": claim(1)}
    with pytest.raises(ValueError, match=r"among below, got bellow; change `claims`.*papers/"):
        write_claims(tmp_path / "claims.csv", registered, {"below": np.less}, np.arange(5.0))
    assert not (tmp_path / "claims.csv").exists()
