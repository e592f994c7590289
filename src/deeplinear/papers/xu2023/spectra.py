"""Bounds on the spectra of W = W_1 W_2 and of the operator tau (xu2023, Table 2, equations 24-26).

tau maps A to A W_2^T W_2 + W_1 W_1^T A, and the gradient of the convex loss to the first-order
change of W.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.imbalance import Imbalance, measure_imbalance
from deeplinear.papers.xu2023.two_layer import Iterate, TwoLayerProblem

AbsentMargin = Literal["p_1", "zero"]


@dataclass(frozen=True)
class SpectralBounds:
    """alpha <= lambda_min(tau), lambda_max(tau) <= beta and sigma_max(W) <= p_2, shapes (...).

    Attributes
    ----------
    alpha, beta, p_2 : ndarray, shape (...)
    """

    alpha: Array
    beta: Array
    p_2: Array


def margin(problem: TwoLayerProblem, error_norm: Array) -> Array:
    """p_1 = max(sigma_min(Y) - ||E||_F, 0) / sigma_max(X) <= sigma_min(W) (equations 10 and 25).

    With X = I it is the deficiency margin of arora2019, Definition 2, when that is positive.

    Parameters
    ----------
    problem : TwoLayerProblem
    error_norm : ndarray, shape (...)
        ||Y - X W||_F; while the loss does not grow, a positive margin persists.

    Returns
    -------
    ndarray, shape (...)
    """
    return np.maximum(problem.sigma_min_Y - error_norm, 0) / np.sqrt(problem.K)


def largest_product(problem: TwoLayerProblem, error_norm: Array) -> Array:
    """p_2 = (||Y||_F + ||E||_F) / sigma_min(X) >= sigma_max(W) (equation 94).

    Parameters
    ----------
    problem : TwoLayerProblem
    error_norm : ndarray, shape (...)
        ||Y - X W||_F.

    Returns
    -------
    ndarray, shape (...)
    """
    return (problem.norm_Y + error_norm) / np.sqrt(problem.mu)


def alpha(imbalance: Imbalance, sigma_n: Array, sigma_m: Array) -> Array:
    """The lower bound alpha(D, sigma) on lambda_min(tau) (equation 99 summed, Table 2).

    The root with Delta_+ bounds lambda_m(W_2^T W_2) in terms of sigma_m(W), the one with Delta_-
    bounds lambda_n(W_1 W_1^T) in terms of sigma_n(W). Written without cancellation.

    Parameters
    ----------
    imbalance : Imbalance
    sigma_n, sigma_m : ndarray, shape (...)
        Lower bounds on the n-th and the m-th singular value of W, zero if W has fewer.

    Returns
    -------
    ndarray, shape (...)
    """
    return _smaller(imbalance.lambda_plus, imbalance.mth, sigma_m) + _smaller(
        imbalance.lambda_minus, imbalance.nth, sigma_n
    )


def beta(imbalance: Imbalance, sigma_max: Array) -> Array:
    """The upper bound beta(D, sigma) on lambda_max(tau) (Lemma C.5, Table 2).

    Parameters
    ----------
    imbalance : Imbalance
    sigma_max : ndarray, shape (...)
        An upper bound on the largest singular value of W; p_2 gives beta_0, though xu2023 writes
        p_1 after equation 26.

    Returns
    -------
    ndarray, shape (...)
    """
    return _larger(imbalance.lambda_plus, sigma_max) + _larger(imbalance.lambda_minus, sigma_max)


def spectral_bounds(
    problem: TwoLayerProblem, here: Iterate, error_norm: Array, *, absent_margin: AbsentMargin
) -> SpectralBounds:
    """The bounds from the imbalance at an iterate: alpha_0, beta_0 at t = 0, alpha_t, beta_t later.

    Parameters
    ----------
    problem : TwoLayerProblem
    here : Iterate
        Its weights give the imbalance.
    error_norm : ndarray, shape (...)
        ||E||_F at this or an earlier iterate, for p_1 and p_2.
    absent_margin : {"p_1", "zero"}
        The bound on sigma_n(W) if m < n, or on sigma_m(W) if n < m. These singular values are
        zero, so only "zero" makes alpha a lower bound; "p_1" is Table 2 as printed.

    Returns
    -------
    SpectralBounds
    """
    n, m = here.product.shape[-2:]
    p_1, p_2 = margin(problem, error_norm), largest_product(problem, error_norm)
    imbalance = measure_imbalance(here.W_1, here.W_2)
    absent = p_1 if absent_margin == "p_1" else np.zeros_like(p_1)
    lower = alpha(imbalance, p_1 if n <= m else absent, p_1 if m <= n else absent)
    return SpectralBounds(lower, beta(imbalance, p_2), p_2)


def tau_spectrum(W_1: Array, W_2: Array) -> tuple[Array, Array]:
    """lambda_min(tau) and lambda_max(tau): sums of eigenvalues of W_1 W_1^T and W_2^T W_2.

    Parameters
    ----------
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)

    Returns
    -------
    smallest, largest : ndarray, shape (...)
    """
    first = np.linalg.eigvalsh(W_1 @ W_1.mT)
    second = np.linalg.eigvalsh(W_2.mT @ W_2)
    smallest = np.maximum(first[..., 0], 0) + np.maximum(second[..., 0], 0)
    return smallest, first[..., -1] + second[..., -1]


def spectral_norm(W: Array) -> Array:
    """sigma_max(W), computed from the smaller Gram matrix, shape (...).

    Parameters
    ----------
    W : ndarray, shape (..., n, m)

    Returns
    -------
    ndarray, shape (...)
    """
    gram = W @ W.mT if W.shape[-2] <= W.shape[-1] else W.mT @ W
    return np.sqrt(np.linalg.eigvalsh(gram)[..., -1])


def _smaller(above: Array, below: Array, sigma: Array) -> Array:
    """(below - above + sqrt((below + above)^2 + 4 sigma^2)) / 2, zero only if exactly so."""
    root = np.sqrt((below + above) ** 2 + 4 * sigma**2)
    numerator = 2 * (below * above + sigma**2)
    with np.errstate(invalid="ignore", divide="ignore"):
        rationalized = numerator / (above - below + root)
    return np.where(above > below, rationalized, (below - above + root) / 2)


def _larger(eigenvalue: Array, sigma: Array) -> Array:
    """(eigenvalue + sqrt(eigenvalue^2 + 4 sigma^2)) / 2."""
    return (eigenvalue + np.sqrt(eigenvalue**2 + 4 * sigma**2)) / 2
