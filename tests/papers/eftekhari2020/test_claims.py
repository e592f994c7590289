"""The induced flow for all data at once, and the claims of Figure 1 on curves made for them."""

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.papers.eftekhari2020.adaptive_flow import adaptive_distances
from deeplinear.papers.eftekhari2020.claims import CHECKS, Curves
from deeplinear.papers.eftekhari2020.induced_flow import forward_euler, norms, plane_coordinates
from deeplinear.papers.eftekhari2020.similar_flow import similar_distances
from deeplinear.papers.eftekhari2020.whitened import rotated_start, whitened_data

DEPTHS = (1, 2, 3, 5, 10)
TIMES = np.linspace(0, 0.1, 101)


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_one_solution_serves_all_data(depth: int) -> None:
    times = np.array([0.0, 0.001, 0.02, 0.1])
    Z, W_0 = [], []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        X, Y = whitened_data(rng, d_x=5, d_y=1, samples=20, label_variance=10.0**seed)
        Z.append((Y @ X.T / 20)[0])
        W_0.append(rotated_start(rng, Z[-1], angle_degrees=40, norm_ratio=3))
    ours = similar_distances(
        np.linalg.norm(Z, axis=1), depth, samples=20, angle_degrees=40, norm_ratio=3, times=times
    )
    for distances, start, target in zip(ours, W_0, Z, strict=True):
        direct = adaptive_distances(start, target, depth, samples=20, times=times.tolist())
        np.testing.assert_allclose(distances, direct, rtol=1e-8, atol=1e-12 * direct[0])


def test_it_is_the_flow_that_euler_approaches() -> None:
    W_0, Z = plane_coordinates(np.array([0.0, 2.0, 1.0]), np.array([0.0, 0.3, 0.4]))
    states = forward_euler(W_0, Z, np.array([3]), samples=50, step_size=1e-5, steps=1000)
    cosine = W_0 @ Z / (np.linalg.norm(W_0) * np.linalg.norm(Z))
    similar = similar_distances(
        np.array([0.5]),
        3,
        samples=50,
        angle_degrees=float(np.rad2deg(np.arccos(cosine))),
        norm_ratio=float(np.linalg.norm(W_0) / 0.5),
        times=np.array([0.0, 0.01]),
    )
    np.testing.assert_allclose(similar[0], norms(states - Z)[[0, -1], 0], rtol=2e-3)


def flow(target_norms: Array) -> Curves:
    distance = [
        similar_distances(
            target_norms, depth, samples=50, angle_degrees=30, norm_ratio=10, times=TIMES
        )
        for depth in DEPTHS
    ]
    return Curves(TIMES, np.array(DEPTHS), np.stack(distance, axis=1))


def test_deeper_is_slower_nearby_exactly_where_the_target_is_short() -> None:
    """The last rate is m ||Z||^(2 - 2/N): it falls with N if ||Z|| < 1 and rises if not."""
    curves = flow(np.array([0.3, 0.9, 1.1, 1.5]))
    assert CHECKS["deeper_slower_nearby"](curves, 0.9).tolist() == [True, True, False, False]
    assert CHECKS["deeper_faster_far_away"](curves, 0.2).all()
    assert CHECKS["slows_down"](curves, 0.5).all()


def test_deeper_is_slower_far_away_too_where_the_start_is_short() -> None:
    """At W the rate along W is m N ||W||^(2 - 2/N), which is no longer increasing in N."""
    assert not CHECKS["deeper_faster_far_away"](flow(np.array([0.03])), 0.5).any()


def curves(falls: list[Array]) -> Curves:
    """One seed; the logarithms of the distances of depths 1, 2, ..."""
    depths = np.arange(1, len(falls) + 1)
    return Curves(TIMES, depths, np.exp(-np.stack(falls))[None])


FAST, SLOW = 50 * TIMES, 20 * TIMES


@pytest.mark.parametrize(("threshold", "holds"), [(0.5, True), (0.2, True), (0.1, False)])
def test_far_away_ends_at_the_threshold(threshold: float, holds: bool) -> None:
    """The deeper one is closer until the shallower one is at 0.135 of its start, and no longer."""
    overtaken = np.where(SLOW < 2, FAST, SLOW - 0.01)
    made = curves([SLOW, overtaken])
    assert CHECKS["deeper_faster_far_away"](made, threshold).tolist() == [holds]


def test_far_away_needs_every_pair_of_depths() -> None:
    assert CHECKS["deeper_faster_far_away"](curves([SLOW, FAST, 1.1 * FAST]), 0.2).all()
    assert not CHECKS["deeper_faster_far_away"](curves([SLOW, FAST, FAST]), 0.2).any()
    assert not CHECKS["deeper_faster_far_away"](curves([FAST, SLOW, 2 * FAST]), 0.2).any()


def test_nearby_only_the_rest_of_the_time_counts() -> None:
    bent = np.where(TIMES < 0.05, FAST, 2.5 + SLOW - 1)
    assert CHECKS["deeper_slower_nearby"](curves([0.9 * FAST, bent]), 0.9).all()
    assert not CHECKS["deeper_slower_nearby"](curves([0.5 * FAST, bent]), 0.0).any()
    assert not CHECKS["deeper_slower_nearby"](curves([SLOW, SLOW]), 0.9).any()


def test_a_linear_flow_of_one_layer_need_not_slow_down() -> None:
    bent = np.where(TIMES < 0.05, FAST, 2.5 + SLOW - 1)
    assert CHECKS["slows_down"](curves([FAST, bent]), 0.5).all()
    assert not CHECKS["slows_down"](curves([FAST, bent]), 0.39).any()
    assert not CHECKS["slows_down"](curves([bent, FAST]), 0.5).any()
