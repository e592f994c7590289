"""Draw a network at initialization by one of the engines, through one interface."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from deeplinear.networks.conditioned_gaussian import gaussian_of_any_width
from deeplinear.networks.conditioned_haar import orthogonal_of_any_width
from deeplinear.networks.initialization import balanced, gaussian, orthogonal
from deeplinear.networks.network import Network
from deeplinear.networks.reduction import reduced_orthogonal
from deeplinear.networks.widths import positive_widths

Engine = Literal["dense", "reduced", "conditioned"]
Initialization = Literal["gaussian", "orthogonal", "balanced"]
ENGINES: Mapping[Engine, Mapping[Initialization, Callable[..., Network]]] = {
    "dense": {
        "gaussian": gaussian,
        "orthogonal": orthogonal,
        "balanced": balanced,
    },
    "reduced": {"orthogonal": reduced_orthogonal},
    "conditioned": {
        "gaussian": gaussian_of_any_width,
        "orthogonal": orthogonal_of_any_width,
    },
}


def draw_network(
    rng: np.random.Generator,
    widths: Sequence[int],
    *,
    engine: Engine,
    initialization: Initialization,
    iterations: int,
    replicates: tuple[int, ...] = (),
) -> Network:
    """Draw W(0), the weights at initialization.

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N.
    engine : {"dense", "reduced", "conditioned"}
        All are equal in law. "dense" draws whole matrices for any initialization, at a cost in
        memory and time that grows with the products of the widths. "reduced" draws the part of
        orthogonal networks with equal hidden widths that training can reach; "conditioned" draws
        the products of Gaussian and orthogonal matrices that training needs. The cost of either
        does not depend on the width.
    initialization : {"gaussian", "orthogonal", "balanced"}
        As defined in zhao2023, section 2.3.
    iterations : int
        The largest number of iterations that the network will be trained for; the conditioned
        engine allocates space for them.
    replicates : tuple of int
        Shape of the batch of independent networks; none for a single one.

    Returns
    -------
    Network
        Normalized as in zhao2023, equation 6, so that equation 8 holds.

    Raises
    ------
    ValueError
        If the engine or the initialization is unknown, the engine does not support the
        initialization, or the widths do not suit them.
    """
    for setting, known, value in (
        ("engine", ENGINES, engine),
        ("initialization", ENGINES["dense"], initialization),
    ):
        if value not in known:
            raise ValueError(f"{setting}: expected one of {', '.join(known)}, got {value!r}")
    positive_widths(widths)
    draws = ENGINES[engine]
    if initialization not in draws:
        raise ValueError(
            f"the {engine} engine supports {' and '.join(draws)} initialization, got "
            f"{initialization}; choose {_engine_that_knows(initialization, widths)}"
        )
    if engine == "conditioned":
        return draws[initialization](rng, widths, iterations, replicates=replicates)
    return draws[initialization](rng, widths, replicates=replicates)


def _engine_that_knows(initialization: Initialization, widths: Sequence[int]) -> str:
    """The engine to choose instead, and its cost."""
    if initialization in ENGINES["conditioned"]:
        return "engine: conditioned, whose cost does not grow with the widths"
    size = 8 * sum(n * m for n, m in pairwise(widths))
    return f"engine: dense, whose matrices take {size:.1g} bytes"
