"""Style, saving and line styles shared by all figures."""

from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from deeplinear.pictures.plots import Look

STYLE = Path(__file__).with_name("paper.mplstyle")


def style() -> None:
    """Use the style sheet of all figures."""
    matplotlib.rc_file(STYLE)


def save(figure: Figure, *, pdf: str, svg: str, png: str) -> None:
    """Write a figure in three formats, without the date that would change the bytes.

    The layout, half of the work, is computed once for all three. A format with an empty path is
    skipped.
    """
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
        figure.set_layout_engine(None)
    for path, metadata in ((pdf, {"CreationDate": None}), (svg, {"Date": None}), (png, {})):
        if path:
            figure.savefig(path, metadata=metadata)


def line_style(look: Look) -> dict[str, Any]:
    """Matplotlib's keyword arguments for a line, or points, with this look."""
    return {
        "color": "black" if look.colour == "currentColor" else look.colour,
        "ls": ((0, look.dash) if look.dash else "-") if look.width else "",
        "lw": look.width,
        "alpha": look.opacity,
        "marker": look.marker,
        "fillstyle": "full" if look.filled else "none",
    }
