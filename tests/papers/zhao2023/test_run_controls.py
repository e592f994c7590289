"""The self-test's comparison of two copies; what it has to catch is the target's own business."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.replication.audit import WHOLE, Row, write_audit
from deeplinear.replication.claims import write_claims
from deeplinear.replication.reasons import Contradiction, Reason, Verdict
from workflow.scripts.zhao2023.run_controls import (
    AUDIT,
    CLAIMS,
    TABLE,
    flip_a_byte,
    noticed,
    substitute,
)


def copy(
    folder: Path,
    cell: str = "0.123456",
    p: float | None = 0.5,
    reason: Reason | None = None,
    n: Verdict = "consistent",
    single: Verdict = "consistent",
    held: int = 40,
) -> Path:
    """A folder with a table and its audit."""
    (folder / TABLE).parent.mkdir(parents=True)
    (folder / AUDIT).parent.mkdir(parents=True)
    for ending in ("csv", "html", "tex"):
        (folder / f"{TABLE}.{ending}").write_text(f"t,i1\n1,{cell}\n", encoding="utf-8")
    rows = [
        Row("table", "inferred", WHOLE, p=p, reason=reason),
        Row("setting", "inferred", "n", verdict=n),
        Row("setting", "stated", "n", verdict="inconsistent"),
        Row("trace", "inferred", "double", verdict="inconsistent"),
        Row("trace", "inferred", "single", verdict=single),
    ]
    write_audit(folder / AUDIT, rows)
    (folder / CLAIMS).parent.mkdir(parents=True)
    claim = {"statement": "so it is", "locator": "there", "threshold": 1, "share": 0.95}
    flags = np.arange(40) < held
    write_claims(folder / CLAIMS, {"so": claim}, {"so": lambda runs, _: runs}, flags)
    return folder


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, set()),
        ({"cell": "0.1234561"}, {"bytes"}),
        ({"cell": "0.2"}, {"bytes", "numbers"}),
        ({"p": 0.001}, {"statistics"}),
        ({"p": None, "reason": Contradiction(10, 2, 10, 3)}, {"statistics"}),
        ({"n": "inconsistent"}, {"n"}),
        ({"single": "inconsistent"}, {"trace"}),
        ({"held": 30}, {"claims"}),
    ],
)
def test_each_check_sees_its_own_difference(
    tmp_path: Path, changed: dict[str, Any], expected: set[str]
) -> None:
    intact, other = copy(tmp_path / "intact"), copy(tmp_path / "other", **changed)
    assert noticed(intact, other) == expected


def test_one_flipped_byte_is_seen(tmp_path: Path) -> None:
    intact, other = copy(tmp_path / "intact"), copy(tmp_path / "other")
    flip_a_byte(other / f"{TABLE}.html")
    assert noticed(intact, other) == {"bytes"}


def test_a_control_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("one", encoding="utf-8")
    with pytest.raises(RuntimeError, match="expected to find 'two'"):
        substitute(tmp_path, "file", "two", "three")
