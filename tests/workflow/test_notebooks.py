"""Notebooks: what they hold is the same in every run, and pages of them need nothing else."""

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from deeplinear.pages.execution import executed
from deeplinear.pages.notebook_page import page_body
from deeplinear.pages.reader import claims_table, settings_table
from deeplinear.papers.zhao2023.claims import follows, rises
from deeplinear.papers.zhao2023.loss_comparison import beside_convex
from deeplinear.pictures.drawing import save
from deeplinear.provenance.stamps import read_stamp
from deeplinear.settings.checkout import settings_of
from tests.artefacts import PAPERS
from tests.conftest import ROOT, read_yaml
from tests.workflow.conftest import Checkout, job_counts

FROM_A_NETWORK = re.compile(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""")
SHOWING = """# %% [markdown]
# # A title
# %%
from IPython.display import HTML, display
display(HTML("<b>1</b>"))
# %%
2
"""


@pytest.fixture
def notebook(tmp_path: Path) -> Any:
    def run(text: str) -> Any:
        source = tmp_path / "source.py"
        source.write_text(text, encoding="utf-8")
        return executed(source)

    return run


def test_an_executed_notebook_holds_what_it_shows_and_nothing_else(notebook: Any) -> None:
    first, second = notebook(SHOWING), notebook(SHOWING)
    assert nbformat.writes(first) == nbformat.writes(second)
    nbformat.validate(first)
    assert first.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    title, html, number = first.cells
    assert title.source == "# A title"
    assert html.outputs[0]["data"]["text/html"] == "<b>1</b>"
    assert number.outputs[0]["data"] == {"text/plain": "2"}
    assert all(cell.metadata == {} for cell in first.cells)


def test_a_notebook_that_prints_is_refused(notebook: Any) -> None:
    with pytest.raises(ValueError, match=r"source\.py: expected cells that show .*got one that"):
        notebook("# %%\nimport warnings\nwarnings.warn('with a path')\n")


def test_a_page_has_formulas_without_a_script_and_pictures_with_a_text() -> None:
    picture = base64.b64encode(b"not looked at").decode()
    shown = new_output(
        "display_data", {"image/png": picture}, metadata={"image/png": {"alt": "A <title>"}}
    )
    cells = [
        new_markdown_cell(r"If $\|Z\| < 1$ then $\frac12$, at `$HOME`:" "\n\n$$x_*$$"),
        nbformat.v4.new_code_cell("price = '$x$'", outputs=[shown]),
    ]
    body = page_body(new_notebook(cells=cells))
    assert re.findall(r'<math[^>]*display="(\w+)"', body) == ["inline", "inline", "block"]
    assert "<mfrac>" in body
    assert "<code>$HOME</code>" in body
    assert 'alt="A &lt;title&gt;"' in body
    assert "<script" not in body
    assert not FROM_A_NETWORK.search(body)


def test_a_format_without_a_path_is_not_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    save(Figure(), pdf="", svg="", png=str(picture))
    assert list(tmp_path.iterdir()) == [picture]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_reader_sees_every_setting_and_claim_of_the_registry(
    paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for name, variant in settings_of(Path(), paper).items():
        figure = f"figures/{paper}/{name}"
        settings = settings_table(figure)
        assert list(settings["setting"]) == [row["setting"] for row in variant["origins"]]
        from_where = settings.reindex(columns=["stated", "assumed"], fill_value="")
        assert all((from_where != "").any(axis="columns"))
        assert all(settings["where, and why"])
        if variant["claims"]:
            claimed = [claim["statement"] for claim in variant["claims"].values()]
            assert list(claims_table(figure)["claim"]) == claimed


def test_a_reader_sees_every_setting_of_a_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    settings = settings_table("figures/sweeps/width")
    assert list(settings.columns) == ["setting", "used"]
    assert set(settings["setting"]) == set(read_yaml("config/sweeps/width.yaml"))


def test_the_table_beside_a_figure_says_what_the_claims_check(tmp_path: Path) -> None:
    """Of random curves, one of which diverges."""
    rng = np.random.default_rng(5)
    deep, convex = rng.uniform(1, 2, size=(2, 4, 6))
    deep[1] = np.sort(deep[1])[::-1]
    deep[2, 3:] = np.inf
    rows = [
        {"n": n, "network": network, "t": t, "loss": losses[n, t]}
        for network, losses in (("deep", deep), ("convex", convex))
        for n, t in np.ndindex(losses.shape)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "losses.csv", index=False)
    table = beside_convex(str(tmp_path / "losses.csv"))
    assert list(table["iterations in which the loss rises"] > 0) == list(rises(deep, 0))
    farthest = table["farthest from convex / convex"].astype(float).to_numpy()
    for n, share in enumerate(farthest):
        assert follows(deep[n], convex[n], 1.01 * share)
        assert share == np.inf or not follows(deep[n], convex[n], 0.99 * share)
    assert list(np.isinf(farthest)) == [False, False, True, False]


@pytest.mark.slow
def test_the_workflow_makes_notebooks_pages_and_a_report(checkout: Checkout) -> None:
    """Of the paper that costs least."""
    config = checkout.folder / "config/config.yaml"
    text = config.read_text(encoding="utf-8")
    text = re.sub("^papers: .*$", "papers: [arora2019]", text, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")
    outcome = checkout.snakemake("--cores", "2", "all", "notebooks")
    assert outcome.status == 0, outcome.said
    notebooks_are_clean(checkout)
    notebook_opens_in_its_folder(checkout)
    notebook_is_made_again_when_its_text_changes(checkout)
    report_says_what_is_shown(checkout)


def notebooks_are_clean(checkout: Checkout) -> None:
    made = {ending: notebook_of(checkout, ending) for ending in ("ipynb", "html")}
    for content in made.values():
        stamp = read_stamp(content)
        assert stamp is not None
        assert stamp.intact
        assert stamp.record["paper"] == "arora2019"
        assert str(checkout.folder).encode() not in content
        assert sys.prefix.encode() not in content
    page = made["html"].decode()
    assert not FROM_A_NETWORK.search(page)
    assert page.count("<div") == page.count("</div>")
    assert 'alt="Geometry of Lemma 15' in page
    claims = (checkout.folder / "results/audit/arora2019/figure1/claims.csv").read_text()
    seeds, held = claims.splitlines()[1].split(",")[-2:]
    assert f"for {held} of {seeds} seeds" in page
    for path in checkout.folder.glob("figures/notebooks/*"):
        path.unlink()
    outcome = checkout.snakemake("--cores", "1", "notebooks")
    assert outcome.status == 0, outcome.said
    assert made == {ending: notebook_of(checkout, ending) for ending in made}


def notebook_of(checkout: Checkout, ending: str) -> bytes:
    return (checkout.folder / f"figures/notebooks/arora2019_figure1.{ending}").read_bytes()


def notebook_opens_in_its_folder(checkout: Checkout) -> None:
    """As Jupyter does, and nothing is written."""
    before = {path: path.stat().st_mtime_ns for path in checkout.folder.glob("figures/*/*")}
    run = (
        "import json, deeplinear.pages.execution as e; print(json.dumps(e.executed('figure1.py')))"
    )
    outcome = Checkout(checkout.folder / "figures/arora2019").run(sys.executable, "-c", run)
    assert outcome.status == 0, outcome.said
    made = json.loads(notebook_of(checkout, "ipynb"))["cells"]
    here = json.loads(outcome.said)["cells"]
    assert [cell.get("outputs") for cell in nbformat.from_dict(here)] == [
        cell.get("outputs") for cell in nbformat.reads(json.dumps({"cells": made, **V4}), 4).cells
    ]
    after = {path: path.stat().st_mtime_ns for path in checkout.folder.glob("figures/*/*")}
    assert after == before


V4 = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def notebook_is_made_again_when_its_text_changes(checkout: Checkout) -> None:
    source = checkout.folder / "figures/arora2019/figure1.py"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("## What to look at", "## What to see"), encoding="utf-8")
    outcome = checkout.snakemake("--dry-run", "all", "notebooks")
    source.write_text(text, encoding="utf-8")
    assert job_counts(outcome.said) == {
        "notebooks": 1,
        "notebooks_execute": 1,
        "gallery_artefact": 1,
        "gallery_index": 1,
    }


def report_says_what_is_shown(checkout: Checkout) -> None:
    outcome = checkout.snakemake("--report", "report.html")
    assert outcome.status == 0, outcome.said
    report = (checkout.folder / "report.html").read_text(encoding="utf-8")
    assert not FROM_A_NETWORK.search(report)
    stamp = read_stamp((checkout.folder / "figures/arora2019/figure1.svg").read_bytes())
    assert stamp is not None
    assert '"labels": {"artefact": "figure1", "settings": "inferred", "format": "svg"}' in report
    for words in (stamp.record["title"], stamp.record["source"], stamp.record["hashes"]["code"]):
        assert words in report
    assert "A convergence analysis of gradient descent" in report
