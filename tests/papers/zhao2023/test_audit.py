"""The audit from draws to verdicts, on a small network whose table is printed and then altered."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.replication.audit import WHOLE, Row, read_gathered
from deeplinear.replication.reasons import AdjustedP, Contradiction
from tests.conftest import ROOT
from tests.papers.drawing import drawn_text
from tests.papers.zhao2023.small import TABLE as SETTINGS
from workflow.scripts.audit import gather as gather_audit
from workflow.scripts.audit import render as render_audit
from workflow.scripts.zhao2023 import audit_movements, train_alternatives, train_replicates

VARIANTS: dict[str, dict[str, Any]] = {
    "table9": {},
    "table9-stated": {"width": 100, "step_size_factor": 1},
    "table9-stated-step_size_factor": {"step_size_factor": 1},
    "table9-stated-depth": {"depth": 2},
}
DRAWS = 200
# The second is no change.
CHANGES = {"width": 800, "step_size_factor": 0.5, "noise_variance": 40.0}
TABLE = ("zhao2023", "table9", "inferred")


@pytest.fixture(scope="module")
def draws(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of draws a variant; the inferred one has a first draw to be printed."""
    folder = tmp_path_factory.mktemp("draws")
    files = {}
    for name, changed in VARIANTS.items():
        run = SETTINGS | changed
        path = folder / name / f"n~{run['width']}" / "replicates~0.npz"
        path.parent.mkdir(parents=True)
        count = DRAWS + 1 if name == "table9" else DRAWS
        train_replicates.main(replicates=str(path), first_draw=0, draws=count, **run)
        files[name] = path
    return files


def printed(draws: dict[str, Path]) -> list[list[float]]:
    """A table to publish: the first draw, which the audit does not see."""
    with np.load(draws["table9"]) as file:
        table: list[list[float]] = file["movement"][0, 1:].tolist()
    return table


Audit = Callable[..., list[Row]]


@pytest.fixture
def audit(draws: dict[str, Path], tmp_path: Path) -> Audit:
    """Audit a table that is published so, through to its judged rows."""

    def run(
        table: list[list[float]], level: float = 0.05, read_off: Sequence[str] = ()
    ) -> list[Row]:
        published = tmp_path / "published.csv"
        lines = [
            ",".join([str(t + 1), *(f"{cell:.5f}" for cell in row)]) for t, row in enumerate(table)
        ]
        published.write_text("\n".join(["t,i1,i2,i3", *lines]), encoding="utf-8")
        with np.load(draws["table9"]) as file:
            seen = {name: values[1:] for name, values in file.items()}
        inferred = tmp_path / "table9/n~400/replicates~0.npz"
        inferred.parent.mkdir(parents=True, exist_ok=True)
        np.savez(inferred, **seen)
        rows = tmp_path / "audit/zhao2023/table9/cells.csv"
        rows.parent.mkdir(parents=True, exist_ok=True)
        alternatives = str(tmp_path / "alternatives.npz")
        train_alternatives.main(movements=alternatives, draws=40, alternatives=CHANGES, **SETTINGS)
        audit_movements.main(
            published=str(published),
            alternatives=alternatives,
            changes=CHANGES,
            draws=[str(inferred), *(str(path) for name, path in draws.items() if name != "table9")],
            audit=str(rows),
            n_N=3,
            level=level,
            tables=1,
            variants={
                name: {
                    "variant": name.removeprefix("table9").lstrip("-").replace("-", " ", 1)
                    or "inferred",
                    "n": (SETTINGS | changes)["width"],
                    "d_x": 6,
                    "initialization": "orthogonal",
                    "noise_variance": 1,
                    "step_size_factor": (SETTINGS | changes)["step_size_factor"],
                }
                for name, changes in VARIANTS.items()
            },
        )
        gathered = tmp_path / "audit.csv"
        gather_audit.main(
            cells=[str(rows)],
            claims=[],
            estimates=[],
            verdicts=str(tmp_path / "verdicts.csv"),
            audit=str(gathered),
            level=level,
            audited={"cells": [TABLE], "claims": [], "estimates": []},
            open_settings={"zhao2023": {}},
            read_off={"zhao2023": {"table9": list(read_off)}},
        )
        return read_gathered(tmp_path / "verdicts.csv")[TABLE[:2]]

    return run


def of(rows: list[Row], item: str, variant: str = "inferred") -> Row:
    (row,) = (row for row in rows if row.item == item and row.variant == variant)
    return row


def test_a_table_of_the_same_law_is_consistent_and_its_stated_settings_are_refuted(
    audit: Audit, draws: dict[str, Path]
) -> None:
    rows = audit(printed(draws))
    assert of(rows, WHOLE).verdict == "consistent"
    assert of(rows, WHOLE, "stated").verdict == "inconsistent"
    alone = of(rows, WHOLE, "stated step_size_factor")
    assert alone.verdict == "inconsistent"
    columns = of(rows, WHOLE, "stated depth")
    assert columns.reason == Contradiction(4, 2, 4, 3)
    assert (columns.verdict, columns.p, columns.z) == ("inconsistent", None, None)
    assert {row.verdict for row in rows if row.kind == "cell" and row.variant == "inferred"} == {
        "consistent"
    }


def test_settings_are_inferred_from_the_printed_digits(
    audit: Audit, draws: dict[str, Path]
) -> None:
    rows = audit(printed(draws))
    for name, true, stated in (("n", 400, 100), ("step_size_factor", 0.5, 1)):
        row = of(rows, name)
        assert row.low is not None
        assert row.high is not None
        assert row.low <= true <= row.high
        assert not row.low <= stated <= row.high
        assert (row.verdict, of(rows, name, "stated").verdict) == ("consistent", "inconsistent")
    assert of(rows, "d_x").verdict == of(rows, "d_x", "stated").verdict == "consistent"


def test_what_would_have_been_noticed_is_told(audit: Audit, draws: dict[str, Path]) -> None:
    rows = audit(printed(draws))
    power = {row.item.split(" ")[0]: row for row in rows if row.kind == "power"}
    assert set(power) == set(CHANGES)
    share = {name: row.mean or 0.0 for name, row in power.items()}
    assert share["width"] == 1
    assert share["step_size_factor"] <= 0.2  # 0.05 expected
    for name, row in power.items():
        assert row.published == CHANGES[name]
        assert row.low is not None
        assert row.high is not None
        assert row.low <= share[name] <= row.high
        assert (row.verdict, row.draws) == (None, DRAWS)


def test_of_a_setting_that_was_read_off_the_table_the_verdict_says_so(
    audit: Audit, draws: dict[str, Path]
) -> None:
    rows = audit(printed(draws), read_off=["widths"])
    reasons = {row.variant: row.reason for row in rows if row.kind == "table"}
    told = {
        variant: reason.read_off
        for variant, reason in reasons.items()
        if isinstance(reason, AdjustedP)
    }
    assert told == {
        "inferred": ("widths",),
        "stated": (),
        "stated step_size_factor": ("widths",),
    }


def test_a_leading_digit_changed_in_one_cell_is_found_there(
    audit: Audit, draws: dict[str, Path]
) -> None:
    table = printed(draws)
    table[2][1] += 0.1 * table[2][1] + 0.01
    rows = audit(table)
    assert of(rows, WHOLE).verdict == "inconsistent"
    cells = [row for row in rows if row.kind == "cell" and row.variant == "inferred"]
    assert [row.item for row in cells if row.verdict == "inconsistent"] == ["t=3 i=2"]


def test_the_page_shows_every_table_claim_and_setting(
    audit: Audit, draws: dict[str, Path], tmp_path: Path
) -> None:
    audit(printed(draws))
    html, tex = tmp_path / "audit.html", tmp_path / "audit.tex"
    render_audit.main(
        verdicts=str(tmp_path / "verdicts.csv"),
        html_template=str(ROOT / "workflow/templates/audit.html.j2"),
        tex_template=str(ROOT / "workflow/templates/audit.tex.j2"),
        html=str(html),
        tex=str(tex),
        level=0.05,
        titles={"zhao2023": "A title"},
    )
    page = re.sub("<[^>]+>", " ", html.read_text(encoding="utf-8"))
    for words in ("zhao2023: A title", "step_size_factor", "all cells: inconsistent", "consistent"):
        assert words in page
    assert "t=1 i=1" not in page
    assert r"table9 & all cells & inferred & consistent" in tex.read_text(encoding="utf-8")


def test_published_cells_are_drawn_on_their_bands(
    audit: Audit, draws: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(printed(draws))
    texts = drawn_text(
        monkeypatch,
        "figures/zhao2023/table_audit.py",
        audit=tmp_path / "audit/zhao2023/table9/cells.csv",
    )
    assert {"layer $i = 1$", "layer $i = 3$", "published", "as stated"} <= set(texts)
    assert not any("diverge" in text for text in texts)
