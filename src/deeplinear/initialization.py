"""Random initializations as dense matrices (zhao2023, section 2.3).

All of them satisfy E ||a_N W_{N:1}(0) x||^2 = ||x||^2 (equation 8).
"""

from collections.abc import Sequence

import numpy as np

from deeplinear.haar import haar_frame
from deeplinear.network import Network, dense_network
from deeplinear.widths import equal_hidden_width, peak_layer


def gaussian(rng: np.random.Generator, widths: Sequence[int]) -> Network:
    """Independent N(0, 1) entries.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N: input dimension, hidden widths, output dimension.
    """
    shapes = zip(widths[1:], widths[:-1], strict=True)
    return dense_network([rng.standard_normal(shape) for shape in shapes])


def orthogonal(rng: np.random.Generator, widths: Sequence[int]) -> Network:
    """One peak random orthogonal projection and embedding (Definition 2.1).

    Haar distributed with W_i^T W_i = n_i I up to the peak p and W_j W_j^T = n_{j-1} I after it.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0 <= ... <= n_p >= ... >= n_N with a hidden peak, 1 <= p < N.

    Raises
    ------
    ValueError
        If the widths do not rise to one hidden peak and fall after it.
    """
    peak = peak_layer(widths)
    layers = []
    for k in range(1, len(widths)):
        if k <= peak:
            layers.append(np.sqrt(widths[k]) * haar_frame(rng, widths[k], widths[k - 1]))
        else:
            layers.append(np.sqrt(widths[k - 1]) * haar_frame(rng, widths[k - 1], widths[k]).T)
    return dense_network(layers)


def balanced(rng: np.random.Generator, widths: Sequence[int]) -> Network:
    """Special balanced initialization: scaled identities and one Haar factor V_N.

    The definition leaves every orthogonal factor but V_N free; they are identities here.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, n, ..., n, n_N with n >= max(n_0, n_N).

    Raises
    ------
    ValueError
        If the hidden widths differ or are below n_0 or n_N.
    """
    n_0, n, n_N = equal_hidden_width(widths)
    first = np.sqrt(n) * np.eye(n, n_0)
    middle = np.sqrt(n) * np.eye(n)
    last = np.sqrt(n) * haar_frame(rng, n, n_N).T
    return dense_network([first, *[middle] * (len(widths) - 3), last])
