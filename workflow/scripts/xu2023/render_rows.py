"""Render a table of words, and of medians with quartiles, as LaTeX and HTML."""

import re
from itertools import chain
from typing import Any

from deeplinear.files.rows import read_rows
from deeplinear.pages.rendering import render
from deeplinear.papers.xu2023.words import tex_by_text, with_quartiles
from deeplinear.provenance.job import run

HEADERS = {"step_size": r"step size $\eta$", "width": "hidden width $h$"}
MEDIAN, QUARTILES = "median_sigma~", ("lower_sigma~", "upper_sigma~")


def main(
    *,
    table: str,
    tex_template: str,
    html_template: str,
    tex: str,
    html: str,
    origins: list[dict[str, Any]],
    **described: str,
) -> None:
    """`described` holds paper, name, title, locator and variant for the templates."""
    rows = read_rows(table)
    columns = [column for column in rows[0] if not column.startswith(QUARTILES)]
    words = next(setting["used"] for setting in origins if setting["setting"] == "rows")
    typeset = tex_by_text(chain.from_iterable(row.values() for row in words))
    context: dict[str, Any] = {
        **described,
        "settings": [setting for setting in origins if setting["setting"] != "rows"],
        "columns": columns,
        "headers": [_header(column) for column in columns],
        "notation": {},
    }
    plain = [[_plain(row, column) for column in columns] for row in rows]
    set_in_tex = [[typeset.get(cell, _tex_number(cell)) for cell in row] for row in plain]
    render(html_template, html, rows=plain, **context)
    render(tex_template, tex, rows=set_in_tex, **context)


def _header(column: str) -> str:
    if column.startswith(MEDIAN):
        return rf"$\sigma = {column.removeprefix(MEDIAN)}$"
    return HEADERS.get(column, column)


def _plain(row: dict[str, str], column: str) -> str:
    if not column.startswith(MEDIAN):
        return row[column]
    sigma = column.removeprefix(MEDIAN)
    return with_quartiles(float(row[column]), *(float(row[name + sigma]) for name in QUARTILES))


def _tex_number(cell: str) -> str:
    """A number formatted by :func:`with_quartiles`, in math mode."""
    return "$" + re.sub(r"e([+-]?)0*(\d+)$", r" \\cdot 10^{\1\2}", cell) + "$"


if __name__ == "__main__":
    run(main, snakemake)
