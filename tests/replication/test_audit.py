"""Rows of the audit: written, read, and those of draws that diverge."""

from pathlib import Path

import numpy as np

from deeplinear.replication.audit import (
    WHOLE,
    Row,
    read_audit,
    read_gathered,
    write_audit,
    write_gathered,
)
from deeplinear.replication.judging import table_rows
from deeplinear.replication.predictive import predict
from deeplinear.replication.reasons import Contradiction


def test_rows_survive_the_file(tmp_path: Path) -> None:
    rows = [
        Row("table", "inferred", WHOLE, p=0.001, diverged=1.0),
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


def test_where_draws_diverge_there_is_a_p_value_and_no_z() -> None:
    draws = np.array([[[1.0, np.inf]], [[2.0, np.inf]], [[4.0, 3.0]]])
    prediction = predict(np.array([[2.0, 1.0]]), draws)
    whole, one, other = table_rows("stated", ["i=1", "i=2"], np.array([[2.0, 1.0]]), prediction)
    assert one.z is not None
    assert (whole.z, other.z) == (None, None)
    assert whole.p == other.p == prediction.p
