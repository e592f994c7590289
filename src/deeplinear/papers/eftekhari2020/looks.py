"""Colours and lines of the curves of eftekhari2020's figure, in print and on its page."""

from deeplinear.pictures.colours import BLUE, GREEN, PURPLE, VERMILION
from deeplinear.pictures.plots import DOTTED, Look

DEPTHS = (
    Look("currentColor"),
    Look(BLUE, (6, 1.5)),
    Look(VERMILION, (3, 1.5)),
    Look(GREEN, (5, 1.5, 1, 1.5)),
    Look(PURPLE, DOTTED),
)
BOUNDS = {"38a": Look(VERMILION, DOTTED), "38b": Look(VERMILION, (4, 1.5))}
