"""The induced flow for many data sets at once, by its similarity in the target's norm.

With W = ||Z|| w the flow of eftekhari2020 (equation 17, d_y = 1) reads

    dw/dt = -m ||Z||^{2-2/N} ||w||^{2-2/N} ((w - z) + (N-1) <w, w - z> w / ||w||^2),  z = Z / ||Z||,

so W(t) = ||Z|| w(||Z||^{2-2/N} t) with w the flow towards a target of norm one. The flow commutes
with rotations, so one solution per depth serves all data whose start has the same angle and ratio
of norms to the target.
"""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.eftekhari2020.adaptive_flow import adaptive_distances


def similar_distances(
    target_norms: Array,
    depth: int,
    *,
    samples: int,
    angle_degrees: float,
    norm_ratio: float,
    times: Array,
) -> Array:
    """||W(t) - Z|| along the flow, for starts at a given angle and ratio of norms to Z.

    Parameters
    ----------
    target_norms : ndarray, shape (seeds,)
        ||Z||, positive.
    depth : int
        N.
    samples : int
        m.
    angle_degrees : float
        Between W(0) and Z.
    norm_ratio : float
        ||W(0)|| / ||Z||.
    times : ndarray, shape (times,)
        Increasing, from 0 on.

    Returns
    -------
    ndarray, shape (seeds, times)
    """
    angle = np.deg2rad(angle_degrees)
    start = norm_ratio * np.array([np.cos(angle), np.sin(angle)])
    scaled = target_norms[:, None] ** (2 - 2 / depth) * times
    of_unit, where = np.unique(scaled, return_inverse=True)
    distances = adaptive_distances(
        start, np.array([1.0, 0.0]), depth, samples=samples, times=of_unit.tolist()
    )
    return target_norms[:, None] * distances[where].reshape(scaled.shape)
