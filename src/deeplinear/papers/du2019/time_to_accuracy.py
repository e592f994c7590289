"""The number of iterations that gradient descent needs to reach an accuracy.

Theorem 4.1 of du2019 bounds them for networks that are wide enough.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.networks.conditioned_gaussian import conditioned_gaussian
from deeplinear.networks.descent import descend
from deeplinear.networks.growing_basis import most_axes
from deeplinear.networks.initialization import gaussian
from deeplinear.networks.least_squares import (
    LeastSquares,
)
from deeplinear.networks.network import Network, dense_network

# Iterations for which conditioned networks have room initially; wide ones need fewer.
FIRST_ROOM = 64
# Bytes of weights that are trained together. More would not stay in the processor's cache, and
# replicates that train together also wait for the slowest of them.
TOGETHER = 2**22


@dataclass(frozen=True)
class Runs:
    """Replicates of a run, followed until each of them was accurate or diverged.

    Attributes
    ----------
    iterations : ndarray, shape (...)
        The first t with L(W(t)) - OPT <= accuracy * OPT; inf if there was none.
    keeps_rate : ndarray of bool, shape (...)
        Whether L(W(t)) - OPT <= factor^t (L(W(0)) - OPT) at every t until the run was settled,
        or cut off; what else is in the batch does not matter.
    settled : ndarray of bool, shape (...)
        Whether the run became accurate or overflowed; otherwise it was cut off.
    """

    iterations: Array
    keeps_rate: NDArray[np.bool_]
    settled: NDArray[np.bool_]


def follow(
    network: Network,
    problem: LeastSquares,
    eta: float,
    iterations: int,
    *,
    accuracy: float,
    factor: float,
) -> Runs:
    """Train until every replicate is settled, for a limited number of iterations.

    Parameters
    ----------
    network, problem, eta, iterations
        As for :func:`~deeplinear.networks.descent.gradient_descent`; the problem has a minimum OPT
        above zero.
    accuracy : float
        Relative to OPT.
    factor : float
        The factor by which the excess loss should shrink in each iteration.

    Returns
    -------
    Runs

    Raises
    ------
    ValueError
        As :func:`deeplinear.networks.descent.descend`.
    """
    batch = network.layers[-1].shape[:-2]
    reached, bound = np.full(batch, np.inf), np.full(batch, np.inf)
    keeps_rate, settled = np.full(batch, True), np.full(batch, False)
    with np.errstate(over="ignore", invalid="ignore"):
        for t, (W, _) in enumerate(descend(network, problem, eta, iterations)):
            excess = problem.loss(W) - problem.minimum
            bound = excess if t == 0 else factor * bound
            keeps_rate &= settled | (excess <= bound)
            reached[~settled & (excess <= accuracy * problem.minimum)] = t
            settled |= np.isfinite(reached) | ~np.isfinite(excess)
            if np.all(settled):
                break
    return Runs(reached, keeps_rate, settled)


def runs_to_accuracy(
    rng: np.random.Generator,
    widths: Sequence[int],
    problem: LeastSquares,
    eta: float,
    most_iterations: int,
    *,
    replicates: int,
    accuracy: float,
    factor: float,
) -> Runs:
    """Draw Gaussian initialized networks and follow them, with the engine that suits their width.

    Parameters
    ----------
    rng, widths
        As for :func:`deeplinear.networks.engines.draw_network`.
    problem, eta, accuracy, factor
        As for :func:`follow`.
    most_iterations : int
        T, after which a run is cut off.
    replicates : int
        The number of independent networks.

    Returns
    -------
    Runs
        Shapes (replicates,).
    """

    def followed(network: Network, iterations: int) -> Runs:
        return follow(network, problem, eta, iterations, accuracy=accuracy, factor=factor)

    if max(widths[1:-1], default=0) <= most_axes(widths[-1], FIRST_ROOM):
        layers = gaussian(rng, widths, replicates=(replicates,)).layers
        size = max(1, TOGETHER // sum(W[0].nbytes for W in layers))
        batches = [slice(start, start + size) for start in range(0, replicates, size)]
        parts = [
            followed(dense_network([W[batch] for W in layers]), most_iterations)
            for batch in batches
        ]
        return Runs(
            np.concatenate([part.iterations for part in parts]),
            np.concatenate([part.keeps_rate for part in parts]),
            np.concatenate([part.settled for part in parts]),
        )
    room = min(FIRST_ROOM, most_iterations)
    while True:
        # The same stream gives the same networks regardless of the room, so starting again with
        # more of it favours no outcome.
        network = conditioned_gaussian(deepcopy(rng), widths, room, replicates=(replicates,))
        runs = followed(network, room)
        if np.all(runs.settled) or room == most_iterations:
            return runs
        room = min(2 * room, most_iterations)
