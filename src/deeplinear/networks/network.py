"""Deep linear networks at initialization, in the coordinates that training can reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from deeplinear.arrays import Array


@dataclass(frozen=True)
class Network:
    """W(0) of the network x -> s_N W_N ... s_1 W_1 x.

    A dense network holds its weight matrices as they are. A reduced one holds them in an
    orthonormal basis of the part of each hidden space that gradient descent can ever reach; both
    have the same trajectory on every problem.

    Attributes
    ----------
    layers : tuple of ndarray, shapes (..., D_k, D_{k-1}), k = 1..N
        W_k(0); D_k is the hidden width n_k, or the dimension of the part of it that is reached.
        Instead of an ndarray, any object with a shape that supports rows @ layer and
        rows @ layer.mT.
    scales : ndarray, shape (N,)
        s_k. With s_k = 1/sqrt(n_k) their product is a_N (zhao2023, equation 6), which would
        underflow for deep and wide networks.
    draw_norms : callable
        Returns ||W_k(0)||_F of the whole matrices, including the part that training cannot reach,
        shape (..., N). Called after training: conditioned layers then draw the remainder.
    """

    layers: tuple[Any, ...]
    scales: Array
    draw_norms: Callable[[], Array]

    @property
    def depth(self) -> int:
        """N, the number of weight matrices."""
        return len(self.layers)

    @property
    def end_to_end(self) -> Array:
        """The end-to-end matrix s_N W_N ... s_1 W_1, shape (..., n_N, n_0)."""
        product: Array = np.eye(self.layers[-1].shape[-2])
        for scale, layer in zip(self.scales[::-1], self.layers[::-1], strict=True):
            product = product @ layer * scale
        return product


def dense_network(layers: Sequence[Array]) -> Network:
    """A network with given weight matrices and zhao2023's normalization s_k = 1/sqrt(n_k).

    Parameters
    ----------
    layers : sequence of ndarray, shapes (..., n_k, n_{k-1}), k = 1..N
        W_k(0).

    Returns
    -------
    Network
    """
    norms = np.stack([np.linalg.norm(layer, axis=(-2, -1)) for layer in layers], axis=-1)
    return Network(
        layers=tuple(layers),
        scales=np.array([layer.shape[-2] ** -0.5 for layer in layers]),
        draw_norms=lambda: norms,
    )
