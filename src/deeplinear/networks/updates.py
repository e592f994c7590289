"""The accumulated update of a weight matrix, W_k(t) - W_k(0), factored or dense.

With n_N outputs every gradient has rank n_N. While few of them have been added, their factors are
smaller than the matrix and cheaper to multiply with; later the matrix itself is.
"""

from dataclasses import dataclass, field

import numpy as np

from deeplinear.arrays import Array


@dataclass(eq=False)
class Factored:
    """A^T B, where each step appends rows to A and B.

    Attributes
    ----------
    A : ndarray, shape (..., capacity, D_k)
    B : ndarray, shape (..., capacity, D_{k-1})
    squared_norm : ndarray, shape (...)
        ||A^T B||_F^2, summed over the steps: no digits are lost to the size of W_k(0).
    rank : int
        The number of rows in use.
    product : ndarray, shape (..., r, D_{k-1})
        The last result of `times_rows`.
    """

    A: Array
    B: Array
    squared_norm: Array
    rank: int = 0
    product: Array = field(init=False)

    def add(self, scale: float, left: Array, right: Array) -> None:
        """Add scale left^T right, shapes (..., r, D_k) and (..., r, D_{k-1}).

        `left` are the rows that `times_rows` was last called with.
        """
        before, self.rank = self.rank, self.rank + right.shape[-2]
        self.A[..., before : self.rank, :] = scale * left
        self.B[..., before : self.rank, :] = right
        across = np.sum(np.vecdot(self.product, right), axis=-1)
        own = np.sum((left @ left.mT) * (right @ right.mT), axis=(-2, -1))
        self.squared_norm = self.squared_norm + scale * (2 * across + scale * own)

    def times_rows(self, rows: Array) -> Array:
        """rows @ (A^T B), for rows of shape (..., r, D_k)."""
        self.product = (rows @ self.A[..., : self.rank, :].mT) @ self.B[..., : self.rank, :]
        return self.product

    def transpose_times_rows(self, rows: Array) -> Array:
        """rows @ (A^T B)^T, for rows of shape (..., r, D_{k-1})."""
        return (rows @ self.B[..., : self.rank, :].mT) @ self.A[..., : self.rank, :]


@dataclass(eq=False)
class Summed:
    """The matrix itself, shape (..., D_k, D_{k-1})."""

    total: Array

    @property
    def squared_norm(self) -> Array:
        """||.||_F^2, shape (...)."""
        return np.sum(self.total**2, axis=(-2, -1))

    def add(self, scale: float, left: Array, right: Array) -> None:
        """Add scale left^T right, shapes (..., r, D_k) and (..., r, D_{k-1})."""
        self.total += (scale * left).mT @ right

    def times_rows(self, rows: Array) -> Array:
        """rows @ total, for rows of shape (..., r, D_k)."""
        return rows @ self.total

    def transpose_times_rows(self, rows: Array) -> Array:
        """rows @ total^T, for rows of shape (..., r, D_{k-1})."""
        return rows @ self.total.mT


def no_update(batch: tuple[int, ...], shape: tuple[int, int], rank: int) -> Factored | Summed:
    """The zero update, in the representation that is cheaper for a total rank of `rank`.

    Parameters
    ----------
    batch : tuple of int
        Leading axes: independent replicates.
    shape : tuple of int
        D_k, D_{k-1}.
    rank : int
        n_N times the number of iterations.
    """
    D_k, D_before = shape
    if rank > min(shape):
        return Summed(np.zeros((*batch, D_k, D_before)))
    return Factored(
        A=np.empty((*batch, rank, D_k)),
        B=np.empty((*batch, rank, D_before)),
        squared_norm=np.zeros(batch),
    )
