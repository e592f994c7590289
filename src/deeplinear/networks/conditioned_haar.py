"""Haar frames of any size, represented by their products with the vectors queried so far.

With equal hidden widths the orthogonal factors can be rotated away (deeplinear.networks.reduction).
With unequal widths they cannot: on its way down every vector is projected on the range of one
frame, on its way up on that of another, and the two flags of ranges share no finite invariant
space. But each iteration reveals only 2 n_N directions, so the frames are conditioned like
Gaussian matrices: given O P = Q for an orthogonal matrix O, the remainder is Haar distributed
between the complements.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.growing_basis import (
    Asked,
    DirectSum,
    Space,
    hidden_spaces,
    most_axes,
    nothing_asked,
)
from deeplinear.networks.initialization import orthogonal
from deeplinear.networks.network import Network
from deeplinear.networks.reduction import reduced_orthogonal
from deeplinear.networks.widths import peak_layer


@dataclass(eq=False)
class ConditionedHaar:
    """scale times a Haar frame from a small space into a large one, known where it was queried.

    The frame is the first columns of a Haar orthogonal matrix of the large space, whose inputs are
    the small space and a padding. The known part of that matrix is the isometry
    image.directions @ origin.directions^T.

    Attributes
    ----------
    rng : numpy.random.Generator
    scale : float
    small : Space
    image : Asked
        In the large space.
    origin : Asked
        In the direct sum of the small space and the padding, with as many directions as `image`.
    falling : bool
        Whether this is the frame's transpose, from the large space to the small one.
    """

    rng: np.random.Generator
    scale: float
    small: Space
    image: Asked[Space]
    origin: Asked[DirectSum]
    falling: bool

    __array_ufunc__ = None  # leaves array @ self to __rmatmul__

    @property
    def shape(self) -> tuple[int, ...]:
        batch = self.image.directions.shape[:-2]
        rising = (self.image.space.capacity, self.small.capacity)
        return (*batch, *(rising[::-1] if self.falling else rising))

    @property
    def mT(self) -> "ConditionedHaar":  # noqa: N802, NumPy's name
        """The transpose, which shares the known part."""
        return replace(self, falling=not self.falling)

    def __rmatmul__(self, rows: Array) -> Array:
        """rows @ W in coordinates: from the large space, or from the small one when falling."""
        if self.falling:
            padded = np.zeros((*rows.shape[:-1], self.origin.space.capacity))
            padded[..., : self.small.capacity] = rows
            return self.scale * self._ask(self.origin, self.image, padded)
        return self.scale * self._ask(self.image, self.origin, rows)[..., : self.small.capacity]

    def _ask(self, source: Asked[Any], target: Asked[Any], rows: Array) -> Array:
        """Apply the orthogonal matrix or its transpose to rows of the source's space."""
        new = source.extend(self.rng, rows[..., source.space.axes])
        if new:
            batch = source.directions.shape[:-2]
            answers = target.space.gaussian_rows(self.rng, new, batch)
            target.append(target.orthonormal(self.rng, target.beyond(answers)))
        along = rows @ source.directions[..., : source.count, :].mT
        return along @ target.directions[..., : target.count, :]


def conditioned_orthogonal(
    rng: np.random.Generator,
    widths: Sequence[int],
    iterations: int,
    *,
    replicates: tuple[int, ...] = (),
) -> Network:
    """Draw an orthogonal one peak network (zhao2023, Definition 2.1) with unequal widths.

    Exact in law, at a cost that does not grow with the widths.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0 <= ... <= n_p >= ... >= n_N with a hidden peak, 1 <= p < N.
    iterations : int
        For which the bases have room.
    replicates : tuple of int
        Shape of the batch of independent networks.

    Raises
    ------
    ValueError
        If the widths do not rise to one hidden peak and fall after it.
    """
    peak = peak_layer(widths)
    spaces = hidden_spaces(widths, iterations)
    layers = []
    for k in range(1, len(widths)):
        falling = k > peak
        large, small = (spaces[k - 1], spaces[k]) if falling else (spaces[k], spaces[k - 1])
        padding = large.n - small.n
        inputs = DirectSum(small, Space(padding, min(padding, most_axes(widths[-1], iterations))))
        layers.append(
            ConditionedHaar(
                rng,
                scale=large.n**0.5,
                small=small,
                image=nothing_asked(large, replicates),
                origin=nothing_asked(inputs, replicates),
                falling=falling,
            )
        )
    norms = np.array([math.sqrt(float(n) * m) for n, m in pairwise(widths)])
    return Network(
        layers=tuple(layers),
        scales=np.array([n**-0.5 for n in widths[1:]]),
        draw_norms=lambda: norms,
    )


def orthogonal_of_any_width(
    rng: np.random.Generator,
    widths: Sequence[int],
    iterations: int,
    *,
    replicates: tuple[int, ...] = (),
) -> Network:
    """Draw reduced if the hidden widths are equal, else dense if conditioning saves nothing."""
    peak_layer(widths)
    hidden = widths[1:-1]
    if len(set(hidden)) == 1:
        return reduced_orthogonal(rng, widths, replicates=replicates)
    if max(hidden) <= most_axes(widths[-1], iterations):
        return orthogonal(rng, widths, replicates=replicates)
    return conditioned_orthogonal(rng, widths, iterations, replicates=replicates)
