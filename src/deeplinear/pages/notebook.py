"""Run the source of a figure as a job, as a script, or as a notebook in Jupyter.

In Jupyter all paths are relative to the root of the checkout, as they are elsewhere.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from deeplinear.pictures.drawing import save, style
from deeplinear.provenance.job import run

WIDTH = 720  # pixels: a line of text in Jupyter


def run_figure(draw: Callable[..., Figure], figure: str, **tables: str) -> None:
    """Draw a figure: as a job of the workflow, inside a notebook, or as a script.

    Parameters
    ----------
    draw : callable
        Draws DataFrames, which have the names of the job's inputs.
    figure : str
        Such as figures/zhao2023/figure1, whose files have the extensions .pdf, .svg and .png. In
        Jupyter, nothing is written to figures/, whose files record how the workflow made them.
    **tables : str
        The CSV files to draw; a job has its own.
    """

    def main(*, pdf: str, svg: str, png: str, **inputs: str) -> None:
        save(figure_of(draw, inputs), pdf=pdf, svg=svg, png=png)

    job = getattr(sys.modules["__main__"], "snakemake", None)
    if job is not None:
        run(main, job)
    elif in_jupyter():
        _enter_root()
        _display(figure_of(draw, tables), figure)
    else:
        main(pdf=f"{figure}.pdf", svg=f"{figure}.svg", png=f"{figure}.png", **tables)


def figure_of(draw: Callable[..., Figure], tables: Mapping[str, str]) -> Figure:
    """Draw tables in the style of all figures.

    Parameters
    ----------
    draw : callable
        As for :func:`run_figure`.
    tables : mapping
        CSV files by the names under which `draw` takes them.
    """
    style()
    return draw(**{name: pd.read_csv(path) for name, path in tables.items()})


def show_settings(figure: str) -> None:
    """Show in Jupyter the settings of a figure, and where they come from."""
    if in_jupyter():
        from deeplinear.pages.reader import settings_table  # 0.1 s that jobs save

        show(settings_table, figure)


def show_claims(figure: str) -> None:
    """Show in Jupyter the paper's claims about a figure, and for how many seeds they hold."""
    if in_jupyter():
        from deeplinear.pages.reader import claims_table

        show(claims_table, figure)


def show(make: Callable[..., Any], *arguments: str) -> None:
    """Show in Jupyter the table that a function makes; elsewhere, do not call it.

    Parameters
    ----------
    make : callable
        Returns a DataFrame.
    *arguments : str
        Its arguments.
    """
    if in_jupyter():
        from IPython.display import HTML, display

        _enter_root()
        # A DataFrame's own HTML has a style element, which a page's body must not contain.
        table = make(*arguments).to_html(index=False, border=0, justify="left")
        name = make.__name__.replace("_", " ")
        region = f'<div class="wide" role="region" aria-label="{name}" tabindex="0">{table}</div>'
        display(HTML(region))  # scrolls by itself on small screens


def in_jupyter() -> bool:
    """Whether this runs as a notebook, as opposed to IPython in a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    return shell is not None and type(shell).__name__ != "TerminalInteractiveShell"


def _display(drawn: Figure, figure: str) -> None:
    from IPython.display import Image, display

    from deeplinear.pages.reader import title_of

    with TemporaryDirectory() as folder:
        picture = f"{folder}/picture.png"
        save(drawn, pdf="", svg="", png=picture)
        display(Image(filename=picture, width=WIDTH, alt=title_of(figure)))


def _enter_root() -> None:
    """Change to the root of the checkout, from the notebook's folder, where Jupyter starts.

    Raises
    ------
    FileNotFoundError
        If the notebook is not in a checkout.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "Snakefile").is_file():
            os.chdir(folder)
            return
    raise FileNotFoundError(
        f"expected a notebook in a checkout, got one in {here}, which has no Snakefile above it; "
        "open it in its folder of the repository"
    )
