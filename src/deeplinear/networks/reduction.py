"""The exact width-free reduction for orthogonal initialization with equal hidden widths.

Gradient descent commutes with rotations of the hidden spaces. Rotate the square orthogonal factors
away: the middle layers become sqrt(n) I, the outer ones sqrt(n) Q_1 and sqrt(n) Q_N with
independent Haar frames, and every gradient lives in S = span(col Q_1, row Q_N). Training inside S,
of dimension min(n, n_0 + n_N), is training the whole network, whatever n is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.networks.network import Network
from deeplinear.networks.widths import equal_hidden_width


@dataclass(frozen=True)
class ScaledEmbedding:
    """scale [I; 0] or scale [I, 0]: the identity, padded with zeros or truncated to its shape.

    Used in place of the matrix, on the right of ``rows @``, without storing it.
    """

    scale: float
    shape: tuple[int, int]

    __array_ufunc__ = None  # leaves array @ self to __rmatmul__

    @property
    def mT(self) -> "ScaledEmbedding":  # noqa: N802, NumPy's name
        return ScaledEmbedding(self.scale, self.shape[::-1])

    def __rmatmul__(self, rows: Array) -> Array:
        kept = min(self.shape)
        product = np.zeros((*rows.shape[:-1], self.shape[1]))
        np.multiply(rows[..., :kept], self.scale, out=product[..., :kept])
        return product


def reduced_orthogonal(
    rng: np.random.Generator, widths: Sequence[int], *, replicates: tuple[int, ...] = ()
) -> Network:
    """Draw an orthogonally initialized network in reduced coordinates, exact in law.

    The first n_0 axes carry Q_1. Q_N is an orthonormalized n_N x n Gaussian matrix, of which only
    the n_0 columns on those axes and the Bartlett factor of the others are drawn: the cost does
    not depend on n.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, n, ..., n, n_N with n >= max(n_0, n_N); n < n_0 + n_N is allowed.
    replicates : tuple of int
        Shape of the batch of independent networks.

    Raises
    ------
    ValueError
        If the hidden widths differ or are below n_0 or n_N.
    """
    n_0, n, n_N = equal_hidden_width(widths)
    inside = rng.standard_normal((*replicates, n_N, n_0))
    outside = bartlett_factor(rng, n_N, n - n_0, replicates)
    Q_N = orthonormal_columns(np.concatenate([inside, outside], axis=-1).mT).mT
    first = ScaledEmbedding(math.sqrt(n), (Q_N.shape[-1], n_0))
    return _assemble(first, math.sqrt(n) * Q_N, n, depth=len(widths) - 1)


def reduce_orthogonal(network: Network) -> Network:
    """Push a dense orthogonally initialized network into reduced coordinates.

    Parameters
    ----------
    network : Network
        As drawn by :func:`deeplinear.networks.initialization.orthogonal` or
        :func:`~deeplinear.networks.initialization.balanced` with equal hidden widths.

    Returns
    -------
    Network
        With the same trajectory on every problem.
    """
    first, *middle, last = network.layers
    n = first.shape[0]
    for layer in reversed(middle):
        last = last @ layer / np.sqrt(n)
    ends = np.hstack([first, last.T])
    basis = orthonormal_columns(ends) if n > ends.shape[1] else np.eye(n)
    return _assemble(basis.T @ first, last @ basis, n, network.depth)


def _assemble(first: Array | ScaledEmbedding, last: Array, n: int, depth: int) -> Network:
    D, n_0 = first.shape[-2:]
    n_N = last.shape[-2]
    middle = ScaledEmbedding(math.sqrt(n), (D, D))
    first_norm, last_norm = (math.sqrt(float(n) * outer) for outer in (n_0, n_N))
    norms = np.array([first_norm, *[float(n)] * (depth - 2), last_norm])
    return Network(
        layers=(first, *[middle] * (depth - 2), last),
        scales=np.array([n**-0.5] * (depth - 1) + [n_N**-0.5]),
        draw_norms=lambda: norms,
    )
