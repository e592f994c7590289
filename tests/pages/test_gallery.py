"""What pages of the gallery say is taken from the registry, the audit and the files themselves."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deeplinear.files.rows import read_rows
from deeplinear.pages.artefact_view import label, views
from deeplinear.pages.audit_sections import sections
from deeplinear.pages.findings import findings
from deeplinear.provenance.stamps import stamped
from deeplinear.replication.audit import WHOLE, Row
from deeplinear.replication.reasons import (
    AdjustedP,
    ClaimOutcome,
    ClaimTest,
    Digits,
    Divergence,
    Estimate,
    Verdict,
)
from deeplinear.replication.summary import read_verdicts
from deeplinear.settings.checkout import read_config
from tests.artefacts import ARTEFACTS
from tests.conftest import ROOT

CONFIG = read_config(ROOT)
STAMP = dict.fromkeys(("title", "source", "command", "licence"), "")
PAGE = b"<!DOCTYPE html>\n<html><head><title>A</title>\n</head><body></body></html>\n"


@pytest.mark.parametrize(("paper", "artefact"), ARTEFACTS)
def test_verdicts_of_a_page_are_those_of_the_audit(paper: str, artefact: str) -> None:
    rows = [
        Row(row["kind"], row["variant"], row["item"], verdict=row["verdict"])  # type: ignore[arg-type]
        for row in read_rows(ROOT / "expected/audit.csv")
        if (row["paper"], row["artefact"]) == (paper, artefact)
    ]
    found = {(paper, artefact, one.variant): one.verdict for one in findings(rows)}
    known = {
        key: verdict
        for key, verdict in read_verdicts(ROOT / "expected/audit.csv").items()
        if key[:2] == (paper, artefact) and key[2] in ("inferred", "stated")
    }
    assert found == known


def digits(variant: str, value: float, verdict: Verdict) -> Row:
    return Row("setting", variant, "n", verdict=verdict, reason=Digits(value, 4990.4803, 5003.1203))


def test_reasons_give_what_decided() -> None:
    inferred, stated = findings(
        [
            Row("table", "inferred", WHOLE, verdict="consistent", reason=AdjustedP(1.0, 0.05)),
            digits("inferred", 5000, "consistent"),
            Row("table", "stated", WHOLE, verdict="diverges", reason=Divergence(1.0)),
            digits("stated", 2000, "inconsistent"),
            Row("table", "stated widths", WHOLE, verdict="inconsistent"),
        ]
    )
    assert inferred.reasons == ("all cells together: adjusted p = 1 > 0.05",)
    assert stated.verdict == "diverges"
    assert stated.reasons == (
        "all cells together: 100% of the draws diverge",
        "the printed digits allow n from 4990.5 to 5003.1, not 2000",
    )


def claim(item: str, held: int, verdict: Verdict) -> Row:
    outcome = ClaimOutcome(item, "", "", 1, 0.9, "seeds", 100, held=held)
    return Row("claim", "stated", item, verdict=verdict, reason=ClaimTest(outcome, 84))


def test_reasons_name_the_claims_and_estimates_that_are_refuted() -> None:
    estimate = Estimate("slope", 0.25, 0.125, 0.5, "n", 10, 100, runs=9)
    rows = [
        claim("narrow_stays", 0, "inconsistent"),
        claim("wide_follows", 100, "consistent"),
        Row("estimate", "stated", "gap_shrinks", verdict="inconsistent", reason=estimate),
    ]
    (stated,) = findings(rows)
    assert stated.reasons == (
        "“narrow stays” held for 0 of 100 seeds, at least 90% required",
        "“gap shrinks” estimated as 0.25, with 95 % confidence from 0.125 to 0.5",
        "1 of 2 claims refuted",
    )
    (held,) = findings(rows[1:2])
    assert held.reasons == ("none of 1 claims refuted",)


def test_a_setting_set_back_alone_shows_the_verdicts_that_flip() -> None:
    whole = Row("table", "inferred", WHOLE, verdict="consistent")
    rows = [
        whole,
        replace(whole, variant="stated", verdict="inconsistent"),
        replace(whole, variant="stated depth", verdict="inconsistent"),
        replace(whole, variant="stated width"),
    ]
    found = sections({("paper", "table1"): rows})
    assert found["tables"] == [("table1", row) for row in rows[:2]]
    assert found["sensitivity"] == [("table1", "depth", [rows[2]]), ("table1", "width", [])]


def shown(artefact: str, name: str, role: str, formats: list[str]) -> dict[str, Any]:
    return {
        "paper": "p",
        "artefact": artefact,
        "name": name,
        "role": role,
        "caption": "",
        "formats": formats,
    }


def test_views_have_the_files_and_the_numbers_that_the_rule_gives_them(tmp_path: Path) -> None:
    announced = [
        shown("table1", "table1", "inferred", ["csv", "html"]),
        shown("table1", "table1-stated", "stated", ["csv", "html"]),
        shown("table1", "table1-audit", "audit", ["html"]),
        shown("table2", "table2", "inferred", ["csv", "html"]),
    ]
    made = [str(tmp_path / f"{view['name']}.{e}") for view in announced for e in view["formats"]]
    for path in made:
        Path(path).write_bytes(stamped(PAGE, STAMP | {"path": path}))
    numbers = ["1.csv", "1-stated.csv", "cells.csv", "2.csv"]
    found = views(announced, made, numbers)
    assert [view.numbers for view in found] == numbers
    assert [list(view.files.values()) for view in found] == [
        made[:2],
        made[2:4],
        [made[4]],
        made[5:],
    ]
    assert [view.heading for view in found] == [
        *("As inferred", "As stated", "Published cells on their draws"),
        "Regenerated",
    ]
    for wrong in (made[:-1], [*made, "more"]):
        with pytest.raises(ValueError, match=r"shorter|expected as many files .* more"):
            views(announced, wrong, numbers)


def test_artefacts_are_called_as_in_the_papers() -> None:
    assert [label(name) for name in ("table3", "figure1")] == ["Table 3", "Figure 1"]


def test_seconds_are_known_of_every_artefact() -> None:
    with open(ROOT / "benchmarks/seconds.csv", newline="", encoding="utf-8") as file:
        seconds = {(row["paper"], row["artefact"]): row["seconds"] for row in csv.DictReader(file)}
    assert set(seconds) == set(ARTEFACTS)
    assert all(float(value) > 0 for value in seconds.values())
