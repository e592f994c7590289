"""The engines behind one interface: how a network at initialization is represented."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np

from deeplinear import initialization as dense
from deeplinear.network import Network
from deeplinear.reduction import reduced_orthogonal

Engine = Literal["dense", "reduced"]
Initialization = Literal["gaussian", "orthogonal", "balanced"]
Draw = Callable[[np.random.Generator, Sequence[int]], Network]

ENGINES: Mapping[Engine, Mapping[Initialization, Draw]] = {
    "dense": {
        "gaussian": dense.gaussian,
        "orthogonal": dense.orthogonal,
        "balanced": dense.balanced,
    },
    "reduced": {"orthogonal": reduced_orthogonal},
}


def draw_network(
    rng: np.random.Generator,
    widths: Sequence[int],
    *,
    engine: Engine,
    initialization: Initialization,
) -> Network:
    """Draw W(0).

    Parameters
    ----------
    rng : numpy.random.Generator
    widths : sequence of int
        n_0, ..., n_N.
    engine : {"dense", "reduced"}
        Whole matrices, or the part of them that training can reach (equal in law).
    initialization : {"gaussian", "orthogonal", "balanced"}
        zhao2023, section 2.3.

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
    return draws[initialization](rng, widths)
