"""Theorem 4.4's bounds along runs that meet its conditions, and its refusals along others."""

from dataclasses import replace

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.papers.eftekhari2020.flow_bounds import (
    Setting,
    arrival,
    distance_bounds,
    guaranteed_rates,
    theorem_setting,
    unmet_condition,
)
from deeplinear.papers.eftekhari2020.induced_flow import forward_euler, norms
from tests.papers.eftekhari2020.test_flow import equation_17

MET = Setting(
    depth=2,
    samples=50,
    s_Z=0.3,
    gamma_Z=0.01,
    s_0=3.0,
    correlation=0.27,
    alpha=0.86,
    beta=10.1,
)


def test_rates_by_hand() -> None:
    faraway, nearby = guaranteed_rates(MET)
    assert faraway == pytest.approx(0.5 * 50 * 2 * 0.3 * (0.85 - 0.02 * 10.1))
    assert nearby == pytest.approx(0.5 * 50 * 0.3 * (0.86 * 0.85 - 0.04 * 10.1))
    faraway, nearby = guaranteed_rates(replace(MET, gamma_Z=0.0, depth=10))
    assert faraway == pytest.approx(250 * (0.3 * 0.86) ** 1.8)
    assert nearby == pytest.approx(25 * 0.86 * (0.3 * 0.86) ** 1.8)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"depth": 1}, "Assumption 3.6"),
        ({"alpha": 1.0}, "alpha = 1 "),
        ({"alpha": 0.01}, "alpha = 0.01 "),
        ({"beta": 10.0}, "beta = 10 "),
        ({"s_0": 0.2}, "s_0 / s_Z"),
        ({"correlation": 0.25}, "0.833 is not above alpha"),
        ({"gamma_Z": 0.1}, "negative exponents"),
        ({"depth": 4}, "negative exponents"),
    ],
)
def test_an_unmet_condition_is_named(changed: dict[str, float], word: str) -> None:
    small = replace(MET, gamma_Z=0.005)
    assert unmet_condition(small) == ""
    assert word in unmet_condition(replace(MET, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("alpha", [0.3, 0.86])
@pytest.mark.parametrize("depth", [2, 3, 5, 10])
def test_the_bounds_hold_along_the_stated_start(depth: int, alpha: float) -> None:
    s_Z, m, step, steps = 0.3, 50, 1e-5, 10000
    Z, W_0 = s_Z * np.array([1.0, 0.0]), 10 * s_Z * np.array([np.sqrt(0.75), 0.5])
    states = forward_euler(W_0, Z, np.array([depth]), samples=m, step_size=step, steps=steps)
    setting = theorem_setting(W_0[None], Z[None], depth=depth, samples=m, alpha=alpha, beta=10.1)
    assert unmet_condition(setting) == ""
    assert setting.gamma_Z == 0
    assert setting.correlation == pytest.approx(np.sqrt(0.75) * s_Z)
    check(setting, states[:, :, None], Z[None], step)


def test_the_bounds_hold_with_a_second_singular_value() -> None:
    """Two outputs, gamma_Z > 0, whole matrices by equation 16, a rank one start."""
    rng = np.random.default_rng(0)
    m, step, steps = 20, 1e-4, 4000
    X = np.sqrt(m) * np.linalg.qr(rng.standard_normal((m, 3)))[0].T
    U, V = (np.linalg.qr(rng.standard_normal((n, n)))[0] for n in (2, 3))
    Z = U @ np.array([[0.5, 0, 0], [0, 0.01, 0]]) @ V.T
    Y = Z @ X
    W = 2.0 * np.outer(U @ [0.95, np.sqrt(1 - 0.95**2)], V @ [0.95, 0, np.sqrt(1 - 0.95**2)])
    setting = theorem_setting(W, Z, depth=2, samples=m, alpha=0.85, beta=4.1)
    assert setting.gamma_Z == pytest.approx(0.02)
    assert unmet_condition(setting) == ""
    states = [W]
    for _ in range(steps):
        states.append(states[-1] + step * equation_17(states[-1], X, Y, 2))
    Z_1 = 0.5 * np.outer(U[:, 0], V[:, 0])
    check(setting, np.array(states)[:, None], Z_1, step)


def check(setting: Setting, states: Array, Z_1: Array, step: float) -> None:
    """Both bounds lie above the distance, (38a) at the start and (38b) at tau on it."""
    t = step * np.arange(len(states))
    distance = np.linalg.norm(states[:, 0] - Z_1, axis=(-2, -1))
    singular_values = np.linalg.norm(states[:, 0], ord=2, axis=(-2, -1))
    reached = arrival(singular_values, setting.s_Z)
    assert reached is not None
    assert singular_values[reached] <= np.sqrt(6) * setting.s_Z < singular_values[reached - 1]
    faraway, nearby = distance_bounds(setting, t, distance, reached)
    assert len(faraway) == reached + 1
    assert len(nearby) == len(t) - reached
    assert faraway[0] == distance[0]
    assert nearby[0] == distance[reached]
    assert np.all(faraway >= distance[: reached + 1])
    assert np.all(nearby >= distance[reached:])


def test_a_run_that_stays_far_away_has_no_nearby_bound() -> None:
    t, distance = np.array([0.0, 1.0]), np.array([3.0, 2.9])
    assert arrival(np.array([3.0, 2.9]), 0.3) is None
    faraway, nearby = distance_bounds(MET, t, distance, None)
    assert len(faraway) == 2
    assert len(nearby) == 0


def test_a_diverged_run_never_arrives() -> None:
    W_0, Z = np.array([3.0, 1.0]), np.array([0.3, 0.0])
    states = forward_euler(W_0, Z, np.array([10]), samples=50, step_size=1.0, steps=50)
    assert arrival(norms(states)[:, 0], 0.3) is None
