"""Draw whitened data, and a start at a given angle to the target (eftekhari2020, Figure 1)."""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.haar import haar_frame, orthonormal_columns
from deeplinear.networks.least_squares import standard_deviation


def whitened_data(
    rng: np.random.Generator, *, d_x: int, d_y: int, samples: int, label_variance: float
) -> tuple[Array, Array]:
    """Draw X with X X^T / m = I (eftekhari2020, Definition 3.5) and Gaussian Y.

    Parameters
    ----------
    rng : numpy.random.Generator
    d_x, d_y, samples : int
        Dimensions of input and output, and the number m of samples.
    label_variance : float
        Variance of the entries of Y.

    Returns
    -------
    X : ndarray, shape (d_x, samples)
        sqrt(m) times Haar distributed orthonormal rows.
    Y : ndarray, shape (d_y, samples)
        Independent Gaussian entries.

    Raises
    ------
    ValueError
        If there are fewer samples than input dimensions, or the variance is negative.
    """
    if samples < d_x:
        raise ValueError(
            f"whitened data need at least as many samples as inputs, got samples = {samples} and "
            f"d_x = {d_x}; change config/papers/eftekhari2020.yaml"
        )
    # ASSUME: the row space of X is uniformly distributed; eftekhari2020 says "randomly generated".
    X = np.sqrt(samples) * haar_frame(rng, samples, d_x).T
    of_labels = standard_deviation(label_variance, "label_variance")
    return X, of_labels * rng.standard_normal((d_y, samples))


def rotated_start(
    rng: np.random.Generator, target: Array, *, angle_degrees: float, norm_ratio: float
) -> Array:
    """Draw a start at a given angle to the target, with norm_ratio times the target's norm.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the plane of the rotation.
    target : ndarray, shape (d_x,)
        Not zero, d_x >= 2.
    angle_degrees, norm_ratio : float

    Returns
    -------
    ndarray, shape (d_x,)
    """
    frame = orthonormal_columns(np.stack([target, rng.standard_normal(target.shape)], axis=1))
    angle = np.deg2rad(angle_degrees)
    turned = frame @ np.array([np.cos(angle), np.sin(angle)])
    return norm_ratio * np.linalg.norm(target) * turned
