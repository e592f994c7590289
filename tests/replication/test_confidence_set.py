"""Confidence sets by test inversion, against closed forms."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import binom

from deeplinear.arrays import Array
from deeplinear.replication.confidence_set import confidence_set
from deeplinear.replication.predictive import predict

GRID = [0.1, 0.5, 2.5, 12.5]
LEVEL = 0.05
Test = Callable[[float], tuple[float, float]]


def scale_test(x: float, sd: float, calls: list[float] | None = None) -> Test:
    """Of theta where x is normal with mean theta and standard deviation theta sd."""

    def test(theta: float) -> tuple[float, float]:
        if calls is not None:
            calls.append(theta)
        z = (x - theta) / (theta * sd)
        return 2 * float(ndtr(-abs(z))), z

    return test


@pytest.mark.parametrize("x", [0.3, 0.5, 1.0, 4.0])
@pytest.mark.parametrize("sd", [0.3, 0.02, 0.003])
def test_ends_are_those_of_the_inverted_test(x: float, sd: float) -> None:
    """Also where the set lies between two points of the grid; in few evaluations."""
    calls: list[float] = []
    found = confidence_set(scale_test(x, sd, calls), GRID, LEVEL, tolerance=1e-3)
    q = ndtri(1 - LEVEL / 2)
    low, high = x / (1 + q * sd), x / (1 - q * sd)
    assert found.connected
    assert low / (1 + 1e-3) < found.interval.low < low
    assert high < found.interval.high < high * (1 + 1e-3)
    assert len(calls) == len(set(calls)) <= 27


def test_direction_does_not_matter() -> None:
    def mirrored(theta: float) -> tuple[float, float]:
        p, z = scale_test(1.0, 0.1)(theta)
        return p, -z

    straight = confidence_set(scale_test(1.0, 0.1), GRID, LEVEL)
    assert confidence_set(mirrored, GRID, LEVEL) == straight


def test_a_set_narrower_than_the_tolerance_is_empty() -> None:
    found = confidence_set(lambda theta: (0.0, 1.0 - theta), GRID, LEVEL)
    assert found.interval.empty
    assert found.connected


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_set_to_one_side_of_the_grid_is_empty(side: float) -> None:
    found = confidence_set(lambda _: (0.0, side), GRID, LEVEL)
    assert found.interval.empty
    assert found.connected


def test_gaps_are_noticed() -> None:
    def two_parts(theta: float) -> tuple[float, float]:
        return float(0.4 < theta < 0.6 or 2 < theta < 3), 1.5 - theta

    found = confidence_set(two_parts, [0.1, 0.5, 1.0, 2.5, 12.5], LEVEL)
    assert not found.connected
    assert found.interval.low == pytest.approx(0.4, rel=1e-3)
    assert found.interval.high == pytest.approx(3, rel=1e-3)


@pytest.mark.parametrize(
    ("grid", "low", "high"),
    [
        ([0.1, 0.5, 1.0], 1 / 1.196, np.inf),
        ([1.0, 5.0, 9.0], 0, 1 / 0.804),
        ([0.9, 1.1], 0, np.inf),
    ],
)
def test_a_set_that_reaches_an_end_of_the_grid_has_no_bound_there(
    grid: list[float], low: float, high: float
) -> None:
    found = confidence_set(scale_test(1.0, 0.1), grid, LEVEL)
    assert found.interval.low == pytest.approx(low, rel=2e-3)
    assert found.interval.high == pytest.approx(high, rel=2e-3)


@pytest.mark.parametrize("theta", [1e-8, 0.01, 3.0, 1e7])
def test_on_a_very_wide_grid_a_narrow_set_is_found_anywhere(theta: float) -> None:
    grid = [2.0**k for k in range(-30, 31)]
    found = confidence_set(scale_test(theta, 1e-3), grid, LEVEL)
    assert found.interval.low == pytest.approx(theta, rel=4e-3)
    assert theta in found.interval


def test_parts_that_are_refuted_to_the_same_side_leave_a_set_in_two_pieces() -> None:
    def test(theta: float) -> tuple[float, float]:
        return float(0.4 < theta < 0.6 or 2 < theta < 3), 1.0

    found = confidence_set(test, [0.1, 0.5, 1.0, 2.5, 12.5], LEVEL)
    assert not found.connected
    assert found.interval.low == pytest.approx(0.4, rel=2e-3)
    assert found.interval.high == pytest.approx(3, rel=2e-3)


def rank_test(published: Array, unit: Array) -> Test:
    """Of a scale theta, with the same draws at every theta."""

    def test(theta: float) -> tuple[float, float]:
        prediction = predict(published, theta * unit)
        return prediction.p, prediction.extreme_z

    return test


def test_the_true_value_is_covered_as_often_as_promised() -> None:
    """Rank tests, on a skewed law with dependent cells."""
    rng = np.random.default_rng(0)
    runs, level, covered = 150, 0.1, 0
    for _ in range(runs):
        published, *unit = rng.gamma(20, 1 / 20, (40, 2)) * rng.gamma(50, 1 / 50, (40, 1))
        found = confidence_set(rank_test(published, np.array(unit)), [0.2, 1, 5], level)
        covered += 1.0 in found.interval
    assert covered >= binom.ppf(1e-4, runs, 1 - level)
