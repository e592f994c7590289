"""The claim of arora2019's Figure 1, Lemma 15, checked at every point of a grid."""

from collections.abc import Callable
from dataclasses import dataclass

from deeplinear.arrays import Array
from deeplinear.replication.claims import Flags


@dataclass(frozen=True)
class Grid:
    """The probability of a deficiency margin and the bound on it, at points a and d.

    Attributes
    ----------
    exact, bound : ndarray, shape (points,)
    """

    exact: Array
    bound: Array


def lemma_15(grid: Grid, threshold: float) -> Flags:
    """Whether the probability exceeds the bound by `threshold` or more, shape (points,)."""
    flags: Flags = grid.exact >= grid.bound + threshold
    return flags


CHECKS: dict[str, Callable[[Grid, float], Flags]] = {"lemma_15": lemma_15}
