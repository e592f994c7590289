"""Iterations to an accuracy against a plain loop and closed forms; Theorem 4.1 of du2019."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.files.npz import read_arrays
from deeplinear.networks.descent import step_size
from deeplinear.networks.initialization import gaussian
from deeplinear.networks.least_squares import (
    LeastSquares,
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.network import dense_network
from deeplinear.papers.du2019 import time_to_accuracy
from deeplinear.papers.du2019.time_to_accuracy import Runs, follow, runs_to_accuracy
from deeplinear.papers.du2019.width_condition import guaranteed_factor, required_width
from workflow.scripts.du2019 import generate_problem

Settings = Callable[[str], dict[str, dict[str, Any]]]


def data_of(d_in: int, d_out: int, samples: int = 30) -> tuple[Array, Array]:
    return generate_data(
        np.random.default_rng(0),
        d_x=d_in,
        n_N=d_out,
        samples=samples,
        target_variance=1.0,
        noise_variance=1.0,
    )


def equations_1_and_2(
    layers: list[Array], X: Array, Y: Array, eta: float, iterations: int
) -> list[float]:
    """l(t) - OPT letter by letter: the loss (1), its gradient (5), the update (2)."""
    m, d_out, L = layers[0].shape[0], layers[-1].shape[0], len(layers)
    factor = 1 / math.sqrt(m ** (L - 1) * d_out)
    Phi = np.linalg.lstsq(X.T, Y.T)[0].T
    optimum = 0.5 * np.sum((Phi @ X - Y) ** 2)

    def product(some: list[Array], size: int) -> Array:
        result = np.eye(size)
        for W in some:
            result = W @ result
        return result

    excess = []
    for _ in range(iterations + 1):
        U = factor * product(layers, X.shape[0]) @ X
        excess.append(float(0.5 * np.sum((U - Y) ** 2) - optimum))
        layers = [
            W
            - eta
            * factor
            * product(layers[i + 1 :], W.shape[0]).T
            @ (U - Y)
            @ (product(layers[:i], X.shape[0]) @ X).T
            for i, W in enumerate(layers)
        ]
    return excess


@pytest.mark.parametrize(
    "widths", [[3, 2], [3, 5, 2], [3, 6, 6, 6, 2], [3, 1, 1, 1], [1, 1, 1]], ids=str
)
def test_iterations_and_rate_are_those_of_a_plain_loop(widths: list[int]) -> None:
    X, Y = data_of(widths[0], widths[-1])
    problem, depth, count, most = least_squares_problem(X, Y), len(widths) - 1, 6, 120
    eta = step_size(1 / 3, depth=depth, n_N=widths[-1], beta=float(problem.beta))
    factor = guaranteed_factor(problem, depth, eta)
    accuracy = 0.01
    network = gaussian(np.random.default_rng(1), widths, replicates=(count,))
    runs = follow(network, problem, eta, most, accuracy=accuracy, factor=factor)
    for i in range(count):
        layers = [W[i] for W in network.layers]
        excess = equations_1_and_2(layers, X, Y, eta, most)
        accurate = np.flatnonzero(np.array(excess) <= accuracy * problem.minimum)
        assert runs.iterations[i] == (accurate[0] if accurate.size else np.inf)
        last = int(min(runs.iterations[i], most))
        bound = factor ** np.arange(last + 1) * excess[0]
        assert runs.keeps_rate[i] == bool(np.all(excess[: last + 1] <= bound * (1 + 1e-9)))


def test_width_one_is_a_recursion_of_scalars() -> None:
    """All dimensions one, as in the lower bound: w_i <- w_i - eta x^2 (p - Phi) p / w_i."""
    x, phi, optimum, depth, most = 2.0, 0.7, 0.5, 4, 400
    X, Y = np.array([[x, 0.0]]), np.array([[x * phi, 1.0]])
    problem = least_squares_problem(X, Y)
    network = gaussian(np.random.default_rng(3), [1] * (depth + 1), replicates=(20,))
    eta = step_size(1 / 3, depth=depth, n_N=1, beta=x**2)
    runs = follow(network, problem, eta, most, accuracy=0.01, factor=1.0)

    def arrival(w: list[float]) -> float:
        for t in range(most + 1):
            p = math.prod(w)
            if 0.5 * x**2 * (p - phi) ** 2 <= 0.01 * optimum:
                return t
            w = [v - eta * x**2 * (p - phi) * p / v for v in w]
        return math.inf

    starts = np.stack([W[:, 0, 0] for W in network.layers], axis=-1)
    expected = [arrival(w) for w in starts.tolist()]
    np.testing.assert_array_equal(runs.iterations, expected)
    assert len(set(expected)) > 10


def test_one_layer_with_one_input_arrives_when_the_geometric_series_does() -> None:
    X, Y = np.array([[2.0, 0.0]]), np.array([[1.4, 1.0]])
    problem = least_squares_problem(X, Y)
    eta = step_size(1 / 3, depth=1, n_N=1, beta=4.0)
    start = np.array([[[5.0]], [[-30.0]]])
    runs = follow(dense_network([start]), problem, eta, 100, accuracy=0.01, factor=4 / 9)
    excess = 2 * (start[:, 0, 0] - 0.7) ** 2
    expected = np.ceil(np.log(0.01 * 0.5 / excess) / np.log(4 / 9))
    np.testing.assert_array_equal(runs.iterations, expected)
    slower = follow(dense_network([start]), problem, eta, 100, accuracy=0.01, factor=0.44)
    assert not np.any(slower.keeps_rate)


def test_a_run_that_diverges_is_settled_and_one_that_is_cut_off_is_not() -> None:
    problem = least_squares_problem(*data_of(3, 1))
    start = dense_network([np.ones((2, 4, 3)), np.ones((2, 1, 4))])
    eta = 1 / float(problem.beta)
    gone = follow(start, problem, 100 * eta, 200, accuracy=0.01, factor=1.0)
    assert np.all(np.isinf(gone.iterations) & gone.settled & ~gone.keeps_rate)
    cut = follow(start, problem, 1e-6 * eta, 20, accuracy=0.01, factor=1.0)
    assert np.all(np.isinf(cut.iterations) & ~cut.settled & cut.keeps_rate)


def test_the_rate_is_judged_until_a_run_is_accurate_whatever_its_company() -> None:
    """8 9^-t + 0.3 (25/36)^t is below 8.3 4^-t until t = 3, where it is below 0.2, not after."""
    X, Y = np.diag([2.0, 1.0, 0.0])[:2], np.array([[0.0, 0.0, 1.0]])
    problem = least_squares_problem(X, Y)
    eta = step_size(1, depth=1, n_N=1, beta=6.0)
    quick, far = np.array([[2.0, math.sqrt(0.6)]]), np.array([[1e6, 0.0]])
    outcomes = [
        follow(dense_network([start]), problem, eta, 100, accuracy=0.4, factor=0.25)
        for start in (np.stack([quick]), np.stack([quick, far]))
    ]
    for runs in outcomes:
        assert runs.iterations[0] == 3
        assert runs.keeps_rate[0]
    assert outcomes[1].iterations[1] > 6
    late = follow(dense_network([quick[None]]), problem, eta, 9, accuracy=1e-9, factor=0.25)
    assert not late.keeps_rate[0]


def test_a_run_is_followed_alone_as_in_every_company() -> None:
    problem = least_squares_problem(*data_of(3, 2))
    eta = step_size(1 / 3, depth=3, n_N=2, beta=float(problem.beta))
    layers = gaussian(np.random.default_rng(8), [3, 6, 6, 2], replicates=(5,)).layers
    # Calm, cut off, diverging at once or soon, and calm again.
    sizes = np.array([1.0, 1e-3, 1e60, 8.0, 1.0])[:, None, None]
    settings: dict[str, Any] = {"accuracy": 0.01, "factor": guaranteed_factor(problem, 3, eta)}

    def runs_of(members: list[int]) -> Runs:
        network = dense_network([(sizes * W)[members] for W in layers])
        return follow(network, problem, eta, 150, **settings)

    companies = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [0, 4], [2, 3, 0], [1, 4]]
    together = [(members, runs_of(members)) for members in companies]
    for name in ("iterations", "keeps_rate", "settled"):
        alone = [getattr(runs_of([i]), name)[0] for i in range(5)]
        for members, runs in together:
            np.testing.assert_array_equal(getattr(runs, name), [alone[i] for i in members])
    everyone = together[0][1]
    assert set(everyone.settled) == {True, False}
    assert np.isinf(everyone.iterations[2:4]).all()
    assert np.isfinite(everyone.iterations[[0, 4]]).all()


def arrivals(
    seed: int, widths: list[int], *, most_iterations: int, accuracy: float
) -> Callable[[], Runs]:
    """Eight runs on one problem with a single output, the same ones at every call."""
    problem = least_squares_problem(*data_of(3, 1))
    depth = len(widths) - 1
    eta = step_size(1 / 3, depth=depth, n_N=1, beta=float(problem.beta))

    def run() -> Runs:
        return runs_to_accuracy(
            np.random.default_rng(seed),
            widths,
            problem,
            eta,
            most_iterations=most_iterations,
            replicates=8,
            accuracy=accuracy,
            factor=guaranteed_factor(problem, depth, eta),
        )

    return run


def test_starting_again_with_more_room_follows_the_same_networks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = arrivals(5, [3, 200, 200, 200, 1], most_iterations=100, accuracy=1e-4)
    outcomes: list[Runs] = []
    for room in (4, 64):
        monkeypatch.setattr(time_to_accuracy, "FIRST_ROOM", room)
        outcomes.append(run())
    np.testing.assert_array_equal(outcomes[0].iterations, outcomes[1].iterations)
    np.testing.assert_array_equal(outcomes[0].keeps_rate, outcomes[1].keeps_rate)
    assert 2 * 4 < outcomes[0].iterations.max() <= 64
    assert len(set(outcomes[0].iterations)) > 1


def test_replicates_arrive_alike_alone_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    run = arrivals(7, [3, *[9] * 4, 1], most_iterations=60, accuracy=1e-2)
    outcomes: list[Runs] = []
    for size in (1, 3 * 8 * (3 * 9 + 3 * 81 + 9), 2**22):
        monkeypatch.setattr(time_to_accuracy, "TOGETHER", size)
        outcomes.append(run())
    for outcome in outcomes[:2]:
        np.testing.assert_array_equal(outcome.iterations, outcomes[2].iterations)
        np.testing.assert_array_equal(outcome.keeps_rate, outcomes[2].keeps_rate)
        np.testing.assert_array_equal(outcome.settled, outcomes[2].settled)
    assert len(set(outcomes[2].iterations)) > 1


def test_both_engines_arrive_alike() -> None:
    """One width below and one above the border between them, where the law hardly differs."""
    problem = least_squares_problem(*data_of(4, 1, samples=200))
    eta = step_size(1 / 3, depth=5, n_N=1, beta=float(problem.beta))
    means = [
        np.mean(
            runs_to_accuracy(
                np.random.default_rng(6),
                [4, *[width] * 4, 1],
                problem,
                eta,
                most_iterations=64,
                replicates=40,
                accuracy=0.01,
                factor=1.0,
            ).iterations
        )
        for width in (129, 130)
    ]
    assert means[0] == pytest.approx(means[1], rel=0.2)


def condition(X: Array, Phi: Array, depth: int = 3, **changed: float) -> float:
    settings = {"constant": 1.0, "failure_probability": 0.1} | changed
    return required_width(least_squares_problem(X, Phi @ X), depth, **settings)


def test_condition_4_by_hand() -> None:
    """X X^T = diag(2, 1, 0): r = 2 and kappa = 2, so r kappa^3 = 16."""
    X = np.diag(np.sqrt([2.0, 1.0, 0.0]))
    Phi = np.zeros((2, 3))
    assert condition(X, Phi) == pytest.approx(3 * 16 * math.log(2 / 0.1))
    assert condition(X, Phi, failure_probability=0.9) == pytest.approx(3 * 16 * 2)
    Phi[0, 0], Phi[1, 1] = 3.0, 1.0
    assert condition(X, Phi) == pytest.approx(3 * 16 * 2 * (1 + 9))
    assert condition(X, Phi, constant=7.0) == pytest.approx(7 * 3 * 16 * 2 * (1 + 9))


def test_condition_4_counts_only_what_the_data_see_of_the_target() -> None:
    X = np.diag(np.sqrt([2.0, 1.0, 0.0]))
    unseen = np.array([[0.0, 0.0, 50.0]])
    assert condition(X, unseen) == condition(X, np.zeros((1, 3)))


def test_condition_4_grows_like_l_log_l_for_data_without_difficulty() -> None:
    X, Phi, depth = np.ones((1, 1)), np.zeros((1, 1)), 1000
    assert condition(X, Phi, depth, failure_probability=0.9) == pytest.approx(
        depth * math.log(depth)
    )


def test_the_guaranteed_factor_does_not_depend_on_the_depth_at_the_largest_step() -> None:
    problem = least_squares_problem(*data_of(3, 2))
    kappa = float(problem.beta / problem.alpha)
    for depth in (1, 7):
        eta = step_size(1 / 3, depth=depth, n_N=2, beta=float(problem.beta))
        assert guaranteed_factor(problem, depth, eta) == pytest.approx(1 - 1 / (12 * kappa))


@pytest.fixture(scope="module")
def shipped(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> tuple[LeastSquares, dict[str, Any]]:
    """The problem of the picture and its settings."""
    run = settings("du2019")["width_depth"]
    path = tmp_path_factory.mktemp("width_depth") / "problem.npz"
    drawn = ("d_in", "d_out", "samples", "target_variance", "noise_variance")
    generate_problem.main(
        problem=str(path),
        stream=[2023, "du2019", "width_depth"],
        **{name: run[name] for name in drawn},
    )
    return least_squares_problem(*read_arrays(path, "X", "Y")), run


def cell(shipped: tuple[LeastSquares, dict[str, Any]], depth: int, width: int) -> Runs:
    problem, run = shipped
    eta = step_size(1 / run["step_size_divisor"], depth=depth, n_N=1, beta=float(problem.beta))
    return runs_to_accuracy(
        np.random.default_rng([depth, width]),
        [run["d_in"], *[width] * (depth - 1), run["d_out"]],
        problem,
        eta,
        run["most_iterations"],
        replicates=run["replicates"],
        accuracy=run["accuracy"],
        factor=guaranteed_factor(problem, depth, eta),
    )


def test_the_rate_holds_in_every_run_that_meets_the_condition(
    shipped: tuple[LeastSquares, dict[str, Any]],
) -> None:
    problem, run = shipped
    met = {
        (depth, width)
        for depth in run["depths"]
        for width in run["widths"]
        if width
        >= required_width(
            problem,
            depth,
            constant=run["condition_constant"],
            failure_probability=run["failure_probability"],
        )
    }
    narrowest = {depth: min(w for d, w in met if d == depth) for depth, _ in met}
    assert len(narrowest) >= 5
    for depth, width in narrowest.items():
        assert np.all(cell(shipped, depth, width).keeps_rate), (depth, width)
    assert not np.any(cell(shipped, 13, 2).keeps_rate)


def test_depth_costs_exponentially_at_width_one_and_nothing_at_a_thousand(
    shipped: tuple[LeastSquares, dict[str, Any]],
) -> None:
    narrow = [np.median(cell(shipped, depth, 1).iterations) for depth in (1, 3, 8, 16)]
    assert np.all(np.diff(narrow[:3]) > 0)
    assert narrow[2] > 10 * narrow[0]
    assert np.isinf(narrow[3])
    wide = [np.median(cell(shipped, depth, 1000).iterations) for depth in (1, 8, 13)]
    assert max(wide) - min(wide) <= 2
