"""What README.md and docs/audit.md tell of a paper, and the expected verdicts behind it."""

import csv

from tests.conftest import ROOT

Row = dict[str, str]


def text_of(path: str) -> str:
    """A page without its line breaks."""
    return " ".join((ROOT / path).read_text(encoding="utf-8").split())


README, AUDIT = text_of("README.md"), text_of("docs/audit.md")


def rows_of(paper: str, artefact: str) -> dict[tuple[str, str, str], Row]:
    """The expected rows of an artefact, by kind, variant and item."""
    with open(ROOT / "expected/audit.csv", newline="", encoding="utf-8") as file:
        return {
            (row["kind"], row["variant"], row["item"]): row
            for row in csv.DictReader(file)
            if (row["paper"], row["artefact"]) == (paper, artefact)
        }
