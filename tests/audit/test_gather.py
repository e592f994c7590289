"""The job that gathers verdicts."""

from pathlib import Path

import numpy as np
import pytest

from deeplinear.files.rows import read_rows
from deeplinear.replication.audit import read_gathered
from deeplinear.replication.claims import write_claims
from deeplinear.replication.summary import read_verdicts
from workflow.scripts.audit import gather as gather_audit

CLAIM = {"statement": "it goes down", "locator": "Figure 1", "threshold": 0.5, "share": 0.95}


@pytest.mark.parametrize(
    ("held", "verdict"),
    [(100, "consistent"), (92, "consistent"), (89, "inconsistent"), (0, "inconsistent")],
)
def test_a_claim_is_refuted_by_significantly_fewer_seeds_than_it_needs(
    tmp_path: Path, held: int, verdict: str
) -> None:
    path = tmp_path / "audit/eftekhari2020/figure1-stated-width/claims.csv"
    path.parent.mkdir(parents=True)
    flags = np.arange(100) < held
    write_claims(path, {"goes_down": CLAIM}, {"goes_down": lambda runs, _: runs}, flags)
    verdicts, gathered = tmp_path / "verdicts.csv", tmp_path / "audit.csv"
    figure = ("eftekhari2020", "figure1")
    gather_audit.main(
        cells=[],
        claims=[str(path)],
        estimates=[],
        verdicts=str(verdicts),
        audit=str(gathered),
        level=0.05,
        audited={"cells": [], "claims": [(*figure, "stated width")], "estimates": []},
        open_settings={"zhao2023": {}},
        read_off={"zhao2023": {}},
    )
    (row,) = read_gathered(verdicts)[figure]
    assert (row.kind, row.variant, row.verdict) == ("claim", "stated width", verdict)
    assert row.mean == held / 100
    (told,) = read_rows(gathered)
    assert told["evidence"].startswith("it goes down (Figure 1), threshold 0.5; held for ")
    assert read_verdicts(gathered) == {(*figure, "stated width"): verdict}
