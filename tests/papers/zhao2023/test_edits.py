"""Whatever setting is edited, the audit of a table ends in a verdict, its page and its picture."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.files.rows import read_rows
from deeplinear.papers.zhao2023.audit_plot import audit_plot, deviation_plot
from deeplinear.replication.audit import WHOLE, Row, read_gathered
from tests.conftest import ROOT
from tests.papers.drawing import drawn_text
from tests.papers.zhao2023.small import TABLE as PRINTED
from workflow.scripts.audit import gather as gather_audit
from workflow.scripts.audit import render as render_audit
from workflow.scripts.zhao2023 import audit_movements, train_alternatives, train_replicates

DENSE = {"engine": "dense", "width": 20}
EDITS: list[tuple[dict[str, Any], str]] = [
    ({}, "consistent"),
    ({"step_size_factor": 0.1}, "inconsistent"),
    ({"step_size_factor": 2}, "inconsistent"),
    ({"step_size_factor": 1e-6}, "inconsistent"),
    ({"step_size_factor": 1e-300}, "inconsistent"),
    ({"step_size_factor": 40}, "diverges"),
    ({"step_size_factor": 1e300}, "diverges"),
    ({"depth": 2}, "inconsistent"),
    ({"depth": 4}, "inconsistent"),
    ({"iterations": 1}, "inconsistent"),
    ({"iterations": 7}, "inconsistent"),
    ({"width": 6}, "inconsistent"),
    ({"width": 200}, "inconsistent"),
    ({"width": 10**6}, "inconsistent"),
    ({"width": 10**12}, "inconsistent"),
    ({"d_x": 3}, "inconsistent"),
    ({"d_x": 100}, "inconsistent"),
    ({"n_N": 1}, "inconsistent"),
    ({"samples": 1}, "inconsistent"),
    ({"target_variance": 0}, "inconsistent"),
    ({"target_variance": 0, "noise_variance": 0}, "inconsistent"),
    ({"target_variance": 1e12}, "diverges"),
    ({**DENSE, "initialization": "gaussian"}, "inconsistent"),
    ({**DENSE, "initialization": "balanced"}, "inconsistent"),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table as printed."""
    folder = tmp_path_factory.mktemp("published")
    draw(folder / "draw.npz", 1, PRINTED | {"stream": [9, "zhao2023", "table9"]})
    (table,) = np.load(folder / "draw.npz")["movement"][:, 1:]
    lines = [",".join([str(t + 1), *(f"{x:.5f}" for x in row)]) for t, row in enumerate(table)]
    path = folder / "table9.csv"
    path.write_text("\n".join(["t,i1,i2,i3", *lines]), encoding="utf-8")
    return path


def draw(path: Path, draws: int, settings: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    train_replicates.main(replicates=str(path), first_draw=0, draws=draws, **settings)


def audit(folder: Path, published: Path, edit: dict[str, Any]) -> Path:
    """Draw with edited settings, and audit what is printed against that."""
    settings = PRINTED | edit
    path = folder / f"table9/n~{settings['width']}/replicates~0.npz"
    draw(path, 60, settings)
    cells = folder / "cells.csv"
    named = ("d_x", "initialization", "step_size_factor", "noise_variance")
    changes = {"step_size_factor": 1.1 * settings["step_size_factor"]}
    alternatives = str(folder / "alternatives.npz")
    train_alternatives.main(movements=alternatives, draws=5, alternatives=changes, **settings)
    audit_movements.main(
        published=str(published),
        draws=[str(path)],
        alternatives=alternatives,
        changes=changes,
        audit=str(cells),
        n_N=settings["n_N"],
        level=0.05,
        tables=1,
        variants={
            "table9": {
                "variant": "inferred",
                "n": settings["width"],
                **{name: settings[name] for name in named},
            }
        },
    )
    return cells


def judged(folder: Path, cells: Path) -> list[Row]:
    key = ("zhao2023", "table9")
    gather_audit.main(
        cells=[str(cells)],
        claims=[],
        estimates=[],
        verdicts=str(folder / "verdicts.csv"),
        audit=str(folder / "audit.csv"),
        level=0.05,
        audited={"cells": [(*key, "inferred")], "claims": [], "estimates": []},
        open_settings={"zhao2023": {}},
        read_off={"zhao2023": {}},
    )
    return read_gathered(folder / "verdicts.csv")[key]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("edit", "verdict"), EDITS)
def test_an_edited_setting_gives_a_verdict(
    tmp_path: Path, published: Path, edit: dict[str, Any], verdict: str
) -> None:
    cells = audit(tmp_path, published, edit)
    rows = judged(tmp_path, cells)
    assert [row.verdict for row in rows if row.item == WHOLE] == [verdict]
    assert {row.kind for row in rows if row.verdict is None} <= {"power"}
    assert {"n", "d_x"} <= {row.item for row in rows} or "initialization" in edit
    render_audit.main(
        verdicts=str(tmp_path / "verdicts.csv"),
        html_template=str(ROOT / "workflow/templates/audit.html.j2"),
        tex_template=str(ROOT / "workflow/templates/audit.tex.j2"),
        html=str(tmp_path / "audit.html"),
        tex=str(tmp_path / "audit.tex"),
        level=0.05,
        titles={"zhao2023": "A title"},
    )
    for shown in (tmp_path / "audit.html", tmp_path / "audit.csv"):
        text = shown.read_text(encoding="utf-8")
        assert "nan" not in text
        assert "-inf" not in text
    assert len(read_rows(tmp_path / "audit.csv")) == len(rows)
    for plot in (audit_plot, deviation_plot):
        assert len(plot(cells).panels) == 3


@pytest.mark.parametrize(
    "edit", [{"depth": 2}, {"width": 10**12}, {"step_size_factor": 1e300}, {"target_variance": 0}]
)
def test_an_edited_setting_gives_a_picture(
    tmp_path: Path, published: Path, edit: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without draws of the printed shape, of zeros, of infinities."""
    cells = audit(tmp_path, published, edit)
    assert "published" in drawn_text(monkeypatch, "figures/zhao2023/table_audit.py", audit=cells)


@pytest.mark.parametrize("factor", [1e-3, 0.1, 0.5, 2.0, 1e3])
def test_the_step_sizes_that_are_not_refuted_do_not_depend_on_the_one_used(
    tmp_path: Path, published: Path, factor: float
) -> None:
    """Up to the rounding of the draws."""
    cells = audit(tmp_path, published, {"step_size_factor": factor})
    (row,) = (row for row in judged(tmp_path, cells) if row.item == "step_size_factor")
    assert row.low is not None
    assert row.high is not None
    assert row.low < 0.5 < row.high < 4 * row.low
    assert row.verdict == ("consistent" if row.low <= factor <= row.high else "inconsistent")
