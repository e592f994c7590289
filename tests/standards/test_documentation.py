"""README.md, ARTIFACT.md and docs/: links that lead somewhere, formats that are what they are."""

import csv
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
    files = [link for link in links if "://" not in link]
    assert [link for link in files if not (page.parent / link).exists()] == []


def test_the_columns_of_the_audit_are_explained() -> None:
    with open(ROOT / "expected/audit.csv", newline="", encoding="utf-8") as file:
        columns = next(csv.reader(file))
    explained = (ROOT / "docs/audit.md").read_text(encoding="utf-8").partition("## The columns")[2]
    assert [column for column in columns if f"`{column}`" not in explained] == []
