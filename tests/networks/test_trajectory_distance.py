"""The distance of Theorem 3.2 against its definition, and how it falls with the width."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import draw_network
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_descent,
    draw_least_squares,
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.network import Network, dense_network
from deeplinear.networks.trajectory_distance import Comparison, compare_trajectories, seminorm
from deeplinear.replication.power_law import fit_power_law
from deeplinear.settings.shards import ENGINES, Swept
from tests.networks.laws import member

D_X, N_N, DEPTH, ITERATIONS = 6, 3, 3, 12
SIZES: dict[str, Any] = {"d_x": D_X, "n_N": N_N, "target_variance": 1.0, "noise_variance": 1.0}


def narrow(samples: int, n: int = 10) -> tuple[Network, LeastSquares, float]:
    """A dense Gaussian network of width n, far from the convex problem."""
    rng = np.random.default_rng(0)
    X, Y = generate_data(rng, samples=samples, **SIZES)
    problem = least_squares_problem(X, Y)
    widths = [D_X, *[n] * (DEPTH - 1), N_N]
    layers = [rng.standard_normal((rows, columns)) for columns, rows in pairwise(widths)]
    eta = step_size(0.5, depth=DEPTH, n_N=N_N, beta=float(problem.beta))
    return dense_network(layers), problem, eta


@pytest.mark.parametrize("samples", [40, 4], ids=["X of full rank", "X of rank 4"])
def test_the_distance_is_that_of_equation_10a(samples: int) -> None:
    """Equations (7) and (2) letter by letter, and P_X from the data themselves."""
    network, problem, eta = narrow(samples)
    X, _ = generate_data(np.random.default_rng(0), samples=samples, **SIZES)
    P_X = X @ np.linalg.pinv(X)
    W_1, W_2, W_3 = network.layers
    a_N = np.prod(network.scales)
    W = a_N * W_3 @ W_2 @ W_1
    start = np.linalg.norm((W - problem.minimizer) @ P_X)
    expected = []
    for _ in range(ITERATIONS + 1):
        V = a_N * W_3 @ W_2 @ W_1
        expected.append(np.linalg.norm((V - W) @ P_X) / start)
        G = a_N * problem.gradient(V)
        W_1, W_2, W_3 = (
            W_1 - eta * (W_3 @ W_2).T @ G,
            W_2 - eta * W_3.T @ G @ W_1.T,
            W_3 - eta * G @ (W_2 @ W_1).T,
        )
        W = W - DEPTH * eta / N_N * problem.gradient(W)
    found = compare_trajectories(network, problem, eta, ITERATIONS).distance
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-14)
    assert found.max() > 0.05


def test_what_the_data_do_not_see_does_not_count() -> None:
    X, Y = generate_data(np.random.default_rng(0), samples=4, **SIZES)
    problem = least_squares_problem(X, Y)
    unseen = np.eye(D_X) - X @ np.linalg.pinv(X)
    A = np.random.default_rng(1).standard_normal((2, N_N, D_X))
    np.testing.assert_allclose(seminorm(A @ unseen, problem), 0, atol=1e-12)
    np.testing.assert_allclose(seminorm(A + 9 * unseen[:N_N], problem), seminorm(A, problem))
    assert np.all(seminorm(A, problem) < np.linalg.norm(A, axis=(-2, -1)))


def test_losses_are_those_of_the_two_runs_alone() -> None:
    network, problem, eta = narrow(40)
    together = compare_trajectories(network, problem, eta, ITERATIONS)
    deep = gradient_descent(network, problem, eta, ITERATIONS).loss
    eta_convex = DEPTH * eta / N_N
    convex = convex_descent(problem, network.end_to_end, eta_convex, ITERATIONS)
    np.testing.assert_allclose(together.deep_loss, deep, rtol=1e-12)
    np.testing.assert_allclose(together.convex_loss, convex, rtol=1e-12)


def test_the_distance_bounds_the_difference_of_the_losses() -> None:
    """The step from (10a) to (10b), with ||W(t) - W_*||_X^2 <= 2 (L(W(t)) - L(W_*)) / alpha."""
    network, problem, eta = narrow(40)
    runs = compare_trajectories(network, problem, eta, ITERATIONS)
    start = np.linalg.norm(network.end_to_end - problem.minimizer)
    apart = start * runs.distance
    error = np.sqrt(2 * np.maximum(runs.convex_loss - problem.minimum, 0) / problem.alpha)
    bound = problem.beta * (error * apart + apart**2 / 2)
    assert np.all(np.abs(runs.deep_loss - runs.convex_loss) <= bound + 1e-9)


def test_a_batch_is_its_replicates() -> None:
    rng = np.random.default_rng(2)
    problem = draw_least_squares(rng, samples=40, replicates=(3,), **SIZES)
    layers = [rng.standard_normal((3, *shape)) for shape in ((10, D_X), (N_N, 10))]
    eta = step_size(0.5, depth=2, n_N=N_N, beta=problem.beta)
    batch = compare_trajectories(dense_network(layers), problem, eta, ITERATIONS)
    for r in range(3):
        alone = compare_trajectories(
            dense_network([W[r] for W in layers]), member(problem, r), float(eta[r]), ITERATIONS
        )
        np.testing.assert_allclose(batch.distance[r], alone.distance, rtol=1e-9, atol=1e-14)
        np.testing.assert_allclose(batch.deep_loss[r], alone.deep_loss, rtol=1e-12)


def test_a_diverging_run_is_infinitely_far_from_some_iteration_on() -> None:
    network, problem, eta = narrow(40)
    runs = compare_trajectories(network, problem, 400 * eta, 30)
    for values in (runs.deep_loss, runs.distance):
        gone = np.isinf(values)
        assert gone[-1]
        assert not gone[0]
        assert np.all(gone == np.logical_or.accumulate(gone))


def wide(initialization: Swept, n: int, replicate: int) -> Comparison:
    rng = np.random.default_rng([n, replicate])
    problem = draw_least_squares(rng, samples=200, **SIZES)
    network = draw_network(
        rng,
        [D_X, *[n] * (DEPTH - 1), N_N],
        engine=ENGINES[initialization],
        initialization=initialization,
        iterations=ITERATIONS,
    )
    eta = step_size(0.5, depth=DEPTH, n_N=N_N, beta=float(problem.beta))
    return compare_trajectories(network, problem, eta, ITERATIONS)


@pytest.mark.parametrize(("initialization", "exponent"), [("gaussian", -0.5), ("orthogonal", -1.0)])
def test_wide_networks_come_closer_at_the_rate_of_their_initialization(
    initialization: Swept, exponent: float
) -> None:
    """Theorem 3.2 says closer; that orthogonal networks do it twice as fast is seen here."""
    widths = np.repeat([10**4, 10**6, 10**8], 30)
    farthest = [wide(initialization, int(n), r).distance.max() for r, n in enumerate(widths)]
    law = fit_power_law(widths, farthest, confidence=0.9999)
    assert law.low < exponent < law.high
    assert law.high - law.low < 0.2
