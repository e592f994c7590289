"""Orthonormal bases of spaces of any dimension, which grow with the directions that are queried.

A random matrix that training only multiplies by a few vectors need not be drawn: given the answers
so far, what remains is as random as before on the orthogonal complements of what was asked (the
principle behind Lu's Householder dice, IEEE Transactions on Information Theory 67, 2021). A
question along a new direction is answered by fresh components on the axes known so far and on one
new axis, whose length is a chi variable. The answers have exactly the law of those of dense
matrices, for every dimension.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.haar import orthonormal_columns

# A question that differs from what was asked by less than this, relatively, was asked.
ROUNDING = 1e-13
# A projection that takes more than this from columns of length one loses digits: project again
# ("twice is enough", Kahan's criterion).
SMALL = 0.1
MOST_PASSES = 8


@dataclass(eq=False)
class Space:
    """A space of dimension n, of which the first `known` axes of an orthonormal basis came up.

    Coordinates are arrays of length `capacity`, zero on axes that are not known yet.
    """

    n: int
    capacity: int
    known: int = 0

    @property
    def axes(self) -> slice:
        """Where the coordinates on the known axes stand."""
        return slice(self.known)

    def gaussian_rows(self, rng: np.random.Generator, rows: int, batch: tuple[int, ...]) -> Array:
        """Gaussian vectors of the whole space, shape (..., rows, known); new axes come up.

        Raises
        ------
        ValueError
            If there is no room for them.
        """
        new = min(rows, self.n - self.known)
        if self.known + new > self.capacity:
            raise ValueError(
                "expected a conditioned network to be trained for the announced iterations at "
                f"most, which bring up {self.capacity} axes of a hidden space, got training that "
                f"needs {self.known + new}; draw a network with more iterations, and a new one "
                "for each training"
            )
        on_known = rng.standard_normal((*batch, rows, self.known))
        on_new = bartlett_factor(rng, rows, self.n - self.known, batch)
        self.known += new
        return np.concatenate([on_known, on_new], axis=-1)


@dataclass(eq=False)
class DirectSum:
    """Two spaces side by side, with the coordinates of the first before those of the second."""

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

    The first `count` columns of `directions`, shape (..., capacity, capacity), are orthonormal.
    Once what remains of the matrix was measured, it is `closed` to questions along new ones.
    """

    space: Asking
    directions: Array
    count: int = 0
    closed: bool = False

    @property
    def basis(self) -> Array:
        """Orthonormal columns, shape (..., known, count)."""
        return self.directions[..., self.space.axes, : self.count]

    def beyond(self, rows: Array) -> Array:
        """What of the rows, shape (..., r, known), lies in no direction asked so far."""
        return rows - (rows @ self.basis) @ self.basis.mT

    def append(self, columns: Array) -> None:
        """Add orthonormal columns, shape (..., known, new), orthogonal to those asked."""
        new = columns.shape[-1]
        self.directions[..., self.space.axes, self.count : self.count + new] = columns
        self.count += new

    def extend(self, rng: np.random.Generator, rows: Array) -> int:
        """Add what is new in the rows, shape (..., r, known).

        Returns
        -------
        int
            The number of new directions: r, fewer where the known axes have no more, 0 if asked.

        Raises
        ------
        ValueError
            If there are any, but the matrix is closed.
        """
        new = min(rows.shape[-2], self.space.known - self.count)
        beyond = self.beyond(rows)
        size, left = (np.linalg.norm(part, axis=(-2, -1)) for part in (rows, beyond))
        # Each replicate by itself: of one that diverged nothing more can be known.
        unasked = np.isfinite(left) & (left > ROUNDING * size)
        if new == 0 or not unasked.any():
            return 0
        if self.closed:
            raise ValueError(
                "expected a conditioned network to be trained once, got another training after "
                "its norms were drawn; draw a new network for it"
            )
        if new < rows.shape[-2] or not unasked.all():
            # Any directions do where little is left of the space, or one replicate has no new ones.
            others = self.beyond(rng.standard_normal((*rows.shape[:-2], new, rows.shape[-1])))
            all_new = new == rows.shape[-2]
            beyond = np.where(unasked[..., None, None], beyond, others) if all_new else others
        self.append(self._orthonormal(rng, beyond.mT))
        return new

    def _orthonormal(self, rng: np.random.Generator, columns: Array) -> Array:
        """Orthonormal columns of the same span, orthogonal to those asked.

        Near convergence, or where rows depend on each other, what is new is tiny, and what the
        projection left of the known directions is large after normalization: project until it was
        small before the last time. Columns that stay in the known directions are rounding noise,
        and any others do.
        """
        columns = orthonormal_columns(columns)
        for passes in range(1, MOST_PASSES):
            known = columns.mT @ self.basis
            if passes > 2:
                noise = np.linalg.norm(known, axis=-1) > 0.5
                others = rng.standard_normal(columns.shape)
                columns = np.where(noise[..., None, :], others, columns)
                known = columns.mT @ self.basis
            columns = orthonormal_columns((columns.mT - known @ self.basis.mT).mT)
            if passes > 1 and not np.max(np.abs(known), initial=0) > SMALL:
                break
        return columns


def nothing_asked(space: Asking, replicates: tuple[int, ...]) -> Asked[Asking]:
    """The start of a matrix in one of its two spaces."""
    return Asked(space, np.zeros((*replicates, space.capacity, space.capacity)))


def hidden_spaces(widths: Sequence[int], iterations: int) -> list[Space]:
    """The spaces between the layers; input and output are known from the start."""
    n_0, *hidden, n_N = widths
    room = most_axes(n_N, iterations)
    return [
        Space(n_0, n_0, known=n_0),
        *(Space(n, min(n, room)) for n in hidden),
        Space(n_N, n_N, known=n_N),
    ]


def most_axes(n_N: int, iterations: int) -> int:
    """How many axes training can bring up in a hidden space.

    Each iteration multiplies n_N rows from above and n_N from below; the last loss takes n_N more.
    """
    return n_N * (2 * iterations + 1)
