"""README.md, ARTIFACT.md and docs/: links, commands, pictures and columns are there as they say."""

import csv
import re
import shlex
from pathlib import Path

import pytest

from tests.browser.__main__ import SHOWN
from tests.conftest import ROOT
from tests.workflow.conftest import DOCUMENTS, Checkout, documented_commands

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


def test_other_documented_commands_are_known() -> None:
    """`make` and `make test` are run by .ci/run, benchmarks by hand."""
    others = [c for c in documented_commands() if not c.startswith("snakemake")]
    assert "make" in others
    assert "make test" in others
    for command in others:
        program, *arguments = shlex.split(command)
        if program == "make":
            outcome = Checkout(ROOT).run("make", "-n", *arguments)
            assert outcome.status == 0, outcome.said
        elif program == "python" and arguments[0] != "-m":  # those are run in test_run.py
            assert (ROOT / arguments[0]).is_file()
        elif program == ".venv-cluster/bin/snakemake":
            assert "make .venv-cluster/installed" in others  # and make cluster runs the profile
        else:
            assert program in ("git", "cd", "python")


def test_pictures_of_the_documentation_are_there_and_small() -> None:
    pictures = [
        (page.parent / picture).resolve()
        for page in DOCUMENTS
        for picture in re.findall(r"!\[.+\]\((\S+)\)", page.read_text(encoding="utf-8"))
    ]
    assert {picture.relative_to(ROOT).as_posix() for picture in pictures} == {*SHOWN}
    assert all(picture.stat().st_size < 300_000 for picture in pictures)
