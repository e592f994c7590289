"""Render the gallery's first page: every artefact with its picture, its verdict and its files."""

import csv
import os
from collections import Counter
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from deeplinear.pages.artefact_view import WORDS, label, views
from deeplinear.pages.audit_sections import read_shown
from deeplinear.pages.embedding import thumbnail
from deeplinear.pages.reasons import verdicts
from deeplinear.pages.rendering import render
from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.alt_text import alt_text
from deeplinear.provenance.job import run
from deeplinear.replication.summary import ORDER

ROWS = 3  # of a table without a picture


def main(
    *,
    pages: list[str],
    settings: str,
    made: list[str],
    cells: list[str],
    audit: str,
    html_template: str,
    html: str,
    papers: dict[str, str],
) -> None:
    rows = read_shown(audit)
    cards: dict[str, list[dict[str, Any]]] = {paper: [] for paper in papers}
    for page, ((paper, artefact), paths) in zip(pages, groupby(made, _artefact), strict=True):
        card = _card(paper, artefact, list(paths), rows, cells)
        cards[paper].append(card | {"page": _link(page)})
    render(
        html_template,
        html,
        papers=papers,
        cards=cards,
        counts={paper: _counts(cards[paper]) for paper in papers},
        order=ORDER,
        settings=_link(settings),
    )


def _artefact(path: str) -> tuple[str, str]:
    return Path(path).parent.name, Path(path).stem.partition("-")[0]


def _card(
    paper: str, artefact: str, paths: list[str], rows: list[dict[str, str]], cells: list[str]
) -> dict[str, Any]:
    shown = views(paths, cells)
    own = [row for row in rows if (row["paper"], row["artefact"]) == (paper, artefact)]
    pictured = next((view for view in shown if "png" in view.files), None)
    stamp = shown[0].stamp
    return {
        "paper": paper,
        "name": artefact,
        "label": label(artefact),
        "title": stamp["title"],
        "source": stamp["source"],
        "verdicts": verdicts(own),
        "files": [(WORDS[kind], _link(path)) for kind, path in shown[0].files.items()],
        "thumbnail": thumbnail(pictured.files["png"]) if pictured else "",
        "alt": alt_text(plot_of(paper, pictured.name, pictured.numbers), stamp["title"])
        if pictured
        else "",
        "excerpt": [] if pictured else _excerpt(shown[0].files["csv"]),
    }


def _excerpt(table: str) -> list[list[str]]:
    """The first rows and columns of a table."""
    with open(table, newline="", encoding="utf-8") as file:
        return [row[:3] for row in islice(csv.reader(file), ROWS)]


def _counts(cards: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """How many artefacts have which verdict, by choice of settings."""
    found = [verdict for card in cards for verdict in card["verdicts"]]
    return {
        variant: Counter(one.verdict for one in found if one.variant == variant)
        for variant in ("inferred", "stated")
    }


def _link(path: str) -> str:
    return os.path.relpath(path, "figures")


if __name__ == "__main__":
    run(main, snakemake)
