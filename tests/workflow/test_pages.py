"""The pages of this checkout in a real browser; the main command has to have run here.

Those of the complete copy, SHOWN, are tested in test_run.py.
"""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.artefacts import NAMED
from tests.browser.checks import clipped, dead, unexplained, unprintable, unreachable, violations
from tests.browser.chromium import opened
from tests.browser.links import broken
from tests.browser.pages import complaints
from tests.browser.plots import unresponsive
from tests.browser.validity import invalid
from tests.conftest import ROOT
from tests.workflow.test_run import SHOWN

pytestmark = pytest.mark.slow

# Tables 3 to 6 of zhao2023 are as Table 2, with other numbers.
ALIKE = {f"figures/gallery/zhao2023_table{i}.html" for i in range(3, 7)}
GALLERY = {path for path in NAMED if path.startswith("figures/gallery/")} - ALIKE
# Of the notebooks and of the tables of related work and of notation one.
OTHERS = {
    "figures/audit.html",
    "figures/notebooks/zhao2023_figure1.html",
    "figures/xu2023/table2.html",
    "figures/zhao2023/table1-stated.html",
}


@pytest.mark.parametrize("path", sorted((GALLERY | OTHERS) - {*SHOWN}))
def test_pages_are_for_everyone(tab: Page, path: str) -> None:
    found = complaints(tab, ROOT / path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", sorted(ALIKE))
def test_pages_that_are_like_another_stand_alone_and_lead_somewhere(tab: Page, path: str) -> None:
    with opened(tab, (ROOT / path).as_uri()) as page:
        assert unexplained(page) == []
        assert broken(page) == []


def test_pages_are_valid_html() -> None:
    assert invalid(ROOT, *sorted(path for path in NAMED if path.endswith(".html"))) == []


def test_what_the_cursor_reads_stands_in_the_csv(tab: Page) -> None:
    table = (ROOT / "figures/zhao2023/figure1.csv").read_text(encoding="utf-8").splitlines()
    losses = {
        (row["n"], row["network"], row["t"]): float(row["loss"]) for row in csv.DictReader(table)
    }
    with opened(tab, (ROOT / "figures/gallery/zhao2023_figure1.html").as_uri()) as page:
        plot = page.locator("#explore-variants")
        plot.locator("[data-cursor]").press("End")
        panels = [panel.inner_text() for panel in plot.locator("[data-panel]").all()]
    assert len(panels) == len({n for n, _, _ in losses})
    for panel in panels:
        n, t, deep, convex = re.findall(r"(?:= |: )([\d.]+)$", panel.replace(",", ""), re.MULTILINE)
        assert [float(deep), float(convex)] == pytest.approx(
            [losses[n, network, t] for network in ("deep", "convex")], rel=1e-4
        )


WRONG = """<title>1</title><body style="width: 400px; color: #aaa; background: Canvas">
<p>1</p><p style="overflow: hidden; width: 9px">clipped</p><a href="none.csv">1</a>
<a href="#none">1</a><a href="http://example.org">1</a><img src="none.png"><button>1</button>
<a style="outline: none" href="https://example.org" tabindex="2">1</a><details><p>2</p></details>
<script>console.info(1)</script><script>throw Error("2")</script>"""
PLOT = """<section data-explore><input data-cursor type="range"><output data-readout>1</output>
<input data-curve type="checkbox"><button data-zoom="in" onclick="draw()"></button><button
data-zoom="out"></button><button data-zoom="reset"></button><canvas></canvas></section><script>
const draw = () => document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9)
</script>"""


def test_what_is_wrong_with_a_page_is_noticed(tab: Page, tmp_path: Path) -> None:
    """Every complaint is triggered once, so that no check passes vacuously."""
    file = tmp_path / "page.html"
    file.write_text(WRONG, encoding="utf-8")
    spoken = r"info: 1', '2'.*asked for .*none\.png"
    with pytest.raises(AssertionError, match=spoken), opened(tab, file.as_uri()):
        pass
    rules = {complaint.partition(":")[0] for complaint in violations(tab)}
    assert rules >= {"color-contrast", "html-has-lang", "image-alt", "page-has-heading-one"}
    for check, found in (
        (broken, ["a: none.csv", "a: #none", "a: http://example.org", "img: none.png"]),
        (unexplained, ["picture: <img"]),
        (unresponsive, ["no interactive plot"]),
        (unreachable, ["focus not seen: <a", *["not reached by Tab: <"] * 4]),
        (clipped, ["408 pixels wide", "clipped: clipped"]),
        (unprintable, ["on paper: <button", "on paper: <p"]),
        (dead, ["changes nothing: <button", "neither picture nor table"]),
    ):
        said = check(tab)
        assert len(said) == len(found), said
        assert all(map(str.startswith, said, found)), said
    tab.set_content(PLOT)
    said = unresponsive(tab)
    assert [line.partition(":")[0] for line in said] == [
        "draws nothing else",
        "draws not the same again",
        "draws not the same again",
        "the cursor is at None and reads",
    ]
