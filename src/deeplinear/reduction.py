"""The exact width-free reduction for orthogonal initialization with equal hidden widths.

Gradient descent commutes with rotations of the hidden spaces. Rotate the square orthogonal factors
away: the middle layers become sqrt(n) I, the outer ones sqrt(n) Q_1 and sqrt(n) Q_N with
independent Haar frames, and every gradient lives in S = span(col Q_1, row Q_N). Training inside S,
of dimension min(n, n_0 + n_N), is training the whole network, whatever n is.
"""

from collections.abc import Sequence

import numpy as np

from deeplinear.haar import orthonormal_columns
from deeplinear.least_squares import Array
from deeplinear.network import Network
from deeplinear.widths import equal_hidden_width


def reduced_orthogonal(rng: np.random.Generator, widths: Sequence[int]) -> Network:
    """Draw an orthogonally initialized network in reduced coordinates, exact in law.

    The first n_0 axes carry Q_1. Q_N is an orthonormalized n_N x n Gaussian matrix, of which only
    the n_0 columns on those axes and the Bartlett factor of the others are drawn: no cost grows
    with n.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, n, ..., n, n_N with n >= max(n_0, n_N); n < n_0 + n_N is allowed.

    Raises
    ------
    ValueError
        If the hidden widths differ or are below n_0 or n_N.
    """
    n_0, n, n_N = equal_hidden_width(widths)
    inside = rng.standard_normal((n_N, n_0))
    outside = bartlett_factor(rng, n_N, n - n_0)
    Q_N = orthonormal_columns(np.hstack([inside, outside]).T).T
    Q_1 = np.eye(Q_N.shape[1], n_0)
    return _assemble(Q_1, Q_N, n, depth=len(widths) - 1)


def reduce_orthogonal(network: Network) -> Network:
    """Push a dense orthogonally initialized network into reduced coordinates.

    Parameters
    ----------
    network : Network
        As drawn by :func:`deeplinear.initialization.orthogonal` or
        :func:`~deeplinear.initialization.balanced` with equal hidden widths.
    """
    first, *middle, last = network.layers
    n = first.shape[0]
    for layer in reversed(middle):
        last = last @ layer / np.sqrt(n)
    ends = np.hstack([first, last.T])
    basis = orthonormal_columns(ends) if n > ends.shape[1] else np.eye(n)
    return _assemble(basis.T @ first / np.sqrt(n), last @ basis / np.sqrt(n), n, network.depth)


def bartlett_factor(
    rng: np.random.Generator, rows: int, columns: int, replicates: tuple[int, ...] = ()
) -> Array:
    """L with L L^T distributed as G G^T for a Gaussian matrix G of shape (rows, columns).

    Lower triangular with chi variables of columns - i degrees of freedom on the diagonal when
    there are at least as many columns as rows; otherwise G itself is no larger.
    """
    if columns < rows:
        return rng.standard_normal((*replicates, rows, columns))
    factor = np.tril(rng.standard_normal((*replicates, rows, rows)), -1)
    i = np.arange(rows)
    factor[..., i, i] = np.sqrt(rng.chisquare(columns - i, (*replicates, rows)))
    return factor


def _assemble(Q_1: Array, Q_N: Array, n: int, depth: int) -> Network:
    n_0, n_N = Q_1.shape[1], Q_N.shape[0]
    middle = np.sqrt(n) * np.eye(Q_1.shape[0])
    norms = np.array([np.sqrt(n * n_0), *[float(n)] * (depth - 2), np.sqrt(n * n_N)])
    return Network(
        layers=(np.sqrt(n) * Q_1, *[middle] * (depth - 2), np.sqrt(n) * Q_N),
        scales=np.array([n**-0.5] * (depth - 1) + [n_N**-0.5]),
        draw_norms=lambda: norms,
    )
