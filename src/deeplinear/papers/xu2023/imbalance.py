"""The imbalance D = W_1^T W_1 - W_2 W_2^T of two layers (xu2023, equation 8)."""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.two_layer import reduce_hidden_width


@dataclass(frozen=True)
class Imbalance:
    """Four eigenvalues of D and -D, each clipped at zero (xu2023, Table 2 and equation 100).

    Eigenvalues are in decreasing order.

    Attributes
    ----------
    lambda_plus : ndarray, shape (...)
        max(lambda_1(D), 0).
    lambda_minus : ndarray, shape (...)
        max(lambda_1(-D), 0).
    nth : ndarray, shape (...)
        max(lambda_n(D), 0).
    mth : ndarray, shape (...)
        max(lambda_m(-D), 0).
    """

    lambda_plus: Array
    lambda_minus: Array
    nth: Array
    mth: Array

    @property
    def delta_plus(self) -> Array:
        """Delta_+, the spread of the n largest eigenvalues of D."""
        return self.lambda_plus - self.nth

    @property
    def delta_minus(self) -> Array:
        """Delta_-, the spread of the m largest eigenvalues of -D."""
        return self.lambda_minus - self.mth

    @property
    def delta(self) -> Array:
        """The gap Delta between the n-th largest and the m-th smallest eigenvalue of D."""
        return self.nth + self.mth


def imbalance_spectrum(W_1: Array, W_2: Array) -> Array:
    """The n + m eigenvalues of D that can differ from zero, in decreasing order.

    D has rank at most n + m for every hidden width, and no h x h matrix is formed. With fewer than
    n + m hidden units, the eigenvalues are padded with zeros, those of idle hidden units.

    Parameters
    ----------
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)

    Returns
    -------
    ndarray, shape (..., n + m)
    """
    rank = W_1.shape[-2] + W_2.shape[-1]
    W_1, W_2 = reduce_hidden_width(W_1, W_2)
    eigenvalues = np.linalg.eigvalsh(W_1.mT @ W_1 - W_2 @ W_2.mT)
    idle = np.zeros((*eigenvalues.shape[:-1], rank - eigenvalues.shape[-1]))
    return -np.sort(-np.concatenate([eigenvalues, idle], axis=-1), axis=-1)


def measure_imbalance(W_1: Array, W_2: Array) -> Imbalance:
    """The eigenvalues of the imbalance that the bounds use.

    Parameters
    ----------
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)

    Returns
    -------
    Imbalance
        Shapes (...).
    """
    n, m = W_1.shape[-2], W_2.shape[-1]
    spectrum = imbalance_spectrum(W_1, W_2)
    positive, negative = np.maximum(spectrum, 0), np.maximum(-spectrum[..., ::-1], 0)
    return Imbalance(
        lambda_plus=positive[..., 0],
        lambda_minus=negative[..., 0],
        nth=positive[..., n - 1],
        mth=negative[..., m - 1],
    )
