"""What cannot be drawn or trained is refused in words: expected, received, remedy."""

from typing import Any

import numpy as np
import pytest

from deeplinear.networks.descent import descend, gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.least_squares import LeastSquares, draw_least_squares, generate_data
from deeplinear.networks.network import Network
from deeplinear.networks.widths import check_widths

DATA: dict[str, Any] = {
    "d_x": 4,
    "n_N": 2,
    "samples": 9,
    "target_variance": 1.0,
    "noise_variance": 0.1,
}
WIDE = [128, 10**6, 10**6, 10]


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def problem(**changed: Any) -> LeastSquares:
    return draw_least_squares(rng(), **(DATA | changed))


def draw(engine: str, initialization: str, widths: list[int], *, iterations: int = 5) -> Network:
    kinds: dict[str, Any] = {"engine": engine, "initialization": initialization}
    return draw_network(rng(), widths, iterations=iterations, **kinds)


@pytest.mark.parametrize(
    ("engine", "initialization", "widths", "words"),
    [
        ("foo", "gaussian", WIDE, "engine: expected one of dense, reduced, conditioned, got 'foo'"),
        ("dense", "he", [4, 9, 2], "expected one of gaussian, orthogonal, balanced, got 'he'"),
        ("reduced", "gaussian", WIDE, "supports orthogonal .*got gaussian; .*engine: conditioned"),
        ("reduced", "balanced", WIDE, "got balanced; choose engine: dense, .* 8e\\+12 bytes"),
        ("conditioned", "balanced", WIDE, "supports gaussian and orthogonal .*engine: dense"),
        ("dense", "gaussian", [4], r"n_0, \.\.\., n_N"),
        ("conditioned", "gaussian", [4, 0, 2], r"each at least 1, got \[4, 0, 2\]"),
        ("conditioned", "gaussian", [4, -9, 2], r"each at least 1, got \[4, -9, 2\]"),
        ("conditioned", "orthogonal", [4, 2, 9, 2], "initialization: gaussian, which any"),
        ("reduced", "orthogonal", [4, 9, 8, 2], r"got \[4, 9, 8, 2\].*: orthogonal, for unequal"),
        ("reduced", "orthogonal", [128, 100, 100, 10], r"\(d_x, n_N\) = 128.*: gaussian, for any"),
    ],
)
def test_networks_that_cannot_be_drawn(
    engine: str, initialization: str, widths: list[int], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        draw(engine, initialization, widths)


@pytest.mark.parametrize(
    ("engine", "initialization", "widths"),
    [
        ("conditioned", "gaussian", WIDE),
        ("conditioned", "orthogonal", [4, 9, 8, 2]),
        ("conditioned", "gaussian", [128, 100, 100, 10]),
    ],
)
def test_what_is_advised_can_be_drawn(
    engine: Engine, initialization: Initialization, widths: list[int]
) -> None:
    check_widths(widths, engine=engine, initialization=initialization)
    assert draw(engine, initialization, widths, iterations=1).depth == len(widths) - 1


@pytest.mark.parametrize("widths", [[4], [4, 0, 2]])
def test_settings_are_checked_for_widths_that_are_none(widths: list[int]) -> None:
    with pytest.raises(ValueError, match=r"widths: .*each at least 1, got \[4"):
        check_widths(widths, engine="conditioned", initialization="gaussian")


@pytest.mark.parametrize("setting", ["target_variance", "noise_variance"])
@pytest.mark.parametrize("value", [-1.0, np.nan])
def test_variances_that_are_none(setting: str, value: float) -> None:
    words = rf"{setting}: expected a variance of at least 0, got {value}"
    with pytest.raises(ValueError, match=words):
        problem(**{setting: value})
    with pytest.raises(ValueError, match=words):
        generate_data(rng(), **(DATA | {setting: value}))


@pytest.mark.parametrize("widths", [[5, 9, 2], [4, 9, 3]])
@pytest.mark.parametrize("engine", ["dense", "conditioned"])
def test_a_network_of_other_dimensions_than_the_problem(engine: str, widths: list[int]) -> None:
    words = rf"d_x = 4 and n_N = 2, got n_0 = {widths[0]} and n_N = {widths[-1]}"
    with pytest.raises(ValueError, match=words):
        gradient_descent(draw(engine, "gaussian", widths), problem(), 0.01, 5)


def test_less_than_no_iterations_and_less_than_one_layer() -> None:
    with pytest.raises(ValueError, match="iterations: expected at least 0, got -1"):
        gradient_descent(draw("dense", "gaussian", [4, 2]), problem(), 0.01, -1)
    flat = Experiment(
        engine="dense",
        initialization="gaussian",
        depth=0,
        width=9,
        step_size_factor=0.1,
        iterations=3,
        **DATA,
    )
    with pytest.raises(ValueError, match="depth: expected at least 1 weight matrix, got 0"):
        run_experiment(rng(), flat)


@pytest.mark.parametrize(
    ("initialization", "widths"),
    [("gaussian", [60, 900, 900, 2]), ("orthogonal", [60, 700, 900, 800, 2])],
)
def test_a_conditioned_network_refuses_more_iterations_than_it_was_drawn_with(
    initialization: str, widths: list[int]
) -> None:
    network = draw("conditioned", initialization, widths)
    with pytest.raises(ValueError, match=r"room for 22 axes.*more iterations, and a new one"):
        gradient_descent(network, problem(d_x=60), 0.001, 6)


def test_a_conditioned_network_repeats_a_training_and_refuses_another() -> None:
    network = draw("conditioned", "gaussian", [4, 900, 900, 2], iterations=9)
    convex = problem()
    eta = step_size(0.3, depth=3, n_N=2, beta=float(convex.beta))
    first = gradient_descent(network, convex, eta, 4)
    again = gradient_descent(network, convex, eta, 4)
    np.testing.assert_allclose(again.movement, first.movement, rtol=1e-9)
    assert np.array_equal(network.draw_norms(), network.draw_norms())
    with pytest.raises(ValueError, match=r"trained once.*; draw a new"):
        gradient_descent(network, convex, 2 * eta, 4)


def test_until_its_norms_are_drawn_a_conditioned_network_can_be_trained_within_its_room() -> None:
    network = draw("conditioned", "gaussian", [60, 900, 900, 2], iterations=9)
    convex = problem(d_x=60, samples=200)
    starts = [next(descend(network, convex, eta, 4))[0] for eta in (0.001, 0.002)]
    np.testing.assert_allclose(starts[1], starts[0], rtol=1e-12)
    etas = [0.3 * step / float(convex.beta) for step in (1, 2, 3)]
    assert [len(list(descend(network, convex, eta, 4))) for eta in etas[:2]] == [5, 5]
    with pytest.raises(ValueError, match="has room for"):
        list(descend(network, convex, etas[2], 4))
