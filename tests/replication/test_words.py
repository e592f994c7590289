"""Every kind of reason in words, what the main command says at its end, and who says it."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from deeplinear.provenance.sources import bare
from deeplinear.replication.reasons import (
    KINDS,
    Accepted,
    AdjustedP,
    ClaimOutcome,
    ClaimTest,
    Contradiction,
    Digits,
    Divergence,
    Estimate,
    LeftOpen,
    Power,
    Reading,
    Reason,
    TooFewDraws,
    Trace,
    Verdict,
    WithinMargin,
    from_json,
    to_json,
)
from deeplinear.replication.summary import ORDER, worst
from deeplinear.replication.words import (
    MEANINGS,
    NO_VERDICT,
    SIGNS,
    closing_line,
    evidence,
    in_short,
)
from snakemake_logger_plugin_deeplinear import LogHandler
from tests.conftest import ROOT

CLAIM = ClaimOutcome("goes_down", "it goes down", "Figure 1", 0.5, 0.95, "seeds", 20, held=3)
ESTIMATE = Estimate("slope of b over a", -0.51, -0.6, -0.4, "a", 10, 1000, runs=30)
# The kind, in full, and beside others on a card.
WORDS: list[tuple[Reason, str, str]] = [
    (
        Contradiction(10, 2, 10, 3),
        "the settings give 10 rows and 2 columns, the paper prints 10 and 3",
        "all cells together: the settings give 10 rows and 2 columns, the paper prints 10 and 3",
    ),
    (
        Divergence(0.6),
        "60% of the draws diverge",
        "all cells together: 60% of the draws diverge",
    ),
    (
        AdjustedP(0.2, 0.05),
        "adjusted p = 0.2 > 0.05",
        "all cells together: adjusted p = 0.2 > 0.05",
    ),
    (
        AdjustedP(0.05, 0.05),
        "adjusted p = 0.05 <= 0.05",
        "all cells together: adjusted p = 0.05 <= 0.05",
    ),
    (
        AdjustedP(0.04, 0.05, ("widths", "d_x"), cells=0),
        "adjusted p = 0.04 <= 0.05; no single cell decides; read off this very table: widths, d_x",
        "",
    ),
    (
        AdjustedP(0.2, 0.05, ("widths",)),
        "adjusted p = 0.2 > 0.05; read off this very table: widths",
        "all cells together: adjusted p = 0.2 > 0.05; read off this very table: widths",
    ),
    (
        LeftOpen(Divergence(0.9), ("X", "Y")),
        "90% of the draws diverge; the paper leaves X, Y open",
        "all cells together: 90% of the draws diverge; the paper leaves X, Y open",
    ),
    (
        TooFewDraws(100, 239),
        "100 draws cannot refute anything at this level; 239 can",
        "all cells together: 100 draws cannot refute anything at this level; 239 can",
    ),
    (
        Digits(2000, 4990.4803, 5003.1),
        "allowed by the first printed row: from low to high",
        "the printed digits allow all cells from 4990.5 to 5003.1, not 2000",
    ),
    (
        Digits(2000, None, None),
        "no value is compatible with the first printed row",
        "the printed digits allow no value of all cells, so not 2000",
    ),
    (
        Power("width", 5250, 5000, 100, 0.05 / 6),
        "the share of 100 tables made with width = 5250 in place of 5000 that would have been "
        "called inconsistent, at p <= 0.0083, Holm's first step",
        "",
    ),
    (
        Accepted(1, 0.47, 0.53, 0.95, 1000, True),
        "from low to high: compatible with the first printed row, by 1000 draws with all other "
        "settings unchanged, at 95% confidence for all tables together",
        "the first printed row is compatible with all cells from 0.47 to 0.53, not with 1",
    ),
    (
        Accepted(1, None, None, 0.95, 500, False),
        "no value is compatible with the first printed row, by 500 draws with all other settings "
        "unchanged, at 95% confidence for all tables together; the set may have gaps",
        "the first printed row is compatible with no all cells, nor with 1",
    ),
    (
        WithinMargin(0.0017, 0.0035),
        "outside of what the first printed row allows by 0.17% of a ratio, within the 0.35% "
        "that norms in single precision lose at most",
        "",
    ),
    (CLAIM, "it goes down (Figure 1), threshold 0.5; held for 3 of 20 seeds", ""),
    (
        ClaimTest(CLAIM, 16),
        "it goes down (Figure 1), threshold 0.5; held for 3 of 20 seeds; refuted if for 16 or "
        "fewer",
        "“all cells” held for 3 of 20 seeds, at least 95% required",
    ),
    (
        ClaimTest(replace(CLAIM, share=0.001), None),
        "it goes down (Figure 1), threshold 0.5; held for 3 of 20 seeds; too few to refute the "
        "claim",
        "",
    ),
    (
        ESTIMATE,
        "slope of b over a, with its 95 % interval; fitted from a = 10 to 1000, 30 runs",
        "“all cells” estimated as -0.51, with 95 % confidence from -0.6 to -0.4",
    ),
    (
        Trace("t=9 i=3", 0.0006, (1, 4), "double"),
        "the farthest, t=9 i=3, is +0.06% off what columns 1 and 4 imply with norms in double "
        "precision; the verdict on the table is about the spread of its cells from draw to draw, "
        "which is larger",
        "",
    ),
    (
        Reading(50, 3, 0.005, 0.19),
        "read as means of 50 runs, printed to 3 decimals; if rounded to multiples of 0.005, which "
        "these numbers do not tell from it, p = 0.19",
        "",
    ),
]


@pytest.mark.parametrize(("reason", "in_full", "on_card"), WORDS)
def test_a_reason_in_words(reason: Reason, in_full: str, on_card: str) -> None:
    assert evidence(reason) == in_full
    if on_card:
        assert in_short("all cells", reason) == on_card


def test_every_kind_of_reason_has_words() -> None:
    assert {type(reason).__name__ for reason, *_ in WORDS} == KINDS.keys()
    assert evidence(None) == ""


@pytest.mark.parametrize("reason", [reason for reason, *_ in WORDS])
def test_a_reason_survives_json(reason: Reason) -> None:
    assert from_json(to_json(reason)) == reason


def test_every_verdict_has_a_sign_a_meaning_and_a_place() -> None:
    assert set(SIGNS) == set(MEANINGS) == set(ORDER) == set(get_args(Verdict))
    assert worst(["consistent", "diverges", "inconsistent"]) == "diverges"


def test_the_closing_line_counts_every_verdict() -> None:
    verdicts: list[tuple[str, Verdict]] = [
        ("inferred", "consistent"),
        ("inferred", "diverges"),
        ("inferred", "inconsistent"),
        ("inferred", "not determined"),
        ("stated", "consistent"),
        ("stated", "diverges"),
        ("stated", "not determined"),
        ("stated width", "inconsistent"),
    ]
    assert closing_line("zhao2023", 18, verdicts) == (
        "zhao2023: 18 regenerated; as inferred 1 consistent, 2 inconsistent; "
        "as stated 1 inconsistent; 2 not determined"
    )
    assert closing_line("du2019", 1, []) == f"du2019: 1 regenerated; {NO_VERDICT}"


def test_a_run_closes_with_the_papers_that_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "figures").mkdir()
    audit = "paper,artefact,kind,variant,item,verdict\na,table1,table,inferred,all cells,diverges\n"
    (tmp_path / "figures/audit.csv").write_text(audit, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    handler = LogHandler(SimpleNamespace(dryrun=False), None)  # type: ignore[arg-type]
    handler.completed = ["a table1", "b figure1", "audit", "gallery", "notebooks a_figure1"]
    handler.tell_verdicts()
    assert capsys.readouterr().err.splitlines() == [
        closing_line("a", 1, [("inferred", "diverges")]),
        closing_line("b", 1, []),
    ]


WORDING = "src/deeplinear/replication/words.py"
PHRASES = (
    "adjusted p =",
    "of the draws diverge",
    "the paper leaves {",
    "the settings give",
    "printed digits allow",
    "printed row allows",
    "held for {",
    "claims refuted",
    "refuted if for",
    "with norms in {",
    "norms in single precision lose",
    "read as means",
    "95 % interval;",
    "together: {",
    "run could refute",
    "nothing speaks against",
    "inconsistent; ",
    "✗",
)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Code without docstrings and comments, and templates."""
    code = [path for room in ("src", "workflow") for path in (ROOT / room).rglob("*.py")]
    return {
        **{path.relative_to(ROOT).as_posix(): bare(path.read_bytes()).decode() for path in code},
        **{path.name: path.read_text("utf-8") for path in (ROOT / "workflow").rglob("*.j2")},
    }


@pytest.mark.parametrize("phrase", PHRASES)
def test_one_module_has_the_words_for_verdicts(phrase: str, sources: dict[str, str]) -> None:
    assert [name for name, text in sources.items() if phrase in text] == [WORDING]
