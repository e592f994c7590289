"""Gaussian matrices of any size that are never drawn, only conditioned on what was asked of them.

Training multiplies a Gaussian W_k(0) by a few vectors from the left and a few from the right.
Given the answers so far, what remains is a fresh Gaussian matrix on the orthogonal complements of
what was asked, (I - P P^T) G (I - Q Q^T): the principle behind Lu's Householder dice (IEEE
Transactions on Information Theory 67, 2021). So every hidden space is kept in the coordinates of a
growing orthonormal basis: a question along a new direction is answered by fresh N(0, 1) components
on the axes known so far and one new axis, whose length is a chi variable. The answers have exactly
the law of those of dense matrices, for every width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from deeplinear.initialization import gaussian
from deeplinear.least_squares import Array
from deeplinear.network import Network
from deeplinear.reduction import bartlett_factor

# A question that differs from what was asked by less than this, relatively, was asked.
ROUNDING = 1e-13


@dataclass(eq=False)
class Space:
    """A space of dimension n, of which the first `known` axes of an orthonormal basis came up.

    Coordinates are arrays of length `capacity`, zero on axes that are not known yet.
    """

    n: int
    capacity: int
    known: int = 0


@dataclass(eq=False)
class Asked:
    """The directions of a space that a matrix was asked along.

    The first `count` columns of `directions`, shape (..., capacity, capacity), are orthonormal.
    """

    space: Space
    directions: Array
    count: int = 0

    @property
    def basis(self) -> Array:
        """Orthonormal columns, shape (..., known, count)."""
        return self.directions[..., : self.space.known, : self.count]

    def extend(self, rng: np.random.Generator, vectors: Array) -> int:
        """Add what is new in the rows of `vectors`, shape (..., r, known).

        Returns
        -------
        int
            The number of new directions: r, fewer where the known axes have no more, 0 if asked.
        """
        columns = vectors.mT
        beyond = columns - self.basis @ (self.basis.mT @ columns)
        new = min(vectors.shape[-2], self.space.known - self.count)
        if new == 0 or np.linalg.norm(beyond) <= ROUNDING * np.linalg.norm(columns):
            return 0
        if new < vectors.shape[-2]:
            # Any basis of the little that is left will do.
            beyond = rng.standard_normal((*columns.shape[:-1], new))
        for _ in range(3):
            # Near convergence the new part is tiny, and what a projection leaves of the known
            # directions is large after normalization: project again.
            beyond = np.linalg.qr(beyond - self.basis @ (self.basis.mT @ beyond)).Q
        self.directions[..., : self.space.known, self.count : self.count + new] = beyond
        self.count += new
        return new


@dataclass(eq=False)
class ConditionedGaussian:
    """A matrix of independent N(0, 1) entries, known as far as it was asked.

    It stands where an array of coordinates would: ``rows @ W`` and ``rows @ W.mT`` ask it.

    Attributes
    ----------
    rng : numpy.random.Generator
    left, right : Asked
        P in the space of its columns (dimension n_k), Q in that of its rows (n_{k-1}).
    known : ndarray, shape (..., left.space.capacity, right.space.capacity)
        P P^T W + W Q Q^T - P P^T W Q Q^T.
    """

    rng: np.random.Generator
    left: Asked
    right: Asked
    known: Array

    __array_ufunc__ = None  # leaves array @ self to __rmatmul__

    @property
    def shape(self) -> tuple[int, ...]:
        return self.known.shape

    @property
    def mT(self) -> "ConditionedGaussian":  # noqa: N802, NumPy's name
        """The transpose, sharing all that is known."""
        return ConditionedGaussian(self.rng, self.right, self.left, self.known.mT)

    def __rmatmul__(self, rows: Array) -> Array:
        """rows @ W in coordinates, shapes (..., r, left capacity) and (..., r, right capacity)."""
        source, target = self.left.space, self.right.space
        before = self.left.count
        new = self.left.extend(self.rng, rows[..., : source.known])
        if new:
            batch = self.known.shape[:-2]
            on_known = self.rng.standard_normal((*batch, new, target.known))
            on_known -= (on_known @ self.right.basis) @ self.right.basis.mT
            on_new = bartlett_factor(self.rng, new, target.n - target.known, batch)
            answers = np.concatenate([on_known, on_new], axis=-1)
            target.known += on_new.shape[-1]
            directions = self.left.basis[..., before:]
            self.known[..., : source.known, : target.known] += directions @ answers
        answer = np.zeros((*rows.shape[:-1], target.capacity))
        known = self.known[..., : source.known, : target.known]
        answer[..., : target.known] = rows[..., : source.known] @ known
        return answer

    def draw_norm(self) -> Array:
        """||W||_F, shape (...): what is known, and a chi variable for the rest.

        The rest is independent of everything asked so far; ask no more after this.
        """
        rest = (self.left.space.n - self.left.count) * (self.right.space.n - self.right.count)
        batch = self.known.shape[:-2]
        unknown = self.rng.chisquare(rest, batch) if rest else np.zeros(batch)
        return np.sqrt(np.sum(self.known**2, axis=(-2, -1)) + unknown)


def conditioned_gaussian(
    rng: np.random.Generator,
    widths: Sequence[int],
    iterations: int,
    *,
    replicates: tuple[int, ...] = (),
) -> Network:
    """A Gaussian initialized network (zhao2023, section 2.3) whose cost does not grow with width.

    Exact for every width: where one is below the number of axes that training can bring up, all
    of its axes come up.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N.
    iterations : int
        For how many iterations the bases have room; each asks every layer once from either side.
    replicates : tuple of int
        Shape of the batch of independent networks.
    """
    n_0, *hidden, n_N = widths
    room = most_axes(n_N, iterations)
    spaces = [
        Space(n_0, n_0, known=n_0),
        *(Space(n, min(n, room)) for n in hidden),
        Space(n_N, n_N, known=n_N),
    ]

    def nothing_asked(space: Space) -> Asked:
        return Asked(space, np.zeros((*replicates, space.capacity, space.capacity)))

    layers = tuple(
        ConditionedGaussian(
            rng,
            nothing_asked(left),
            nothing_asked(right),
            np.zeros((*replicates, left.capacity, right.capacity)),
        )
        for right, left in pairwise(spaces)
    )
    return Network(
        layers=layers,
        scales=np.array([n**-0.5 for n in widths[1:]]),
        draw_norms=lambda: np.stack([layer.draw_norm() for layer in layers], axis=-1),
    )


def gaussian_of_any_width(
    rng: np.random.Generator, widths: Sequence[int], iterations: int
) -> Network:
    """Conditioned, or dense where every basis would reach its width and nothing were saved."""
    if max(widths[1:-1], default=0) <= most_axes(widths[-1], iterations):
        return gaussian(rng, widths)
    return conditioned_gaussian(rng, widths, iterations)


def most_axes(n_N: int, iterations: int) -> int:
    """How many axes training can bring up in a hidden space.

    Each iteration multiplies n_N rows from above and n_N from below; the last loss takes n_N more.
    """
    return n_N * (2 * iterations + 1)
