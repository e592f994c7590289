"""Execute a figure's notebook, as a notebook with its outputs and as a page."""

from typing import Any

import nbformat

from deeplinear.pages.execution import executed
from deeplinear.pages.notebook_page import code_style, page_body
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run


def main(
    *,
    source: str,
    reads: list[str],
    html_template: str,
    ipynb: str,
    html: str,
    name: str,
    shows: dict[str, Any],
) -> None:
    """`reads` and `shows` only trigger reruns: the notebook looks up their content itself."""
    notebook = executed(source)
    nbformat.write(notebook, ipynb)
    render(
        html_template,
        html,
        title=notebook.cells[0].source.splitlines()[0].removeprefix("# "),
        source=source,
        name=name,
        style=code_style(),
        body=page_body(notebook),
    )


if __name__ == "__main__":
    run(main, snakemake)
