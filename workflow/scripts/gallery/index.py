"""Render the gallery's first page: every artefact with its picture, its verdict and its files."""

import csv
import os
from collections import Counter
from itertools import groupby, islice
from typing import Any

from deeplinear.pages.artefact_view import WORDS, View, label, views
from deeplinear.pages.embedding import thumbnail
from deeplinear.pages.findings import findings
from deeplinear.pages.rendering import render
from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.alt_text import alt_text
from deeplinear.provenance.job import run
from deeplinear.replication.audit import Row, read_gathered
from deeplinear.replication.summary import ORDER

ROWS = 3  # of a table without a picture


def main(
    *,
    pages: list[str],
    settings: str,
    made: list[str],
    numbers: list[str],
    verdicts: str,
    html_template: str,
    html: str,
    papers: dict[str, str],
    shown: list[dict[str, Any]],
) -> None:
    audit = read_gathered(verdicts)
    cards: dict[str, list[dict[str, Any]]] = {paper: [] for paper in papers}
    by_artefact = groupby(views(shown, made, numbers), lambda view: (view.paper, view.artefact))
    for page, (key, variants) in zip(pages, by_artefact, strict=True):
        card = _card(list(variants), audit.get(key, []))
        cards[card["paper"]].append(card | {"page": _link(page)})
    render(
        html_template,
        html,
        papers=papers,
        cards=cards,
        counts={paper: _counts(cards[paper]) for paper in papers},
        order=ORDER,
        settings=_link(settings),
    )


def _card(shown: list[View], rows: list[Row]) -> dict[str, Any]:
    first = shown[0]
    pictured = next((view for view in shown if "png" in view.files), None)
    stamp = first.stamp
    return {
        "paper": first.paper,
        "name": first.artefact,
        "label": label(first.artefact),
        "title": stamp["title"],
        "source": stamp["source"],
        "findings": findings(rows),
        "files": [(WORDS[kind], _link(path)) for kind, path in first.files.items()],
        "thumbnail": thumbnail(pictured.files["png"]) if pictured else "",
        "alt": alt_text(plot_of(pictured.paper, pictured.name, pictured.numbers), stamp["title"])
        if pictured
        else "",
        "excerpt": [] if pictured else _excerpt(first.files["csv"]),
    }


def _excerpt(table: str) -> list[list[str]]:
    """The first rows and columns of a table."""
    with open(table, newline="", encoding="utf-8") as file:
        return [row[:3] for row in islice(csv.reader(file), ROWS)]


def _counts(cards: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """The number of artefacts with each verdict, as inferred and as stated."""
    found = [finding for card in cards for finding in card["findings"]]
    return {
        variant: Counter(one.verdict for one in found if one.variant == variant)
        for variant in ("inferred", "stated")
    }


def _link(path: str) -> str:
    return os.path.relpath(path, "figures")


if __name__ == "__main__":
    run(main, snakemake)
