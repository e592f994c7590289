"""Conditioned engines where gradients are rank-deficient, targets zero, and neighbours diverge."""

from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.networks.conditioned_gaussian import ConditionedGaussian, conditioned_gaussian
from deeplinear.networks.conditioned_haar import ConditionedHaar, conditioned_orthogonal
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.growing_basis import Asked
from deeplinear.networks.least_squares import LeastSquares, least_squares_problem
from deeplinear.networks.network import Network, dense_network
from tests.networks.laws import check_orthonormal

# d_x, n_N, samples, hidden widths, iterations
CORNERS = [
    (5, 10, 1000, [600, 600, 600], 25),  # fewer inputs than outputs: gradients of rank 5
    (1, 7, 30, [300, 300], 40),
    (8, 6, 3, [200, 200], 60),  # fewer samples than outputs
    (12, 1, 40, [500], 100),
    (6, 4, 2, [150, 150, 150, 150], 20),
    (3, 3, 50, [1000], 500),
]


def problem_of(d_x: int, n_N: int, samples: int, scale: float = 1.0) -> LeastSquares:
    rng = np.random.default_rng([d_x, n_N, samples])
    X, Y = rng.standard_normal((d_x, samples)), rng.standard_normal((n_N, samples))
    return least_squares_problem(X, scale * Y)


def asked_of(network: Network) -> list[Asked[Any]]:
    return [
        asked
        for layer in network.layers
        for asked in (
            (layer.left, layer.right)
            if isinstance(layer, ConditionedGaussian)
            else (layer.image, layer.origin)
        )
    ]


def dense_copy(network: Network) -> Network:
    """What is known of a Gaussian network, as matrices: the same answers to the same questions."""
    return Network(
        layers=tuple(layer.known for layer in network.layers),
        scales=network.scales,
        draw_norms=network.draw_norms,
    )


@pytest.mark.parametrize("scale", [1.0, 0.0])
@pytest.mark.parametrize(("d_x", "n_N", "samples", "hidden", "iterations"), CORNERS)
def test_bases_stay_orthonormal_and_a_replay_gives_the_same_losses(
    d_x: int, n_N: int, samples: int, hidden: list[int], iterations: int, scale: float
) -> None:
    problem = problem_of(d_x, n_N, samples, scale)
    eta = step_size(0.5, depth=len(hidden) + 1, n_N=n_N, beta=float(problem.beta))
    rng = np.random.default_rng(3)
    network = conditioned_gaussian(rng, [d_x, *hidden, n_N], iterations)
    loss = gradient_descent(network, problem, eta, iterations).loss
    check_orthonormal(asked_of(network))
    replay = gradient_descent(dense_copy(network), problem, eta, iterations).loss
    np.testing.assert_allclose(loss, replay, rtol=1e-8, atol=1e-9 * loss[0])
    assert loss[-1] < loss[0]


@pytest.mark.parametrize(("d_x", "n_N", "samples"), [(5, 10, 1000), (4, 6, 2), (9, 1, 5)])
def test_frames_of_unequal_widths_stay_orthonormal(d_x: int, n_N: int, samples: int) -> None:
    problem = problem_of(d_x, n_N, samples)
    widths = [d_x, 300, 500, 200, n_N]
    eta = step_size(0.5, depth=4, n_N=n_N, beta=float(problem.beta))
    network = conditioned_orthogonal(np.random.default_rng(5), widths, 25)
    assert isinstance(network.layers[0], ConditionedHaar)
    loss = gradient_descent(network, problem, eta, 25).loss
    check_orthonormal(asked_of(network))
    assert loss[-1] < loss[0]


def test_rank_deficient_gradients_have_the_losses_of_the_dense_engine() -> None:
    """Fewer inputs than outputs: L(25) / L(0) was off by any factor where directions repeated."""
    shared: dict[str, Any] = {
        "d_x": 5,
        "n_N": 10,
        "samples": 1000,
        "target_variance": 1,
        "noise_variance": 1,
        "initialization": "gaussian",
        "depth": 4,
        "width": 600,
        "step_size_factor": 0.5,
        "iterations": 25,
    }
    ratios = {}
    for engine in ("dense", "conditioned"):
        experiment = Experiment(**shared, engine=engine)
        deep, _ = run_experiment(np.random.default_rng(2), experiment, replicates=(12,))
        ratios[engine] = np.median(deep.loss[:, -1] / deep.loss[:, 0])
    assert ratios["conditioned"] == pytest.approx(ratios["dense"], rel=0.2)


def company(step_sizes: list[float]) -> tuple[Network, LeastSquares, Array]:
    problem = problem_of(6, 4, 80)
    network = conditioned_gaussian(
        np.random.default_rng(9), [6, 400, 400, 4], 20, replicates=(len(step_sizes),)
    )
    eta = step_size(1, depth=3, n_N=4, beta=float(problem.beta)) * np.array(step_sizes)
    return network, problem, eta


@pytest.mark.parametrize("other", [30.0, 1e6, 0.0])
def test_a_calm_replicate_does_not_depend_on_its_company(other: float) -> None:
    """Replayed alone on what is known of it, whether its mate diverges or stands still."""
    network, problem, eta = company([0.5, other])
    together = gradient_descent(network, problem, eta, 20).loss[0]
    layers = [layer.known[0] for layer in network.layers]
    alone = Network(tuple(layers), network.scales, dense_network(layers).draw_norms)
    np.testing.assert_allclose(
        together, gradient_descent(alone, problem, eta[0], 20).loss, rtol=1e-10
    )
    for asked in asked_of(network):
        basis = asked.basis[0]
        np.testing.assert_allclose(basis.mT @ basis, np.eye(asked.count), atol=1e-12)
