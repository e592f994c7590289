"""Two-layer gradient descent: its equations, and its independence of the hidden width."""

import time
from typing import Literal

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.papers.xu2023 import (
    Iterate,
    Step,
    Trajectory,
    TwoLayerProblem,
    algorithm_1,
    descend,
    guarantee,
    imbalance_spectrum,
    iterate,
    measure_imbalance,
    reduce_hidden_width,
    tau_spectrum,
    two_layer_problem,
)
from deeplinear.papers.xu2023.step_sizes import Rate

SHAPES = [(6, 6, 60), (7, 1, 30), (3, 5, 40)]


def draw(n: int, m: int, h: int, runs: int = 3) -> tuple[TwoLayerProblem, Array, Array]:
    rng = np.random.default_rng([n, m, h])
    frames = [orthonormal_columns(rng.standard_normal((n, n))) for _ in range(2 * runs)]
    scales = np.diag(np.linspace(1, 1.5, n))
    X = np.stack([frames[2 * r] @ scales @ frames[2 * r + 1] for r in range(runs)])
    Y = X @ rng.standard_normal((runs, n, m))
    return (
        two_layer_problem(X, Y),
        rng.standard_normal((runs, n, h)),
        0.5 * rng.standard_normal((runs, h, m)),
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradient_is_the_derivative_of_the_loss(shape: tuple[int, int, int]) -> None:
    problem, W_1, W_2 = draw(*shape)
    here = iterate(problem, W_1, W_2)
    rng = np.random.default_rng(1)
    direction = rng.standard_normal(here.product.shape)

    def loss(W: Array) -> Array:
        return 0.5 * np.sum((problem.Y - problem.X @ W) ** 2, axis=(-2, -1))

    difference = (loss(here.product + 1e-6 * direction) - loss(here.product - 1e-6 * direction)) / (
        2e-6
    )
    np.testing.assert_allclose(
        np.sum(here.gradient * direction, axis=(-2, -1)), difference, rtol=1e-5
    )
    np.testing.assert_allclose(here.loss, loss(here.product), rtol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_one_step_changes_the_product_as_equation_18_says(shape: tuple[int, int, int]) -> None:
    problem, W_1, W_2 = draw(*shape)
    here, eta = iterate(problem, W_1, W_2), 1e-3
    G, W = here.gradient, here.product
    tau = G @ W_2.mT @ W_2 + W_1 @ W_1.mT @ G
    after = iterate(problem, W_1 - eta * G @ W_2.mT, W_2 - eta * W_1.mT @ G)
    np.testing.assert_allclose(
        after.product, W - eta * tau + eta**2 * G @ W.mT @ G, rtol=1e-10, atol=1e-10
    )


@pytest.mark.parametrize("shape", [*SHAPES, (6, 5, 8), (5, 2, 3)])
def test_small_problem_has_the_spectrum_of_the_imbalance(shape: tuple[int, int, int]) -> None:
    n, m, h = shape
    _, W_1, W_2 = draw(*shape)
    dense = np.linalg.eigvalsh(W_1.mT @ W_1 - W_2 @ W_2.mT)[..., ::-1]
    small = imbalance_spectrum(W_1, W_2)
    assert small.shape[-1] == n + m
    padded = np.concatenate([dense, np.zeros((*dense.shape[:-1], max(n + m - h, 0)))], axis=-1)
    by_size = np.take_along_axis(padded, np.argsort(-abs(padded), axis=-1), axis=-1)[..., : n + m]
    np.testing.assert_allclose(small, -np.sort(-by_size, axis=-1), atol=1e-11 * abs(dense).max())

    measured = measure_imbalance(W_1, W_2)
    full = np.concatenate([dense, np.full((*dense.shape[:-1], n + m), -np.inf)], axis=-1)
    minus = np.concatenate([-dense[..., ::-1], np.full((*dense.shape[:-1], n + m), -np.inf)], -1)
    for ours, theirs in (
        (measured.lambda_plus, full[..., 0]),
        (measured.nth, full[..., n - 1]),
        (measured.lambda_minus, minus[..., 0]),
        (measured.mth, minus[..., m - 1]),
    ):
        np.testing.assert_allclose(ours, np.maximum(theirs, 0), atol=1e-11 * abs(dense).max())


@pytest.mark.parametrize("shape", [*SHAPES, (5, 2, 3)])
def test_spectrum_of_tau_is_that_of_its_matrix(shape: tuple[int, int, int]) -> None:
    n, m, _ = shape
    _, W_1, W_2 = draw(*shape, runs=1)
    A, B = (W_1 @ W_1.mT)[0], (W_2.mT @ W_2)[0]
    dense = np.linalg.eigvalsh(np.kron(A, np.eye(m)) + np.kron(np.eye(n), B))
    smallest, largest = tau_spectrum(W_1, W_2)
    np.testing.assert_allclose(smallest, dense[0], atol=1e-11 * dense[-1])
    np.testing.assert_allclose(largest, dense[-1], rtol=1e-11)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["f_0", "f", "rho_hat", "rho"])
def test_reduced_run_is_the_dense_run(shape: tuple[int, int, int], kind: Rate) -> None:
    problem, W_1, W_2 = draw(*shape)
    small_1, small_2 = reduce_hidden_width(W_1, W_2)
    assert small_1.shape[-1] == shape[0] + shape[1]
    runs = []
    for first, second in ((W_1, W_2), (small_1, small_2)):
        known = guarantee(
            problem, iterate(problem, first, second), c_1=0.5, c_2=1.5, absent_margin="zero"
        )
        schedule = algorithm_1(kind, problem, known, gradient_norm="exact", margin_at="initial")
        runs.append(descend(problem, first, second, schedule, 30))
    for name in ("loss", "step_size", "rate"):
        dense, reduced = (getattr(run, name) for run in runs)
        np.testing.assert_allclose(reduced, dense, rtol=1e-10)


def test_a_hundred_thousand_hidden_units_take_seconds() -> None:
    started = time.process_time()
    problem, W_1, W_2 = draw(20, 20, 100_000, runs=1)
    W_1, W_2 = reduce_hidden_width(W_1, W_2)
    start = iterate(problem, W_1, W_2)
    known = guarantee(problem, start, c_1=0.5, c_2=1.5, absent_margin="zero")
    schedule = algorithm_1("rho_hat", problem, known, gradient_norm="bound", margin_at="current")
    run = descend(problem, W_1, W_2, schedule, 200)
    assert run.loss[0, -1] < 1e-3 * run.loss[0, 0]
    assert time.process_time() - started < 10


def test_a_diverging_run_is_recorded_and_leaves_the_others_alone() -> None:
    problem, W_1, W_2 = draw(4, 3, 20)

    def schedule(t: int, here: Iterate) -> Step:
        tau_spectrum(here.W_1, here.W_2)
        return Step(np.array([1e-3, 10.0, 1e-3]), np.ones(3))

    run = descend(problem, W_1, W_2, schedule, 40)
    assert np.isinf(run.loss[1, -1])
    first = int(np.argmax(np.isinf(run.loss[1])))
    assert np.isinf(run.loss[1, first:]).all()
    assert np.isnan(run.step_size[1, first:]).all()
    assert np.isfinite(run.loss[[0, 2]]).all()
    calm = descend(problem, W_1, W_2, lambda t, here: Step(np.full(3, 1e-3), np.ones(3)), 40)
    np.testing.assert_array_equal(run.loss[[0, 2]], calm.loss[[0, 2]])


def test_singular_or_oblong_data_are_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match=r"full rank.*appendix A"):
        two_layer_problem(np.ones((3, 3)), np.ones((3, 1)))
    with pytest.raises(ValueError, match=r"\(n, n\).*got \(2, 3\).*appendix A"):
        two_layer_problem(np.ones((2, 3)), np.ones((2, 1)))


@pytest.mark.parametrize("kind", ["f_0", "f", "rho_hat", "rho", "constant"])
def test_the_same_bytes_alone_and_in_every_company(kind: Rate | Literal["constant"]) -> None:
    """Calm, huge, zero, accurate and imbalanced runs; one diverges with a constant step size."""
    sizes = [(1.0, 1.0), (1e20, 1e20), (0.0, 0.0), (1.0, 1.0), (1e3, 1e-3), (1.0, 1.0)]
    problem, W_1, W_2 = draw(4, 3, 20, runs=len(sizes))
    of_W_1, of_W_2 = np.array(sizes).T[..., None, None]
    W_1, W_2 = of_W_1 * W_1, of_W_2 * W_2
    Y = problem.Y.copy()
    Y[3] = problem.X[3] @ W_1[3] @ W_2[3]

    def trained(members: list[int]) -> Trajectory:
        part = two_layer_problem(problem.X[members], Y[members])
        weights = W_1[members], W_2[members]
        if kind == "constant":
            eta = np.array([1e-3, 1e-3, 1e-3, 1e-3, 1e-9, 10.0])[members]
            return descend(part, *weights, lambda t, here: Step(eta, np.ones_like(eta)), 25)
        known = guarantee(part, iterate(part, *weights), c_1=0.5, c_2=1.5, absent_margin="zero")
        schedule = algorithm_1(kind, part, known, gradient_norm="exact", margin_at="current")
        return descend(part, *weights, schedule, 25)

    alone = [trained([i]) for i in range(len(sizes))]
    for members in [*([i, j] for i in range(6) for j in range(6)), [0, 1, 2, 3, 4, 5]]:
        together = trained(members)
        for r, i in enumerate(members):
            for name in ("loss", "step_size", "rate"):
                np.testing.assert_array_equal(
                    getattr(together, name)[r], getattr(alone[i], name)[0]
                )
    assert np.isfinite(alone[0].loss).all()
