"""Render the table as LaTeX and HTML."""

from typing import Any

from deeplinear.files.columns import read_columns
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run


def main(
    *, table: str, tex_template: str, html_template: str, tex: str, html: str, **described: Any
) -> None:
    columns = read_columns(table)
    rows = [(f"{t:.0f}", f"{ratio:.4f}") for t, ratio in zip(*columns.values(), strict=True)]
    settings = described.pop("origins")
    for template, path in ((tex_template, tex), (html_template, html)):
        render(template, path, rows=rows, settings=settings, notation={}, **described)


if __name__ == "__main__":
    run(main, snakemake)
