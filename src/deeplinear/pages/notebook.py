"""How the source of a figure runs: as a job, as a script, or as a notebook in Jupyter."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from deeplinear.provenance.job import run

WIDTH = 720  # pixels: a line of text in Jupyter


def run_figure(main: Callable[..., None], job: Any | None, figure: str) -> None:
    """Draw a figure: for a job; in Jupyter in the notebook; as a script to its default files.

    Parameters
    ----------
    main : callable
        Writes a picture to ``pdf``, ``svg`` and ``png``, but none where the path is empty; its
        default paths are those of `figure`.
    job : snakemake.iocontainers.Snakemake or None
    figure : str
        Such as figures/zhao2023/figure1. In Jupyter nothing is written in figures/, whose files
        say how the workflow made them.
    """
    if job is not None:
        run(main, job)
    elif in_jupyter():
        _display(main, figure)
    else:
        main()


def show_settings(figure: str) -> None:
    """Show in Jupyter which settings a figure has, and where they are from."""
    if in_jupyter():
        from deeplinear.pages.reader import (
            settings_table,  # a tenth of a second that jobs need not pay
        )

        show(settings_table, figure)


def show_claims(figure: str) -> None:
    """Show in Jupyter what the paper says of a figure, and for how many seeds it holds."""
    if in_jupyter():
        from deeplinear.pages.reader import claims_table

        show(claims_table, figure)


def show(make: Callable[..., Any], *arguments: str) -> None:
    """Show the table that a function makes in Jupyter; elsewhere do not even call it.

    Parameters
    ----------
    make : callable
        Returns a DataFrame.
    *arguments : str
        What to call it with.
    """
    if in_jupyter():
        from IPython.display import HTML, display

        # A DataFrame's own form has a style element, which a page's body must not hold.
        table = make(*arguments).to_html(index=False, border=0, justify="left")
        name = make.__name__.replace("_", " ")
        region = f'<div class="wide" role="region" aria-label="{name}" tabindex="0">{table}</div>'
        display(HTML(region))  # wider than a phone, it scrolls by itself


def at_root() -> None:
    """Change to the root of the checkout in Jupyter, which starts in the notebook's folder.

    Raises
    ------
    FileNotFoundError
        If the notebook is not in a checkout.
    """
    if not in_jupyter():
        return
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "Snakefile").is_file():
            os.chdir(folder)
            return
    raise FileNotFoundError(
        f"expected a notebook in a checkout, got one in {here}, which has no Snakefile above it; "
        "open it where it is in the repository"
    )


def in_jupyter() -> bool:
    """Whether this runs in a kernel of Jupyter, which the terminal's IPython is not."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


def _display(main: Callable[..., None], figure: str) -> None:
    from IPython.display import Image, display

    from deeplinear.pages.reader import title_of

    with TemporaryDirectory() as folder:
        picture = f"{folder}/picture.png"
        main(pdf="", svg="", png=picture)
        display(Image(filename=picture, width=WIDTH, alt=title_of(figure)))
