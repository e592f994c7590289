"""Gradient descent for deep linear networks against the definition, and its invariants."""

from collections.abc import Sequence

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_descent,
    least_squares_problem,
)
from deeplinear.networks.network import Network, dense_network
from tests.networks.laws import draw, problem_of, train


def product(layers: Sequence[Array], size: int) -> Array:
    """W_last ... W_first of the given layers; the identity of the given size for none."""
    result = np.eye(size)
    for W in layers:
        result = W @ result
    return result


def equation_7(network: Network, problem: LeastSquares, eta: float, iterations: int) -> list[Array]:
    """Equation (7) letter by letter: explicit a_N, explicit products, dense updates."""
    weights = [W.copy() for W in network.layers]
    widths = [weights[0].shape[1], *[W.shape[0] for W in weights]]
    a_N = 1 / np.sqrt(np.prod([float(n) for n in widths[1:]]))
    history = [weights]
    for _ in range(iterations):
        gradient = problem.gradient(a_N * product(weights, widths[0]))
        weights = [
            W
            - eta
            * a_N
            * product(weights[j + 1 :], widths[j + 1]).T
            @ gradient
            @ product(weights[:j], widths[0]).T
            for j, W in enumerate(weights)
        ]
        history.append(weights)
    return [
        np.array([np.linalg.norm(W - V) for W, V in zip(now, history[0], strict=True)])
        for now in history
    ] + [np.array([float(problem.loss(a_N * product(now, widths[0]))) for now in history])]


@pytest.mark.parametrize(
    ("initialization", "widths"),
    [
        ("gaussian", [5, 3]),
        ("gaussian", [5, 2, 3]),
        ("gaussian", [5, 7, 4, 6, 3]),
        ("orthogonal", [5, 8, 12, 6, 3]),
        ("balanced", [5, 9, 9, 9, 3]),
    ],
)
def test_training_is_equation_7(initialization: Initialization, widths: list[int]) -> None:
    network, problem = draw(initialization, widths), problem_of(widths[0], widths[-1])
    eta = step_size(0.5, depth=network.depth, n_N=widths[-1], beta=float(problem.beta))
    trajectory = gradient_descent(network, problem, eta, 12)
    *movements, losses = equation_7(network, problem, eta, 12)
    np.testing.assert_allclose(trajectory.loss, losses, rtol=1e-11)
    expected = np.stack(movements) / network.draw_norms()
    np.testing.assert_allclose(trajectory.movement, expected, rtol=1e-9, atol=1e-15)


def test_one_small_step_follows_the_negative_gradient_by_finite_differences() -> None:
    network, problem = draw("gaussian", [4, 6, 5, 3]), problem_of(4, 3)
    rng = np.random.default_rng(3)
    directions = [rng.standard_normal(W.shape) for W in network.layers]

    def loss_at(h: float) -> float:
        moved = [W + h * D for W, D in zip(network.layers, directions, strict=True)]
        return float(problem.loss(dense_network(moved).end_to_end))

    slope = (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5
    h = 1e-7  # one step of size h moves W_k by -h times the gradient
    before, after = (gradient_descent(network, problem, h, 1).loss[t] for t in (0, 1))
    gradient_norm_squared = (before - after) / h
    moved = gradient_descent(network, problem, h, 1).movement[1] * network.draw_norms() / h
    np.testing.assert_allclose(np.sum(moved**2), gradient_norm_squared, rtol=1e-4)

    gradients = layer_gradients(network, problem)
    np.testing.assert_allclose(
        sum(np.sum(G * D) for G, D in zip(gradients, directions, strict=True)), slope, rtol=1e-6
    )
    np.testing.assert_allclose([np.linalg.norm(G) for G in gradients], moved, rtol=1e-9)


def layer_gradients(network: Network, problem: LeastSquares) -> list[Array]:
    layers = [s * W for s, W in zip(network.scales, network.layers, strict=True)]
    gradient = problem.gradient(network.end_to_end)
    return [
        network.scales[j]
        * product(layers[j + 1 :], layers[j].shape[0]).T
        @ gradient
        @ product(layers[:j], layers[0].shape[1]).T
        for j in range(network.depth)
    ]


@pytest.mark.parametrize("initialization", ["orthogonal", "balanced"])
@pytest.mark.parametrize("depth", [2, 3, 5])
def test_all_layers_move_equally_far_in_the_first_step(
    initialization: Initialization, depth: int
) -> None:
    """The factors next to the gradient are scaled isometries, so ||Delta W_i||_F are equal."""
    widths = [6, *[11] * (depth - 1), 3]
    network, problem = draw(initialization, widths), problem_of(6, 3)
    first = gradient_descent(network, problem, 1e-3, 1).movement[1] * network.draw_norms()
    np.testing.assert_allclose(first, first[0], rtol=1e-11)


def test_first_row_ratios_depend_on_sizes_only() -> None:
    """r_1/r_2 = sqrt(n/d_x), r_3/r_2 = sqrt(n/n_N), r_3/r_1 = sqrt(d_x/n_N), three matrices."""
    d_x, n, n_N = 6, 40, 3
    network = draw("orthogonal", [d_x, n, n, n_N])
    r_1, r_2, r_3 = gradient_descent(network, problem_of(d_x, n_N), 1e-3, 1).movement[1]
    np.testing.assert_allclose(r_1 / r_2, np.sqrt(n / d_x), rtol=1e-11)
    np.testing.assert_allclose(r_3 / r_2, np.sqrt(n / n_N), rtol=1e-11)
    np.testing.assert_allclose(r_3 / r_1, np.sqrt(d_x / n_N), rtol=1e-11)


def test_a_batch_is_its_replicates_one_by_one() -> None:
    widths = [4, 7, 7, 3]
    networks = [draw("gaussian", widths, seed=seed) for seed in range(3)]
    problem = problem_of(4, 3)
    norms = np.stack([network.draw_norms() for network in networks])
    batch = Network(
        layers=tuple(
            np.stack(layers) for layers in zip(*[n.layers for n in networks], strict=True)
        ),
        scales=networks[0].scales,
        draw_norms=lambda: norms,
    )
    together = gradient_descent(batch, problem, 1e-3, 8)
    for i, network in enumerate(networks):
        alone = gradient_descent(network, problem, 1e-3, 8)
        np.testing.assert_allclose(together.loss[i], alone.loss, rtol=1e-12)
        np.testing.assert_allclose(together.movement[i], alone.movement, rtol=1e-10)


def test_divergence_is_inf_from_one_iteration_on_and_no_warning() -> None:
    network, problem = draw("gaussian", [4, 6, 6, 3]), problem_of(4, 3)
    trajectory = gradient_descent(network, problem, 1.0, 30)
    first = int(np.argmax(~np.isfinite(trajectory.loss)))
    assert 0 < first < 30
    assert np.all(np.isinf(trajectory.loss[first:]))
    assert np.all(np.isinf(trajectory.movement[first:]))
    assert not np.any(np.isnan(trajectory.movement))


def test_wide_networks_follow_the_convex_problem() -> None:
    """Theorem 3.2: the end-to-end matrix approaches the convex trajectory as n grows."""
    problem = problem_of(5, 2)
    eta = step_size(0.5, depth=3, n_N=2, beta=float(problem.beta))
    gaps = []
    for n in (50, 5_000, 500_000):
        network = draw("orthogonal", [5, n, n, 2], engine="reduced", iterations=20)
        deep = gradient_descent(network, problem, eta, 20).loss
        convex = convex_descent(problem, network.end_to_end, 3 * eta / 2, 20)
        gaps.append(np.max(np.abs(deep - convex) / convex))
    assert gaps[0] > 10 * gaps[1] > 100 * gaps[2]


@pytest.mark.parametrize("unit", [2.0**330, 2.0**-330])
@pytest.mark.parametrize(
    ("engine", "initialization", "hidden"),
    [
        ("dense", "gaussian", [20, 20]),
        ("reduced", "orthogonal", [400, 400]),
        ("conditioned", "gaussian", [400, 400]),
        ("conditioned", "orthogonal", [300, 400]),
    ],
)
def test_the_unit_of_the_data_does_not_matter(
    engine: Engine, initialization: Initialization, hidden: list[int], unit: float
) -> None:
    """Squares of gradients, 10^200 and 10^-200, would overflow and vanish."""
    rng = np.random.default_rng(5)
    X, Y = rng.standard_normal((4, 30)), rng.standard_normal((2, 30))
    ours, theirs = (
        train(
            draw(initialization, [4, *hidden, 2], engine=engine, iterations=12),
            least_squares_problem(scale * X, scale * Y),
            iterations=12,
        )
        for scale in (unit, 1.0)
    )
    np.testing.assert_allclose(ours.loss / unit**2, theirs.loss, rtol=1e-10)
    np.testing.assert_allclose(ours.movement, theirs.movement, rtol=1e-10)
