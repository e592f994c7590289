"""The induced flow against its definition, closed forms, and what Figure 1 is to show."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.files.npz import read_arrays
from deeplinear.papers.eftekhari2020.adaptive_flow import adaptive_distances
from deeplinear.papers.eftekhari2020.induced_flow import (
    forward_euler,
    norms,
    plane_coordinates,
    recorded_steps,
    velocity,
)
from deeplinear.papers.eftekhari2020.whitened import rotated_start, whitened_data
from workflow.scripts.eftekhari2020 import generate_whitened

Settings = Callable[[str], dict[str, dict[str, Any]]]


def power(symmetric: Array, exponent: float) -> Array:
    """A power of a positive semidefinite matrix; the zeroth is the identity."""
    if exponent == 0:
        return np.eye(len(symmetric))
    eigenvalues, vectors = np.linalg.eigh(symmetric)
    eigenvalues[eigenvalues < 1e-12 * eigenvalues.max()] = 0
    return (vectors * eigenvalues**exponent) @ vectors.T


def equation_17(W: Array, X: Array, Y: Array, N: int) -> Array:
    """-A_W(W X X^T - Y X^T) with the sum of equation 16 term by term."""
    gradient = W @ X @ X.T - Y @ X.T
    terms = (
        power(W @ W.T, (N - j) / N) @ gradient @ power(W.T @ W, (j - 1) / N)
        for j in range(1, N + 1)
    )
    return -sum(terms, np.zeros_like(W))


def data(seed: int = 0, samples: int = 50) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return whitened_data(rng, d_x=5, d_y=1, samples=samples, label_variance=1.0)


@pytest.mark.parametrize("N", [1, 2, 3, 7])
def test_the_closed_form_is_the_operator_of_equation_16(N: int) -> None:
    X, Y = data()
    W = np.random.default_rng(1).standard_normal((1, 5))
    ours = velocity(W, (Y @ X.T / 50)[0], np.array([N]), 50)
    np.testing.assert_allclose(ours, equation_17(W, X, Y, N), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("N", [2, 3, 5])
def test_it_is_what_gradient_flow_does_to_the_product_of_balanced_layers(N: int) -> None:
    X, Y = data()
    W = np.random.default_rng(2).standard_normal((1, 5))
    s = np.linalg.norm(W)
    layers = [s ** (1 / N) * (W / s), *[np.full((1, 1), s ** (1 / N))] * (N - 1)]
    residual = (W @ X - Y) @ X.T
    total = np.zeros_like(W)
    for j in range(N):
        below = layers[0] if j else np.eye(5)
        above = s ** ((N - 1 - j) / N)
        scalars_below = s ** (max(j - 1, 0) / N)
        gradient = above * scalars_below * residual @ below.T
        total -= above * scalars_below * gradient @ below
    ours = velocity(W, (Y @ X.T / 50)[0], np.array([N]), 50)
    np.testing.assert_allclose(ours, total, rtol=1e-10)


def test_a_short_run_is_euler_with_whole_matrices() -> None:
    X, Y = data()
    Z = (Y @ X.T / 50)[0]
    W_0 = rotated_start(np.random.default_rng(3), Z, angle_degrees=30, norm_ratio=10)
    depths = np.array([1, 2, 5])
    states = forward_euler(
        *plane_coordinates(W_0, Z), depths, samples=50, step_size=1e-5, steps=300
    )
    reduced = norms(states - plane_coordinates(W_0, Z)[1])
    for i, N in enumerate(depths):
        W = W_0[None]
        for _ in range(300):
            W = W + 1e-5 * equation_17(W, X, Y, int(N))
        assert reduced[-1, i] == pytest.approx(np.linalg.norm(W - Z), rel=1e-10)


@pytest.fixture(scope="module")
def figure(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Figure 1's settings, problem, and run in the two-number state."""
    run = settings("eftekhari2020")["figure1"]
    path = tmp_path_factory.mktemp("figure1") / "problem.npz"
    drawn = ("samples", "d_x", "d_y", "label_variance", "angle_degrees", "norm_ratio")
    generate_whitened.main(
        problem=str(path),
        stream=[2023, "eftekhari2020", "figure1"],
        **{name: run[name] for name in drawn},
    )
    Z, W_0 = (rows[0] for rows in read_arrays(path, "Z", "W_0"))
    states = euler(run, *plane_coordinates(W_0, Z))
    distances = norms(states - plane_coordinates(W_0, Z)[1])
    return run | {"Z": Z, "W_0": W_0, "states": states, "distances": distances}


def euler(run: dict[str, Any], W_0: Array, Z: Array) -> Array:
    return forward_euler(
        W_0,
        Z,
        np.array(run["depths"]),
        samples=run["samples"],
        step_size=run["step_size"],
        steps=run["steps"],
    )


def test_two_numbers_are_the_whole_state(figure: dict[str, Any]) -> None:
    short = figure | {"steps": figure["steps"] // 10}
    whole = norms(euler(short, figure["W_0"], figure["Z"]) - figure["Z"])
    np.testing.assert_allclose(figure["distances"][: len(whole)], whole, rtol=1e-9, atol=0)


def test_one_layer_is_linear_gradient_flow(figure: dict[str, Any]) -> None:
    m, steps, step_size = figure["samples"], figure["steps"], figure["step_size"]
    first = figure["distances"][0, 0]
    assert figure["depths"][0] == 1
    assert figure["distances"][-1, 0] == pytest.approx(first * (1 - m * step_size) ** steps)
    times = [0.0, 0.03, 0.1]
    exact = adaptive_distances(figure["W_0"], figure["Z"], 1, samples=m, times=times)
    np.testing.assert_allclose(exact, first * np.exp(-m * np.array(times)), rtol=1e-9)


def test_distances_fall_and_the_rate_falls_with_them(figure: dict[str, Any]) -> None:
    distances = figure["distances"]
    assert np.all(np.diff(distances, axis=0) < 0)
    rate = -np.diff(np.log(distances[::1000]), axis=0)
    deep = np.array(figure["depths"]) > 1
    assert np.all(rate[0, deep] > 3 * rate[-1, deep])


def test_deeper_is_faster_far_away_and_slower_nearby(figure: dict[str, Any]) -> None:
    distances = figure["distances"]
    assert np.all(np.diff(distances[1000]) < 0)
    assert np.all(np.diff(distances[-1]) > 0)
    assert np.all(np.diff(-np.log(distances[-1] / distances[-1000])) < 0)


def test_euler_is_within_its_own_error_of_the_adaptive_solver(figure: dict[str, Any]) -> None:
    kept = recorded_steps(figure["steps"], 50)
    times = [k * figure["step_size"] for k in kept]
    for i, N in enumerate(figure["depths"]):
        exact = adaptive_distances(
            *plane_coordinates(figure["W_0"], figure["Z"]),
            N,
            samples=figure["samples"],
            times=times,
        )
        deviation = np.abs(figure["distances"][kept, i] / exact - 1).max()
        assert 1e-6 < deviation < 2e-3


def test_euler_converges_at_first_order() -> None:
    W_0, Z = np.array([2.0, 1.5]), np.array([0.3, 0.0])
    exact = adaptive_distances(W_0, Z, 3, samples=50, times=[0.0, 0.02])[-1]
    errors = []
    for steps in (4000, 8000):
        states = forward_euler(
            W_0, Z, np.array([3]), samples=50, step_size=0.02 / steps, steps=steps
        )
        errors.append(abs(norms(states - Z)[-1, 0] - exact))
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.02)


@pytest.mark.parametrize("s_Z", [0.3, 3.0])
@pytest.mark.parametrize("N", [2, 3, 10])
def test_the_last_rate_depends_on_depth_only_through_the_targets_norm(s_Z: float, N: int) -> None:
    """m ||Z||^{2-2/N}: deeper is slower near the target exactly when ||Z|| < 1."""
    rate = 50 * s_Z ** (2 - 2 / N)
    W_0, Z = s_Z * np.array([0.5, 0.5]), np.array([s_Z, 0.0])
    late, later = adaptive_distances(W_0, Z, N, samples=50, times=[0.0, 12 / rate, 13 / rate])[1:]
    assert np.log(late / later) == pytest.approx(1, rel=1e-3)


def test_a_run_that_diverges_ends_in_inf() -> None:
    W_0, Z = np.array([3.0, 1.0]), np.array([0.3, 0.0])
    states = forward_euler(W_0, Z, np.array([1, 10]), samples=50, step_size=0.1, steps=500)
    distances = norms(states - Z)
    assert np.all(distances[-1] == np.inf)
    assert not np.any(np.isnan(distances))


def test_recorded_steps_have_both_ends_and_no_repetition() -> None:
    kept = recorded_steps(100000, 200)
    assert kept[0] == 0
    assert kept[1] == 1
    assert kept[-1] == 100000
    assert kept == sorted(set(kept))
    assert len(kept) <= 200
    assert recorded_steps(3, 10) == [0, 1, 2, 3]


def test_data_are_whitened_and_the_start_is_turned() -> None:
    X, Y = data(seed=5)
    np.testing.assert_allclose(X @ X.T / 50, np.eye(5), atol=1e-12)
    Z = (Y @ X.T / 50)[0]
    for angle in (0.0, 30.0, 180.0):
        W_0 = rotated_start(np.random.default_rng(6), Z, angle_degrees=angle, norm_ratio=10)
        assert np.linalg.norm(W_0) == pytest.approx(10 * np.linalg.norm(Z))
        cosine = W_0 @ Z / (np.linalg.norm(W_0) * np.linalg.norm(Z))
        assert cosine == pytest.approx(np.cos(np.deg2rad(angle)))


def test_too_few_samples_cannot_be_whitened() -> None:
    with pytest.raises(ValueError, match="samples = 4 and d_x = 5"):
        data(samples=4)
