"""Gaussian matrices of any size, represented by their products with the vectors queried so far.

Given W along the queried directions P on its left and Q on its right, the remainder is a fresh
Gaussian matrix on the complements, (I - P P^T) G (I - Q Q^T).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.chi_square import chi_square
from deeplinear.networks.growing_basis import Asked, Space, hidden_spaces, most_axes, nothing_asked
from deeplinear.networks.initialization import gaussian
from deeplinear.networks.network import Network


@dataclass(eq=False)
class ConditionedGaussian:
    """A matrix of independent N(0, 1) entries, known along the directions queried so far.

    Used in place of an array of coordinates: ``rows @ W`` and ``rows @ W.mT`` query it. The known
    part is P A + B^T Q^T. Each query adds what its answer has beyond earlier queries from the other
    side, so all terms are orthogonal.

    Attributes
    ----------
    rng : numpy.random.Generator
    left, right : Asked
        P in the space of its columns (dimension n_k), Q in that of its rows (n_{k-1}).
    from_left : ndarray, shape (..., left.space.capacity, right.space.capacity)
        A in its first left.count rows.
    from_right : ndarray, shape (..., right.space.capacity, left.space.capacity)
        B in its first right.count rows.
    """

    rng: np.random.Generator
    left: Asked[Space]
    right: Asked[Space]
    from_left: Array
    from_right: Array

    __array_ufunc__ = None  # leaves array @ self to __rmatmul__

    @property
    def shape(self) -> tuple[int, ...]:
        return self.from_left.shape

    @property
    def mT(self) -> "ConditionedGaussian":  # noqa: N802, NumPy's name
        """The transpose, which shares the known part."""
        return ConditionedGaussian(self.rng, self.right, self.left, self.from_right, self.from_left)

    @property
    def known(self) -> Array:
        """P A + B^T Q^T in coordinates."""
        return self._times_known(np.eye(self.left.space.capacity))

    def __rmatmul__(self, rows: Array) -> Array:
        """rows @ W in coordinates, shapes (..., r, left capacity) and (..., r, right capacity)."""
        before = self.left.count
        new = self.left.extend(self.rng, rows[..., self.left.space.axes])
        if new:
            fresh = self.right.space.gaussian_rows(self.rng, new, self.shape[:-2])
            beyond = self.right.beyond(fresh)
            self.from_left[..., before : before + new, self.right.space.axes] = beyond
        return self._times_known(rows)

    def _times_known(self, rows: Array) -> Array:
        source, target = self.left.space.axes, self.right.space.axes
        A = self.from_left[..., : self.left.count, target]
        B = self.from_right[..., : self.right.count, source]
        rows = rows[..., source]
        product = np.zeros((*self.shape[:-2], rows.shape[-2], self.shape[-1]))
        product[..., target] = (rows @ self.left.basis) @ A + (rows @ B.mT) @ self.right.basis.mT
        return product

    def draw_norm(self) -> Array:
        """||W||_F, shape (...), from the known part and a chi variable for the remainder.

        The remainder is independent of everything queried so far; later queries are refused.
        """
        self.left.closed = self.right.closed = True
        rows, columns = (float(side.space.n - side.count) for side in (self.left, self.right))
        unknown = chi_square(self.rng, rows * columns, self.shape[:-2])
        A = self.from_left[..., : self.left.count, :]
        B = self.from_right[..., : self.right.count, :]
        known = np.sum(A**2, axis=(-2, -1)) + np.sum(B**2, axis=(-2, -1))
        return np.sqrt(known + unknown)


def conditioned_gaussian(
    rng: np.random.Generator,
    widths: Sequence[int],
    iterations: int,
    *,
    replicates: tuple[int, ...] = (),
) -> Network:
    """A Gaussian initialized network (zhao2023, section 2.3) whose cost does not grow with width.

    Exact for every width: a space narrower than the number of axes that training can reveal has
    all of its axes revealed.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N.
    iterations : int
        For which the bases have room; each queries every layer once from either side.
    replicates : tuple of int
        Shape of the batch of independent networks.

    Returns
    -------
    Network
        To be trained once: more iterations, or a second training after the norms were drawn,
        raise a ValueError.
    """
    layers = tuple(
        ConditionedGaussian(
            rng,
            nothing_asked(left, replicates),
            nothing_asked(right, replicates),
            np.zeros((*replicates, left.capacity, right.capacity)),
            np.zeros((*replicates, right.capacity, left.capacity)),
        )
        for right, left in pairwise(hidden_spaces(widths, iterations))
    )
    return Network(
        layers=layers,
        scales=np.array([n**-0.5 for n in widths[1:]]),
        draw_norms=cache(lambda: np.stack([layer.draw_norm() for layer in layers], axis=-1)),
    )


def gaussian_of_any_width(
    rng: np.random.Generator,
    widths: Sequence[int],
    iterations: int,
    *,
    replicates: tuple[int, ...] = (),
) -> Network:
    """Draw by conditioning, or densely if every basis would reach its width anyway."""
    if max(widths[1:-1], default=0) <= most_axes(widths[-1], iterations):
        return gaussian(rng, widths, replicates=replicates)
    return conditioned_gaussian(rng, widths, iterations, replicates=replicates)
