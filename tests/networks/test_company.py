"""A replicate's numbers do not depend on what else is in its batch."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.networks.descent import Trajectory, gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.least_squares import LeastSquares, least_squares_problem
from deeplinear.networks.network import Network
from tests.networks.laws import check_orthonormal, member, queried_spaces, replayable

D_X, N_N, ITERATIONS = 5, 3, 15
# The scales of inputs and outputs, and the step size's factor. Squares of the large gradients
# overflow, those of the small ones vanish.
MEMBERS = {
    "calm": (1.0, 1.0, 0.5),
    "diverging": (1.0, 1.0, 30.0),
    "exploding": (1.0, 1.0, 1e9),
    "large": (1e4, 1e150, 1e-149),
    "small": (1e-100, 1e-100, 0.5),
    "zero": (1.0, 0.0, 0.5),
    "standing still": (1.0, 1.0, 0.0),
    "accurate": (1.0, 1.0, 0.5),
}
COMPANIES = [*combinations(MEMBERS, 2), tuple(MEMBERS)]
DENSE: list[tuple[Engine, Initialization, list[int]]] = [
    ("dense", "gaussian", [20, 20]),
    ("reduced", "orthogonal", [400, 400]),
]
CONDITIONED: list[tuple[Engine, Initialization, list[int]]] = [
    ("conditioned", "gaussian", [400, 400]),
    ("conditioned", "gaussian", [7, 10**9, 100]),
    ("conditioned", "orthogonal", [300, 400]),
]


def gathered(
    members: tuple[str, ...], engine: Engine, initialization: Initialization, hidden: list[int]
) -> tuple[Network, LeastSquares, Array]:
    """A batch of networks and problems; who is accurate starts at its minimizer."""
    rng = np.random.default_rng(9)
    X, Y = rng.standard_normal((D_X, 40)), rng.standard_normal((N_N, 40))
    of_X, of_Y, factors = np.array([MEMBERS[name] for name in members]).T
    problem = least_squares_problem(of_X[:, None, None] * X, of_Y[:, None, None] * Y)
    network = draw_network(
        rng,
        [D_X, *hidden, N_N],
        engine=engine,
        initialization=initialization,
        iterations=ITERATIONS,
        replicates=(len(members),),
    )
    accurate = np.array([name == "accurate" for name in members])[:, None, None]
    minimizer = np.where(accurate, network.end_to_end, problem.minimizer)
    eta = step_size(factors, depth=network.depth, n_N=N_N, beta=problem.beta)
    return network, replace(problem, minimizer=minimizer), eta


def alone(network: Network, r: int) -> Network:
    """A replicate's own matrices; layers that all share are its own."""
    layers = [layer[r] if isinstance(layer, np.ndarray) else layer for layer in network.layers]
    norms = network.draw_norms()
    own = norms[r] if norms.ndim > 1 else norms
    return replace(network, layers=tuple(layers), draw_norms=lambda: own)


def trained(
    engine: Engine, initialization: Initialization, hidden: list[int]
) -> Iterator[tuple[tuple[str, ...], Network, LeastSquares, Array, Trajectory]]:
    """Every company: its members, the batch, and the batch's trajectories."""
    for members in COMPANIES:
        network, problem, eta = gathered(members, engine, initialization, hidden)
        yield members, network, problem, eta, gradient_descent(network, problem, eta, ITERATIONS)


@pytest.mark.parametrize(("engine", "initialization", "hidden"), DENSE)
def test_the_same_bytes_alone_and_in_every_company(
    engine: Engine, initialization: Initialization, hidden: list[int]
) -> None:
    for members, network, problem, eta, together in trained(engine, initialization, hidden):
        for r in range(len(members)):
            single = gradient_descent(alone(network, r), member(problem, r), eta[r], ITERATIONS)
            np.testing.assert_array_equal(together.loss[r], single.loss)
            np.testing.assert_array_equal(together.movement[r], single.movement)


@pytest.mark.parametrize(("engine", "initialization", "hidden"), CONDITIONED)
def test_a_conditioned_replicate_is_trained_as_alone_on_its_own_matrices(
    engine: Engine, initialization: Initialization, hidden: list[int]
) -> None:
    for members, network, problem, eta, together in trained(engine, initialization, hidden):
        check_orthonormal(queried_spaces(network))
        for r, name in enumerate(members):
            own = alone(replayable(network), r)
            single = gradient_descent(own, member(problem, r), eta[r], ITERATIONS)
            check_alike(together, r, single, name)


def check_alike(together: Trajectory, r: int, single: Trajectory, name: str) -> None:
    # Divergence magnifies rounding errors.
    early = slice(2) if name in {"diverging", "exploding"} else slice(None)
    for ours, theirs, unit in (
        (together.loss[r], single.loss, single.loss[0]),
        (together.movement[r], single.movement, 1.0),
    ):
        np.testing.assert_allclose(ours[early], theirs[early], rtol=1e-12, atol=1e-13 * unit)
