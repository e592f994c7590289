"""The claims of zhao2023's Figures 1 and 2, checked for many draws at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array


@dataclass(frozen=True)
class Panels:
    """Losses of many draws, shapes (draws, T + 1): narrowest and widest network."""

    narrow: Array
    wide: Array
    wide_convex: Array


def rises(loss: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss grows by more than a share of itself in some iteration.

    Parameters
    ----------
    loss : ndarray, shape (..., T + 1)
        inf from where a run diverged, which is a rise.
    threshold : float
        The share, 0 for any rise.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    return np.any(loss[..., 1:] > (1 + threshold) * loss[..., :-1], axis=-1)


def follows(loss: Array, convex: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss stays within a share of the convex problem's at every iteration.

    Parameters
    ----------
    loss, convex : ndarray, shape (..., T + 1)
    threshold : float
        The share.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    with np.errstate(invalid="ignore"):
        return np.all(np.abs(loss - convex) <= threshold * convex, axis=-1)


def stays_below_start(loss: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss never exceeds a multiple of what it was at the start.

    Parameters
    ----------
    loss : ndarray, shape (..., T + 1)
        inf from where a run diverged.
    threshold : float
        The multiple.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    return np.all(loss <= threshold * loss[..., :1], axis=-1)


CHECKS: Mapping[str, Callable[[Panels, float], NDArray[np.bool_]]] = {
    "narrow_rises": lambda panels, threshold: rises(panels.narrow, threshold),
    "narrow_stays": lambda panels, threshold: stays_below_start(panels.narrow, threshold),
    "wide_follows": lambda panels, threshold: follows(panels.wide, panels.wide_convex, threshold),
}
