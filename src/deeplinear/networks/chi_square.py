"""Chi-square variables with any number of degrees of freedom."""

import numpy as np

from deeplinear.arrays import Array


def chi_square(
    rng: np.random.Generator, degrees: float | Array, shape: tuple[int, ...] = ()
) -> Array:
    """Draw chi-square variables, zero where there are no degrees of freedom.

    Parameters
    ----------
    rng : numpy.random.Generator
    degrees : float or ndarray, broadcast against `shape`
        At least 0. A float: NumPy has no integers for the entries of a matrix of width 10^10.
    shape : tuple of int

    Returns
    -------
    ndarray
    """
    return np.asarray(2 * rng.standard_gamma(np.asarray(degrees, dtype=float) / 2, shape))
