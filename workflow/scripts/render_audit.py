"""Render the replication audit as one page of HTML and as LaTeX tables."""

import csv
from typing import Any

from deeplinear.job import run
from deeplinear.rendering import render

NUMBERS = ("published", "mean", "low", "high", "z", "p")


def main(
    *,
    audit: str,
    html_template: str,
    tex_template: str,
    html: str,
    tex: str,
    level: float,
    titles: dict[str, str],
) -> None:
    with open(audit, newline="", encoding="utf-8") as file:
        rows = [shown(row) for row in csv.DictReader(file)]
    audited = {row["paper"] for row in rows}
    papers = [
        {"name": paper, "title": title} | sections([row for row in rows if row["paper"] == paper])
        for paper, title in titles.items()
        if paper in audited
    ]
    for template, path in ((html_template, html), (tex_template, tex)):
        render(template, path, papers=papers, level=level)


def shown(row: dict[str, str]) -> dict[str, str]:
    """A row with its numbers as a reader wants them."""
    return row | {name: f"{float(row[name]):.5g}" for name in NUMBERS if row[name]}


def sections(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The rows of a paper by section; cells are left to the CSV file."""

    def of_kinds(*kinds: str) -> list[dict[str, str]]:
        return [row for row in rows if row["kind"] in kinds and not is_alone(row)]

    return {
        "tables": of_kinds("table"),
        "settings": of_kinds("setting"),
        "claims": of_kinds("claim"),
        "others": of_kinds("estimate", "reading", "trace"),
        "sensitivity": sensitivity(rows),
    }


def is_alone(row: dict[str, str]) -> bool:
    """Whether all settings but one are as inferred."""
    return row["variant"].startswith("stated ")


def sensitivity(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """For each inferred setting that was set back alone: which verdicts flip."""
    verdicts = {
        (row["artefact"], row["item"]): row["verdict"]
        for row in rows
        if row["variant"] == "inferred"
    }
    flips: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if is_alone(row) and row["kind"] in ("table", "claim"):
            setting = row["variant"].removeprefix("stated ")
            items = flips.setdefault((row["artefact"], setting), [])
            if row["verdict"] != verdicts[row["artefact"], row["item"]]:
                items.append(f"{row['item'].replace('_', ' ')}: {row['verdict']}")
    return [
        {"artefact": artefact, "setting": setting, "flips": items}
        for (artefact, setting), items in flips.items()
    ]


if __name__ == "__main__":
    run(main, snakemake)
