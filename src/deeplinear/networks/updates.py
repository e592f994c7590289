"""The accumulated update of a weight matrix, W_k(t) - W_k(0), factored or dense.

With n_N outputs every gradient has rank n_N. While few of them have been added, their factors are
smaller than the matrix and cheaper to multiply with; later the matrix itself is.
"""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array


@dataclass(eq=False)
class Factored:
    """A B, where each step appends columns to A and rows to B.

    Attributes
    ----------
    A : ndarray, shape (..., D_k, capacity)
    B : ndarray, shape (..., capacity, D_{k-1})
    rank : int
        The number of columns and rows in use.
    squared_norm : ndarray, shape (...)
        ||A B||_F^2, from Gram matrices of the factors: no digits are lost to the size of W_k(0).
    """

    A: Array
    B: Array
    rank: int
    squared_norm: Array

    def add(self, columns: Array, rows: Array) -> None:
        """Add columns @ rows, shapes (..., D_k, r) and (..., r, D_{k-1})."""
        r = rows.shape[-2]
        before, after = self.rank, self.rank + r
        self.A[..., before:after], self.B[..., before:after, :] = columns, rows
        A, B = self.A[..., :after], self.B[..., :after, :]
        inner = (columns.mT @ A) * (rows @ B.mT)
        self.squared_norm = (
            self.squared_norm + 2 * inner.sum(axis=(-2, -1)) - inner[..., -r:].sum(axis=(-2, -1))
        )
        self.rank = after

    def times_rows(self, rows: Array) -> Array:
        """rows @ (A B), for rows of shape (..., r, D_k)."""
        return (rows @ self.A[..., : self.rank]) @ self.B[..., : self.rank, :]

    def transpose_times_rows(self, rows: Array) -> Array:
        """rows @ (A B)^T, for rows of shape (..., r, D_{k-1})."""
        return (rows @ self.B[..., : self.rank, :].mT) @ self.A[..., : self.rank].mT


@dataclass(eq=False)
class Summed:
    """The matrix itself, shape (..., D_k, D_{k-1})."""

    total: Array

    @property
    def squared_norm(self) -> Array:
        """||.||_F^2, shape (...)."""
        return np.sum(self.total**2, axis=(-2, -1))

    def add(self, columns: Array, rows: Array) -> None:
        """Add columns @ rows, shapes (..., D_k, r) and (..., r, D_{k-1})."""
        self.total += columns @ rows

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
        A=np.empty((*batch, D_k, rank)),
        B=np.empty((*batch, rank, D_before)),
        rank=0,
        squared_norm=np.zeros(batch),
    )
