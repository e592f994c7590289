"""The engines behind one interface: how a network at initialization is represented."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np

from deeplinear.networks import initialization as dense
from deeplinear.networks.conditioned_gaussian import gaussian_of_any_width
from deeplinear.networks.conditioned_haar import orthogonal_of_any_width
from deeplinear.networks.network import Network
from deeplinear.networks.reduction import reduced_orthogonal

Engine = Literal["dense", "reduced", "conditioned"]
Initialization = Literal["gaussian", "orthogonal", "balanced"]
ENGINES: Mapping[Engine, Mapping[Initialization, Callable[..., Network]]] = {
    "dense": {
        "gaussian": dense.gaussian,
        "orthogonal": dense.orthogonal,
        "balanced": dense.balanced,
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
    """Draw W(0).

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N.
    engine : {"dense", "reduced", "conditioned"}
        Whole matrices, or the part of them that training can reach, or what it asks of them; all
        equal in law.
    initialization : {"gaussian", "orthogonal", "balanced"}
        zhao2023, section 2.3.
    iterations : int
        For how long the network will be trained.
    replicates : tuple of int
        Shape of the batch of independent networks; none for a single one.

    Raises
    ------
    ValueError
        If the engine does not know the initialization or the widths do not suit it.
    """
    draws = ENGINES[engine]
    if initialization not in draws:
        raise ValueError(
            f"the {engine} engine knows {', '.join(draws)} initialization, "
            f"got {initialization}; choose engine: dense"
        )
    if engine == "conditioned":
        return draws[initialization](rng, widths, iterations, replicates=replicates)
    return draws[initialization](rng, widths, replicates=replicates)
