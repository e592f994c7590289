"""Lemma 15: its construction, the probability that it bounds, and the bound."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import betainc, ndtr

from deeplinear.arrays import Array
from deeplinear.papers.arora2019.geometry import margin_geometry
from deeplinear.papers.arora2019.margin import (
    deficiency_margin,
    margin_probability,
    margin_probability_bound,
    sampled_margin_share,
)

Settings = Callable[[str], dict[str, dict[str, Any]]]
RANGE = np.geomspace(1, 1e6, 121)


def test_within_the_margin_singular_values_stay_away_from_zero() -> None:
    """Claim 1: no matrix closer to Phi than W has a singular value below W's margin."""
    rng = np.random.default_rng(0)
    Phi = rng.standard_normal((3, 5))
    W = Phi + 0.05 * rng.standard_normal((3, 5))
    margin = deficiency_margin(W, Phi)
    assert margin > 0
    closer = rng.standard_normal((500, 3, 5))
    closer *= np.linalg.norm(W - Phi) / np.linalg.norm(closer, axis=(1, 2), keepdims=True)
    assert np.linalg.svd(Phi + closer, compute_uv=False).min() >= margin


def test_of_the_zero_matrix_the_margin_is_not_positive() -> None:
    Phi = np.array([[1.0, 2.0, 2.0]])
    assert deficiency_margin(np.zeros((1, 3)), Phi) == 0
    assert deficiency_margin(Phi, Phi) == 3


@pytest.mark.parametrize("d", [3, 20, 1000])
@pytest.mark.parametrize("a", [1.0, 7.0, 300.0])
def test_the_probability_is_the_area_beyond_the_crossing(a: float, d: int) -> None:
    """By quadrature of the density of a sphere's coordinate, (1 - x^2)^{(d-3)/2}."""
    geometry = margin_geometry(a, d) if a * d > 4 else None
    cosine = np.cos(geometry.theta) if geometry else (3 - 1 / (a * d)) / (2 * np.sqrt(a * d))

    def density(x: float) -> float:
        return float((1 - x**2) ** ((d - 3) / 2))

    scale = 20 / np.sqrt(d)
    beyond = quad(density, cosine, min(1, cosine + scale), epsabs=0, epsrel=1e-11)[0]
    half = quad(density, 0, min(1, scale), epsabs=0, epsrel=1e-11)[0]
    assert margin_probability(np.array(a), d) == pytest.approx(beyond / (2 * half), rel=1e-8)


@pytest.mark.parametrize(("a", "d"), [(1.0, 20), (10.0, 20), (30.0, 50)])
def test_random_vectors_agree(a: float, d: int) -> None:
    p = float(margin_probability(np.array(a), d))
    share = sampled_margin_share(np.random.default_rng(1), a, d, 20000)
    assert abs(share - p) < 4 * np.sqrt(p * (1 - p) / 20000)


def test_high_dimension_is_gaussian() -> None:
    limit = 1 - ndtr(1.5 / np.sqrt(RANGE))
    np.testing.assert_allclose(margin_probability(RANGE, 10**8), limit, atol=1e-6)


@pytest.mark.parametrize("d", [20, 21, 37, 100, 1000, 10**6])
def test_bound_below_cap_below_probability(d: int) -> None:
    """The proof's chain: Lemma 14 bounds the cap C, and C is inside D."""
    cap = 0.5 * betainc((d - 1) / 2, 0.5, 1 - 4 / (RANGE * d))
    assert np.all(margin_probability_bound(RANGE) <= cap)
    assert np.all(cap < margin_probability(RANGE, d))


def test_exact_is_above_the_bound_over_the_registered_range(settings: Settings) -> None:
    run = settings("arora2019")["figure1"]
    a = np.geomspace(run["a_range"][0], run["a_range"][1], 1001)
    for d in run["dimensions"]:
        assert np.all(margin_probability(a, d) > margin_probability_bound(a))


def test_values_used_in_the_paper() -> None:
    """Claim 3 takes 999/1000 of the bound at a = 10^5 to be 0.49 or more."""
    assert 0.999 * margin_probability_bound(np.array(1e5)) >= 0.49
    assert margin_probability_bound(np.array(8.7)) < 0 < margin_probability_bound(np.array(8.9))


def points_of_ball(count: int, d: int, r: float, rng: np.random.Generator) -> Array:
    points = rng.standard_normal((count, d))
    radius = r * rng.uniform(size=(count, 1)) ** (1 / d)
    return points / np.linalg.norm(points, axis=1, keepdims=True) * radius


@pytest.mark.parametrize(("a", "d"), [(2, 4), (1, 20), (30.0, 20), (1.2, 5)])
def test_the_construction_is_that_of_the_proof(a: float, d: int) -> None:
    ad = a * d
    geometry = margin_geometry(a, d)
    crossing = geometry.r * np.array([np.cos(geometry.theta), np.sin(geometry.theta)])
    expected = {
        "r": 1 / np.sqrt(ad),
        "P": 1 / ad,
        "Q": crossing[0],
        "base": geometry.r - geometry.r * (1 - 2 / np.sqrt(ad)),
    }
    assert {name: getattr(geometry, name) for name in expected} == pytest.approx(expected)
    assert np.linalg.norm(crossing - [1, 0]) == pytest.approx(geometry.radius_T)
    distance = geometry.Q - geometry.P
    assert distance == pytest.approx((1 / ad - 1 / ad**2) / 2)
    assert 0 < geometry.P < geometry.Q < geometry.base < geometry.r


def test_the_cap_lies_inside_the_region_with_margin() -> None:
    geometry = margin_geometry(2, 4)
    points = points_of_ball(200000, 4, geometry.r, np.random.default_rng(2))
    in_C = points[:, 0] >= geometry.base
    in_T = np.linalg.norm(points - [1, 0, 0, 0], axis=1) < geometry.radius_T
    assert in_C.sum() > 1000
    assert np.all(in_T[in_C])
    assert np.any(in_T & ~in_C)


def test_a_cap_without_height_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a = 1 and d = 4; change config/papers/arora2019\.yaml"):
        margin_geometry(1, 4)
