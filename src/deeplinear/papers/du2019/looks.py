"""Colours and lines of the curves on du2019's page; the printed picture is a map."""

from collections.abc import Iterator
from itertools import cycle

from deeplinear.pictures.plots import DASHED, DOTTED, Look

# Viridis from light to dark; markers and dashes distinguish neighbours without colour.
COLOURS = (
    "#6ccd5a",
    "#3fbc73",
    "#25a584",
    "#21908d",
    "#297b8e",
    "#33638d",
    "#3e4a89",
    "#462f7c",
    "#440154",
)
DASHES = ((), DASHED, DOTTED)
MARKERS = "osDXPv^"


def depth_looks() -> Iterator[Look]:
    """Yield one look per depth, endlessly."""
    return map(Look, cycle(COLOURS), cycle(DASHES), cycle(MARKERS))
