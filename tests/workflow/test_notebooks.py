"""The workflow's notebooks and report, without a trace of where they were made."""

import json
import re
import sys

import nbformat
import pytest

from deeplinear.provenance.stamps import read_stamp
from tests.pages.test_notebook_page import FROM_A_NETWORK
from tests.workflow.conftest import Checkout, job_counts


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
    over, trials, held = claims.splitlines()[1].split(",")[-3:]
    assert f"for {held} of {trials} {over}" in page
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
