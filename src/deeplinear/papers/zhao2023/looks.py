"""Colours and lines of the curves of zhao2023's pictures, in print and on their pages."""

from deeplinear.pictures.colours import BLUE, VERMILION
from deeplinear.pictures.plots import DASHED, Look

# Figures 1-2.
DEEP = Look(BLUE, marker="o")
CONVEX = Look(VERMILION, DASHED, "s", filled=False)

# The audit of Tables 1-6: published cells on means of draws.
PUBLISHED = Look("currentColor", marker="o", width=0)
INFERRED = Look(BLUE, width=0.8)
STATED = Look(VERMILION, DASHED, width=0.8)
