"""Conditioned engines where gradients are rank-deficient and targets zero."""

from typing import Any

import numpy as np
import pytest

from deeplinear.networks.conditioned_gaussian import conditioned_gaussian
from deeplinear.networks.conditioned_haar import ConditionedHaar, conditioned_orthogonal
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.least_squares import LeastSquares, least_squares_problem
from tests.networks.laws import check_orthonormal, queried_spaces, replayable

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
    check_orthonormal(queried_spaces(network))
    replay = gradient_descent(replayable(network), problem, eta, iterations).loss
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
    check_orthonormal(queried_spaces(network))
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


@pytest.mark.parametrize("factor", [1.9, 30.0, 1e9])
@pytest.mark.parametrize(
    ("engine", "initialization"),
    [("dense", "gaussian"), ("reduced", "orthogonal"), ("conditioned", "gaussian")],
)
def test_the_convex_problem_converges_where_the_network_diverges(
    engine: Engine, initialization: Initialization, factor: float
) -> None:
    """Its step size is below 2 / beta for the first factor; its start is finite for all."""
    experiment = Experiment(
        d_x=20,
        n_N=5,
        samples=100,
        target_variance=25.0,
        noise_variance=1.0,
        engine=engine,
        initialization=initialization,
        depth=4,
        width=300,
        step_size_factor=factor,
        iterations=25,
    )
    deep, convex = run_experiment(np.random.default_rng(4), experiment, replicates=(3,))
    assert np.isinf(deep.loss[:, -1]).all()
    np.testing.assert_allclose(convex[:, 0], deep.loss[:, 0], rtol=1e-12)
    if factor < 2:
        assert np.all(np.diff(convex) <= 0)
