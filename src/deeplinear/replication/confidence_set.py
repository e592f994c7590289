"""Confidence sets: the values of a setting that a published table does not refute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from deeplinear.replication.intervals import EMPTY, Interval


@dataclass(frozen=True)
class ConfidenceSet:
    """The values theta with p(theta) > level.

    Attributes
    ----------
    interval : Interval
        From the smallest to the largest of them, extended by the tolerance; empty if there is
        none.
    connected : bool
        Whether, as theta grows, the published table lies on one side of the draws, then among
        them, then on the other side. If not, the set may have gaps or further parts.
    """

    interval: Interval
    connected: bool


def confidence_set(
    test: Callable[[float], tuple[float, float]],
    grid: Sequence[float],
    level: float,
    *,
    tolerance: float = 1e-3,
) -> ConfidenceSet:
    """Invert a test: the values that it does not refute, with confidence 1 - level.

    The grid may be coarse: between neighbours refuted to opposite sides, bisection finds even a
    narrow set, down to the tolerance.

    Parameters
    ----------
    test : callable
        Returns, given theta, the p-value and a statistic whose sign is the side of the draws on
        which the published table lies. Use the same seeds at every theta for sharp ends.
    grid : sequence of float
        Increasing, positive, from too small to too large.
    level : float
    tolerance : float
        Relative tolerance of the ends.

    Raises
    ------
    ValueError
        If the ends of the grid are not refuted to opposite sides.
    """
    sides: dict[float, int] = {}  # 0 if theta is not refuted

    def side(theta: float) -> int:
        if theta not in sides:
            p, statistic = test(theta)
            sides[theta] = 0 if p > level else 1 if statistic > 0 else -1
        return sides[theta]

    start, *_, end = on_grid = [side(theta) for theta in grid]
    if start * end != -1:
        raise ValueError(
            "the grid does not bracket the set: its ends are refuted to sides "
            f"{start} at {grid[0]:g} and {end} at {grid[-1]:g} (0: not refuted); widen the grid"
        )
    i = next(i for i, s in enumerate(on_grid) if s != start)
    j = next(j for j, s in reversed(list(enumerate(on_grid))) if s != end)
    low, _ = _bisect(lambda theta: side(theta) == start, grid[i - 1], grid[i], tolerance)
    _, high = _bisect(lambda theta: side(theta) != end, grid[j], grid[j + 1], tolerance)
    return ConfidenceSet(
        interval=Interval(low, high) if 0 in sides.values() else EMPTY,
        connected=all(start * (side(a) - side(b)) >= 0 for a, b in pairwise(sorted(sides))),
    )


def _bisect(
    is_below: Callable[[float], bool], below: float, above: float, tolerance: float
) -> tuple[float, float]:
    """Bisect for the point where is_below turns false."""
    while above > below * (1 + tolerance):
        middle = sqrt(below * above)
        if is_below(middle):
            below = middle
        else:
            above = middle
    return below, above
