"""Colours and lines of the curves of arora2019's figure, in print and on its page."""

from deeplinear.pictures.colours import BLUE, VERMILION
from deeplinear.pictures.plots import DASHED, Look

BOUND = Look("currentColor", DASHED)
MONTE_CARLO = Look(VERMILION, marker="D", filled=False, width=0)


def exact_looks(dimensions: int) -> list[Look]:
    """Looks of overlapping curves, one per dimension, from broad and pale to thin and opaque."""
    shares = [i / max(dimensions - 1, 1) for i in range(dimensions)]
    return [Look(BLUE, width=4.5 - 3.3 * share, opacity=0.25 + 0.75 * share) for share in shares]
