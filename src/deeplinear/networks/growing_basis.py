"""Orthonormal bases of spaces of any dimension, which grow with the queried directions.

A random matrix that training only multiplies by a few vectors need not be drawn: given the products
so far, the matrix is as random as before on the orthogonal complements of the queried directions
(the principle behind Lu's Householder dice, IEEE Transactions on Information Theory 67, 2021). The
product with a new direction has fresh components on the axes known so far and on one new axis,
whose length is a chi variable. The products have exactly the law of those with dense matrices, for
every dimension.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.haar import orthonormal_columns

# A query closer than this, relatively, to the span of earlier ones is not a new one.
ROUNDING = 1e-13
# A projection that takes more than this from a column of length one loses digits: project again
# ("twice is enough", Kahan's criterion).
SMALL = 0.1
# One that takes less than this leaves orthonormal columns orthonormal, up to its square.
NEGLIGIBLE = 1e-8


@dataclass(eq=False)
class Space:
    """A space of dimension n with an orthonormal basis, of which the first `known` axes are in use.

    Coordinates are arrays of length `capacity`, zero on axes that are not yet in use.
    """

    n: int
    capacity: int
    known: int = 0

    @property
    def axes(self) -> slice:
        """The slice of coordinates on the known axes."""
        return slice(self.known)

    def gaussian_rows(self, rng: np.random.Generator, rows: int, batch: tuple[int, ...]) -> Array:
        """Draw Gaussian vectors of the whole space, shape (..., rows, known), adding new axes.

        Raises
        ------
        ValueError
            If there is no room for them.
        """
        new = min(rows, self.n - self.known)
        if self.known + new > self.capacity:
            raise ValueError(
                f"this conditioned network has room for {self.capacity} axes of a hidden space, as "
                "many as one training for the iterations it was drawn with can need; this training "
                f"needs {self.known + new}; draw it with more iterations, and a new one for each "
                "training"
            )
        on_known = rng.standard_normal((*batch, rows, self.known))
        on_new = bartlett_factor(rng, rows, self.n - self.known, batch)
        self.known += new
        return np.concatenate([on_known, on_new], axis=-1)


@dataclass(eq=False)
class DirectSum:
    """The direct sum of two spaces; coordinates of the first come before those of the second."""

    first: Space
    second: Space

    @property
    def capacity(self) -> int:
        return self.first.capacity + self.second.capacity

    @property
    def known(self) -> int:
        return self.first.known + self.second.known

    @property
    def axes(self) -> NDArray[np.intp]:
        return np.r_[: self.first.known, self.first.capacity + np.arange(self.second.known)]

    def gaussian_rows(self, rng: np.random.Generator, rows: int, batch: tuple[int, ...]) -> Array:
        parts = [space.gaussian_rows(rng, rows, batch) for space in (self.first, self.second)]
        return np.concatenate(parts, axis=-1)


Asking = TypeVar("Asking", Space, DirectSum)


@dataclass(eq=False)
class Asked(Generic[Asking]):
    """The directions along which a matrix has been queried.

    The first `count` rows of `directions`, shape (..., capacity, capacity), are orthonormal.
    Once the norm of the remainder was drawn, it is `closed`: new directions are refused.
    """

    space: Asking
    directions: Array
    count: int = 0
    closed: bool = False

    @property
    def basis(self) -> Array:
        """Orthonormal columns, shape (..., known, count)."""
        return self.directions[..., : self.count, self.space.axes].mT

    def beyond(self, rows: Array) -> Array:
        """The part of the rows, shape (..., r, known), orthogonal to all queried directions."""
        return rows - (rows @ self.basis) @ self.basis.mT

    def append(self, columns: Array) -> None:
        """Add orthonormal columns, shape (..., known, new), orthogonal to the queried ones."""
        new = columns.shape[-1]
        self.directions[..., self.count : self.count + new, self.space.axes] = columns.mT
        self.count += new

    def extend(self, rng: np.random.Generator, rows: Array) -> int:
        """Add the new directions among the rows, shape (..., r, known).

        Returns
        -------
        int
            The number of new directions: at most r and the number of axes left, 0 if none is new.

        Raises
        ------
        ValueError
            If there are new directions and the matrix is closed.
        """
        new = min(rows.shape[-2], self.space.known - self.count)
        if new == 0:
            return 0
        beyond = self.beyond(rows)
        size, left = (np.linalg.norm(part, axis=(-2, -1)) for part in (rows, beyond))
        # Replicate by replicate: one that diverged has no further directions.
        unasked = np.isfinite(left) & (left > ROUNDING * size)
        if not unasked.any():
            return 0
        if self.closed:
            raise ValueError(
                "a conditioned network can be trained once, and this one has been; draw a new "
                "network for each training"
            )
        if new < rows.shape[-2] or not unasked.all():
            # Any directions do if the space is nearly used up, or one replicate has no new ones.
            others = self.beyond(rng.standard_normal((*rows.shape[:-2], new, rows.shape[-1])))
            all_new = new == rows.shape[-2]
            beyond = np.where(unasked[..., None, None], beyond, others) if all_new else others
        self.append(self.orthonormal(rng, beyond))
        return new

    def orthonormal(self, rng: np.random.Generator, beyond: Array) -> Array:
        """Orthonormal columns with the same span, orthogonal to the queried directions.

        Near convergence, or with linearly dependent rows, what was left of the rows is tiny, and
        rounding errors along the queried directions are large after normalization: project again
        until they were small before the last projection. Columns that are mostly such errors may
        be replaced by any others.

        Parameters
        ----------
        rng : numpy.random.Generator
            For replacements.
        beyond : ndarray, shape (..., r, known)
            From :meth:`beyond`, with r at most known - count.

        Returns
        -------
        ndarray, shape (..., known, r)
        """
        columns = orthonormal_columns(beyond.mT)
        for passes in count(1):
            queried = columns.mT @ self.basis
            errors = np.linalg.norm(queried, axis=-1)
            if passes > 2 and (noise := errors > 0.5).any():
                others = rng.standard_normal(columns.shape)
                columns = np.where(noise[..., None, :], others, columns)
                queried = columns.mT @ self.basis
            columns = (columns.mT - queried @ self.basis.mT).mT
            if errors.max() > NEGLIGIBLE:
                columns = orthonormal_columns(columns)
            if not errors.max() > SMALL:  # nor where a replicate is no longer finite
                break
        return columns


def nothing_asked(space: Asking, replicates: tuple[int, ...]) -> Asked[Asking]:
    """The directions of a matrix that has not been queried, in one of its two spaces."""
    return Asked(space, np.zeros((*replicates, space.capacity, space.capacity)))


def hidden_spaces(widths: Sequence[int], iterations: int) -> list[Space]:
    """The spaces between the layers; those of input and output are known from the start."""
    n_0, *hidden, n_N = widths
    room = most_axes(n_N, iterations)
    return [
        Space(n_0, n_0, known=n_0),
        *(Space(n, min(n, room)) for n in hidden),
        Space(n_N, n_N, known=n_N),
    ]


def most_axes(n_N: int, iterations: int) -> int:
    """The largest number of axes that training can reveal in a hidden space.

    Each iteration multiplies n_N rows from above and n_N from below; the last loss takes n_N more.
    """
    return n_N * (2 * iterations + 1)
