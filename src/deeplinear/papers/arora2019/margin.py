"""The deficiency margin, and the probability that a small random vector has it (Lemma 15).

For V uniform on the sphere S^d(r) with r = ||Phi|| / sqrt(a d), the margin ||Phi|| / (a d) requires
the cosine of the angle between V and Phi to be at least (3 - 1/(a d)) / (2 sqrt(a d)); the
square of that cosine has a beta distribution. For growing d the probability tends to
1 - F(3 / (2 sqrt(a))), F the standard normal distribution function.
"""

import numpy as np
from scipy.special import betainc, ndtr

from deeplinear.arrays import Array


def deficiency_margin(W: Array, Phi: Array) -> Array:
    """The largest c with ||W - Phi||_F <= sigma_min(Phi) - c (arora2019, Definition 2).

    Parameters
    ----------
    W : ndarray, shape (..., d_N, d_0)
    Phi : ndarray, shape (d_N, d_0)

    Returns
    -------
    ndarray, shape (...)
        Not positive where W has no deficiency margin.
    """
    sigma_min = np.linalg.svd(Phi, compute_uv=False)[-1]
    return sigma_min - np.linalg.norm(W - Phi, axis=(-2, -1))


def margin_probability(a: Array, d: int) -> Array:
    """The exact probability that Lemma 15 bounds.

    Parameters
    ----------
    a : ndarray, shape (...)
        At least 1; r = ||Phi|| / sqrt(a d).
    d : int
        Dimension of V and Phi, at least 2.

    Returns
    -------
    ndarray, shape (...)
    """
    ad = a * d
    cosine = (3 - 1 / ad) / (2 * np.sqrt(ad))
    return 0.5 * betainc((d - 1) / 2, 0.5, 1 - cosine**2)


def margin_probability_bound(a: Array) -> Array:
    """Lemma 15's lower bound (3 - 4 F(2 / sqrt(a))) / 2 for d >= 20; negative for small a.

    Parameters
    ----------
    a : ndarray, shape (...)
        At least 1.

    Returns
    -------
    ndarray, shape (...)
    """
    return (3 - 4 * ndtr(2 / np.sqrt(a))) / 2


def sampled_margin_share(rng: np.random.Generator, a: float, d: int, draws: int) -> float:
    """Estimate the probability by the share of random V on S^d(r) that satisfy Definition 2.

    Parameters
    ----------
    rng : numpy.random.Generator
    a : float
    d, draws : int

    Returns
    -------
    float
        Between 0 and 1.
    """
    Phi = np.eye(1, d)
    V = rng.standard_normal((draws, 1, d))
    V /= np.sqrt(a * d) * np.linalg.norm(V, axis=-1, keepdims=True)
    return float(np.mean(deficiency_margin(V, Phi) >= 1 / (a * d)))
