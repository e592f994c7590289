"""Render the page of an artefact in the gallery."""

import os
import re
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from deeplinear.files.rows import read_rows
from deeplinear.pages.artefact_view import WORDS, View, label, views
from deeplinear.pages.audit_sections import sections
from deeplinear.pages.embedding import embedded
from deeplinear.pages.findings import findings
from deeplinear.pages.rendering import render
from deeplinear.papers.lookup import plot_of, plots_by_setting
from deeplinear.pictures.alt_text import alt_text
from deeplinear.pictures.explorer import explorer
from deeplinear.pictures.plots import Plot
from deeplinear.pictures.table import tabulated
from deeplinear.provenance.job import run
from deeplinear.replication.audit import read_gathered
from deeplinear.settings.citations import bibtex, software_cited

FOLDER = "figures/gallery"
AUDIT = "figures/audit.csv"  # has the numbers of the audit's pictures
NOTEBOOK = {".py": "as a script", ".ipynb": "executed, for Jupyter", ".html": "executed, to read"}


def main(
    *,
    made: list[str],
    numbers: list[str],
    explored: list[str],
    notebook: list[str],
    verdicts: str,
    seconds: str,
    citation: str,
    uplot_css: str,
    uplot_js: str,
    explore_js: str,
    html_template: str,
    html: str,
    paper: str,
    artefact: str,
    cited: dict[str, Any],
    explored_by: dict[str, str] | None,
    title: str,
    locator: str,
    origins: list[dict[str, Any]],
    source: str,
    neighbours: dict[str, tuple[str, str]],
    shown: list[dict[str, Any]],
) -> None:
    rows = read_gathered(verdicts).get((paper, artefact), [])
    variants = views(shown, made, numbers)
    drawn = {
        view.name: plot_of(paper, view.name, view.numbers)
        for view in variants
        if "png" in view.files
    }
    plots = _explored(variants, drawn)
    software = yaml.safe_load(_text(citation))
    render(
        html_template,
        html,
        paper=paper,
        artefact=artefact,
        label=label(artefact),
        title=title,
        locator=locator,
        views=[_shown(view, drawn.get(view.name), title) for view in variants],
        findings=findings(rows),
        sections={"name": f"{paper}, {label(artefact)}", **sections({(paper, artefact): rows})},
        explored=explorer(plots) if plots else None,
        settings=[row for row in origins if row["setting"] != "rows"],
        by_setting=[explorer(plots_by_setting(paper, artefact, path)) for path in explored],
        explored_by=explored_by,
        notebook=[
            (NOTEBOOK[Path(path).suffix], _link(path)) for path in (source, *notebook) if path
        ],
        seconds=_seconds(seconds, paper, artefact),
        software=software,
        bibtex=[bibtex(paper, cited), bibtex("deeplinear", software_cited(software))],
        neighbours=[
            (f"{word}: {paper}, {label(artefact)}", f"{paper}_{artefact}.html")
            for word, (paper, artefact) in neighbours.items()
        ],
        uplot_css=_text(uplot_css),
        uplot_js=_text(uplot_js),
        explore_js=_text(explore_js),
    )


def _shown(view: View, plot: Plot | None, title: str) -> dict[str, Any]:
    """A variant as its page shows it: a picture with its numbers, or a table."""
    return {
        "name": view.name,
        "heading": view.heading,
        "caption": view.caption,
        "stamp": view.stamp,
        "alt": alt_text(plot, title) if plot else "",
        "picture": embedded(view.files["svg"]) if plot else "",
        "data": tabulated(plot) if plot else None,
        "csv": _link(view.files.get("csv", AUDIT)),
        "table": "" if plot else _table(view.files["html"]),
        "files": [
            (WORDS[kind], _link(path), f"{max(1, round(Path(path).stat().st_size / 1000))} kB")
            for kind, path in view.files.items()
        ],
    }


def _explored(variants: list[View], drawn: dict[str, Plot]) -> dict[str, Plot]:
    """The interactive plots of an artefact, by label; an audit has two."""
    found = {}
    for view in variants:
        if view.role == "audit":
            found["relative movement"] = drawn[view.name]
            found["per cent off the mean"] = plot_of(
                view.paper, f"{view.name}-deviations", view.numbers
            )
        elif view.name in drawn:
            found[view.heading.lower()] = drawn[view.name]
    return found


def _table(page: str) -> Markup:
    """The table of a page made by the workflow, which precedes that of its settings."""
    found = re.search(r"<table>.*?</table>", _text(page), re.DOTALL)
    if found is None:
        raise ValueError(f"{page}: expected a page with a table, found none")
    return Markup(found[0])


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _link(path: str) -> str:
    return os.path.relpath(path, FOLDER)


def _seconds(path: str, paper: str, artefact: str) -> str:
    """The time that an artefact takes; empty if it has not been measured."""
    measured = {(row["paper"], row["artefact"]): row["seconds"] for row in read_rows(path)}
    return measured.get((paper, artefact), "")


if __name__ == "__main__":
    run(main, snakemake)
