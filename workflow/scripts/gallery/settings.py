"""Render the settings of all artefacts as a page: stated, inferred or assumed, where and why."""

import json
from collections.abc import Iterable
from typing import Any

from deeplinear.files.rows import read_rows
from deeplinear.pages.artefact_view import label
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run
from deeplinear.settings.values import plain

VALUES = ("stated", "inferred", "assumed")


def main(*, settings: str, html_template: str, html: str, papers: dict[str, str]) -> None:
    rows = read_rows(settings)
    render(
        html_template,
        html,
        papers={
            paper: (title, list(_shown(row for row in rows if row["paper"] == paper)))
            for paper, title in papers.items()
        },
    )


def _shown(rows: Iterable[dict[str, str]]) -> Iterable[dict[str, Any]]:
    """One row per setting of an artefact; its values in the variants are in the columns."""
    for row in rows:
        if row["variant"] == "inferred" and row["setting"] != "rows":
            values = {key: plain(json.loads(row[key])) if row[key] else "" for key in VALUES}
            yield row | values | {"label": label(row["artefact"])}


if __name__ == "__main__":
    run(main, snakemake)
