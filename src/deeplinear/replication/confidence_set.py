"""Confidence sets: the values of a setting that a published table does not refute."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from deeplinear.replication.intervals import EMPTY, Interval


@dataclass(frozen=True)
class ConfidenceSet:
    """The values theta with p(theta) > level.

    Attributes
    ----------
    interval : Interval
        From the smallest to the largest of them, extended by the tolerance; empty if there is
        none, from 0 or to infinity if an end of the grid is one of them.
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
        Increasing, positive, from too small to too large by far.
    level : float
    tolerance : float
        Relative tolerance of the ends.
    """
    sides: dict[float, int] = {}  # 0 if theta is not refuted

    def side(theta: float) -> int:
        if theta not in sides:
            p, statistic = test(theta)
            sides[theta] = 0 if p > level else 1 if statistic > 0 else -1
        return sides[theta]

    start, *_, end = on_grid = [side(theta) for theta in grid]
    low, high = 0.0, math.inf
    changes = [i for i, (a, b) in enumerate(pairwise(on_grid)) if a != b]
    if start != 0 and changes:
        i = changes[0]
        low, _ = _bisect(lambda theta: side(theta) == start, grid[i], grid[i + 1], tolerance)
    if end != 0 and changes:
        j = changes[-1]
        _, high = _bisect(lambda theta: side(theta) != end, grid[j], grid[j + 1], tolerance)
    in_order = [sides[theta] for theta in sorted(sides)]
    return ConfidenceSet(
        interval=Interval(low, high) if 0 in in_order else EMPTY,
        connected=in_order in (sorted(in_order), sorted(in_order, reverse=True)),
    )


def _bisect(
    is_below: Callable[[float], bool], below: float, above: float, tolerance: float
) -> tuple[float, float]:
    """Bisect for the point where is_below turns false."""
    while above > below * (1 + tolerance):
        middle = math.sqrt(below * above)
        if is_below(middle):
            below = middle
        else:
            above = middle
    return below, above
