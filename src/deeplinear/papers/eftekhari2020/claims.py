"""Check the claims of eftekhari2020 about its Figure 1, each for many seeds at once.

A check returns one truth value per seed, shape (seeds,).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.replication.claims import Flags


@dataclass(frozen=True)
class Curves:
    """The curves of the figure for many seeds.

    Attributes
    ----------
    times : ndarray, shape (times,)
        Increasing, from 0 on.
    depths : ndarray of int, shape (depths,)
        N, increasing.
    distance : ndarray, shape (seeds, depths, times)
        ||W(t) - Z_1||.
    """

    times: Array
    depths: NDArray[np.integer[Any]]
    distance: Array


def deeper_faster_far_away(curves: Curves, threshold: float) -> Flags:
    """While a network is farther than `threshold` times its start, deeper ones are closer."""
    shallower, deeper = curves.distance[:, :-1, 1:], curves.distance[:, 1:, 1:]
    far = shallower > threshold * curves.distance[:, :-1, :1]
    return np.all((deeper < shallower) | ~far, axis=(1, 2))


def deeper_slower_nearby(curves: Curves, threshold: float) -> Flags:
    """After a fraction `threshold` of the time, every deeper network's distance falls less."""
    rate = _rates(curves, threshold * curves.times[-1], curves.times[-1])
    return np.all(rate[:, 1:] < rate[:, :-1], axis=1)


def slows_down(curves: Curves, threshold: float) -> Flags:
    """With two or more layers, the last tenth's rate is at most `threshold` times the first's."""
    end = curves.times[-1]
    first, last = _rates(curves, 0.0, 0.1 * end), _rates(curves, 0.9 * end, end)
    deep = curves.depths > 1
    return np.all(last[:, deep] <= threshold * first[:, deep], axis=1)


CHECKS: dict[str, Callable[[Curves, float], Flags]] = {
    check.__name__: check for check in (deeper_faster_far_away, deeper_slower_nearby, slows_down)
}


def _rates(curves: Curves, start: float, end: float) -> Array:
    """The average of -d log ||W - Z_1|| / dt between two recorded times, shape (seeds, depths)."""
    i, j = (int(np.abs(curves.times - t).argmin()) for t in (start, end))
    fall = np.log(curves.distance[..., i]) - np.log(curves.distance[..., j])
    return fall / (curves.times[j] - curves.times[i])
