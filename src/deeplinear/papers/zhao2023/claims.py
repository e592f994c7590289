"""Check the claims of zhao2023 about its Figures 1 and 2, for many draws at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array


@dataclass(frozen=True)
class Panels:
    """The losses of many draws of the narrowest and widest network, shapes (draws, T + 1)."""

    narrow: Array
    wide: Array
    wide_convex: Array


def rises(loss: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss grows by more than a given fraction in some iteration.

    Parameters
    ----------
    loss : ndarray, shape (..., T + 1)
        inf from divergence on, which counts as growth.
    threshold : float
        The fraction; 0 for any growth.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    return np.any(loss[..., 1:] > (1 + threshold) * loss[..., :-1], axis=-1)


def follows(loss: Array, convex: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss stays within a given fraction of the convex problem's at every iteration.

    Parameters
    ----------
    loss, convex : ndarray, shape (..., T + 1)
    threshold : float
        The fraction.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    with np.errstate(invalid="ignore"):
        return np.all(np.abs(loss - convex) <= threshold * convex, axis=-1)


def stays_below_start(loss: Array, threshold: float) -> NDArray[np.bool_]:
    """Whether the loss never exceeds a given multiple of its initial value.

    Parameters
    ----------
    loss : ndarray, shape (..., T + 1)
        inf from divergence on.
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
