"""Random initializations as dense matrices (zhao2023, section 2.3).

All of them satisfy E ||a_N W_{N:1}(0) x||^2 = ||x||^2 (equation 8).
"""

import math
from collections.abc import Sequence

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.haar import haar_frame
from deeplinear.networks.network import Network, dense_network
from deeplinear.networks.widths import equal_hidden_width, peak_layer


def gaussian(
    rng: np.random.Generator, widths: Sequence[int], *, replicates: tuple[int, ...] = ()
) -> Network:
    """Independent N(0, 1) entries.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N: input dimension, hidden widths, output dimension.
    replicates : tuple of int
        Shape of the batch of independent networks, as in the other functions of this module.
    """
    shapes = zip(widths[1:], widths[:-1], strict=True)
    return dense_network([rng.standard_normal((*replicates, *shape)) for shape in shapes])


def orthogonal(
    rng: np.random.Generator, widths: Sequence[int], *, replicates: tuple[int, ...] = ()
) -> Network:
    """One peak random orthogonal projection and embedding (Definition 2.1).

    Haar distributed with W_i^T W_i = n_i I up to the peak p and W_j W_j^T = n_{j-1} I after it.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0 <= ... <= n_p >= ... >= n_N with a hidden peak, 1 <= p < N.
    replicates : tuple of int

    Raises
    ------
    ValueError
        If the widths do not rise to one hidden peak and fall after it.
    """
    peak = peak_layer(widths)
    layers = []
    for k in range(1, len(widths)):
        if k <= peak:
            frames = _haar_frames(rng, widths[k], widths[k - 1], replicates)
            layers.append(np.sqrt(widths[k]) * frames)
        else:
            frames = _haar_frames(rng, widths[k - 1], widths[k], replicates)
            layers.append(np.sqrt(widths[k - 1]) * frames.mT)
    return dense_network(layers)


def balanced(
    rng: np.random.Generator, widths: Sequence[int], *, replicates: tuple[int, ...] = ()
) -> Network:
    """Special balanced initialization: scaled identities and one Haar factor V_N.

    The definition leaves every orthogonal factor but V_N free; they are identities here.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, n, ..., n, n_N with n >= max(n_0, n_N).
    replicates : tuple of int

    Raises
    ------
    ValueError
        If the hidden widths differ or are below n_0 or n_N.
    """
    n_0, n, n_N = equal_hidden_width(widths)
    first = np.sqrt(n) * np.broadcast_to(np.eye(n, n_0), (*replicates, n, n_0))
    middle = np.sqrt(n) * np.broadcast_to(np.eye(n), (*replicates, n, n))
    last = np.sqrt(n) * _haar_frames(rng, n, n_N, replicates).mT
    return dense_network([first, *[middle] * (len(widths) - 3), last])


def _haar_frames(
    rng: np.random.Generator, rows: int, columns: int, replicates: tuple[int, ...]
) -> Array:
    frames = [haar_frame(rng, rows, columns) for _ in range(math.prod(replicates))]
    return np.stack(frames).reshape(*replicates, rows, columns)
