"""Colours and lines of the curves of xu2023's figures, in print and on their pages."""

from deeplinear.pictures.colours import GREEN
from deeplinear.pictures.plots import DOTTED, Look

# Where two curves coincide, the thin one is visible on top of the broad one.
SCHEDULES = {
    "f_0": Look("#4a9fd4", (), "o", width=2.8),
    "f": Look("#08306b", (4, 1.5), "s", width=1.1),
    "rho_hat": Look("#f7c64a", (), "D", width=2.8),
    "rho": Look("#8b1a00", DOTTED, "X", width=1.4),
    "arora": Look(GREEN, (6.4, 1.6, 1, 1.6), "P", width=1.4),
    "du": Look("#5f5f5f", (6, 1, 1, 1, 1, 1), "v"),
}
