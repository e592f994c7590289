"""Closed intervals of real numbers."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """The numbers from low to high, both included; none if low > high."""

    low: float
    high: float

    @property
    def empty(self) -> bool:
        """Whether the interval contains no number."""
        return self.low > self.high

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def stretch(self, value: float) -> float:
        """The factor by which a positive bound has to move to reach the value; 1 inside."""
        return max(self.low / value, value / self.high, 1)

    def __and__(self, other: "Interval") -> "Interval":
        return Interval(max(self.low, other.low), min(self.high, other.high))


EMPTY = Interval(math.inf, -math.inf)
