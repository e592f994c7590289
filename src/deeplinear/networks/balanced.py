"""Balanced initialization of two or more layers, and the scale of a chosen imbalance."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from deeplinear.arrays import Array

SigmaMeans = Literal["factor", "variance_difference"]


def balanced_layers(A: Array, widths: Sequence[int]) -> list[Array]:
    """Split a matrix evenly over the layers (arora2019, Procedure 1, steps ii and iii).

    With A = U S V^T the layers are S^(1/N) V^T, S^(1/N), ..., U S^(1/N), padded with zeros. Then
    W_N ... W_1 = A and W_{j+1}^T W_{j+1} = W_j W_j^T.

    Parameters
    ----------
    A : ndarray, shape (..., d_N, d_0)
    widths : sequence of int
        d_0, ..., d_N.

    Returns
    -------
    list of ndarray, shapes (..., d_j, d_{j-1}), j = 1..N

    Raises
    ------
    ValueError
        If a hidden width is below min(d_0, d_N), or A does not have the outer widths.
    """
    d_0, *hidden, d_N = widths
    rank = min(d_0, d_N)
    if A.shape[-2:] != (d_N, d_0) or min(hidden, default=rank) < rank:
        raise ValueError(
            f"expected a matrix of shape {(d_N, d_0)} and hidden widths of at least {rank} "
            f"(arora2019, Procedure 1), got {A.shape[-2:]} and {hidden}; change the hidden widths"
        )
    U, S, Vt = np.linalg.svd(A, full_matrices=False)
    depth = len(widths) - 1
    root = np.eye(rank) * (S ** (1 / depth))[..., None, :]
    layers = []
    for j, (columns, rows) in enumerate(pairwise(widths), start=1):
        block = root @ Vt if j == 1 else root
        block = U @ block if j == depth else block
        layer = np.zeros((*A.shape[:-2], rows, columns))
        layer[..., : block.shape[-2], : block.shape[-1]] = block
        layers.append(layer)
    return layers


def balanced_spectral(W: Array, hidden_width: int) -> tuple[Array, Array]:
    """W_1 = U S^(1/2) and W_2 = S^(1/2) V^T for W = U S V^T, padded with zeros (equation 45).

    xu2023's row convention: W_1 of shape (..., n, h), W_2 of shape (..., h, m), W_1 W_2 = W.

    Parameters
    ----------
    W : ndarray, shape (..., n, m)
    hidden_width : int
        h.

    Returns
    -------
    W_1 : ndarray, shape (..., n, h)
    W_2 : ndarray, shape (..., h, m)

    Raises
    ------
    ValueError
        If the hidden width is below min(n, m).
    """
    n, m = W.shape[-2:]
    first, last = balanced_layers(W.mT, [n, hidden_width, m])
    return first.mT, last.mT


def start_scale(sigma: float, *, sigma_means: SigmaMeans) -> float:
    """The factor q of W_1 = q U_0, W_2 = V_0 / q (xu2023, section 4.2).

    Parameters
    ----------
    sigma : float
        Positive.
    sigma_means : {"factor", "variance_difference"}
        The factor itself, as in section 4.2; or the difference q^2 - 1/q^2 between the variances
        of the layers' entries, so that q^2 = (sigma + sqrt(sigma^2 + 4)) / 2.

    Returns
    -------
    float
        q.

    Raises
    ------
    ValueError
        If sigma is not positive.
    """
    if not sigma > 0:
        raise ValueError(f"expected sigma > 0, got {sigma}; change sigmas")
    if sigma_means == "factor":
        return sigma
    return float(np.sqrt((sigma + np.hypot(sigma, 2)) / 2))
