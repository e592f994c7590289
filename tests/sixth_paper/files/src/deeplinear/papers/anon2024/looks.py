"""How the curve of anon2024's figure looks, in print and on its page."""

from deeplinear.pictures.colours import BLUE
from deeplinear.pictures.plots import Look

LOSS = Look(BLUE, marker="o")
