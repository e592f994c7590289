"""Power laws: exact on exact data, and an interval that covers what it should."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.replication.power_law import fit_power_law

WIDTHS = np.repeat(np.geomspace(1e4, 1e6, 5), 20)


def observations(rng: np.random.Generator, spread: Array, exponent: float = -0.5) -> Array:
    """3 x^exponent times log-normal noise of a given spread."""
    return 3 * WIDTHS**exponent * np.exp(spread * rng.standard_normal(WIDTHS.size))


def test_an_exact_law_is_found_and_certain() -> None:
    y = 3 * WIDTHS**-0.75 * np.exp(-350 / WIDTHS)
    law = fit_power_law(WIDTHS, y)
    found = [law.prefactor, law.exponent, law.correction, law.low, law.high]
    np.testing.assert_allclose(found, [3, -0.75, -350, -0.75, -0.75], rtol=1e-9)
    np.testing.assert_allclose(law(WIDTHS), y, rtol=1e-12)


def test_the_interval_is_that_of_the_jackknife() -> None:
    """HC3 sums the squared changes of the exponent when one point at a time is left out."""
    y = observations(np.random.default_rng(0), np.linspace(0.1, 0.4, WIDTHS.size))
    law = fit_power_law(WIDTHS, y)
    design = np.column_stack([np.ones(WIDTHS.size), np.log(WIDTHS), 1e4 / WIDTHS])

    def slope(rows: NDArray[np.intp]) -> float:
        return float(np.linalg.lstsq(design[rows], np.log(y)[rows])[0][1])

    every = np.arange(WIDTHS.size)
    whole = slope(every)
    error = np.linalg.norm([slope(np.delete(every, i)) - whole for i in every])
    t = stats.t.ppf(0.975, WIDTHS.size - 3)
    np.testing.assert_allclose(law.exponent, whole, rtol=1e-10)
    np.testing.assert_allclose([law.low, law.high], [whole - t * error, whole + t * error])


def test_the_p_value_agrees_with_the_interval() -> None:
    law = fit_power_law(WIDTHS, observations(np.random.default_rng(0), np.full(100, 0.1)))
    assert law.p(law.exponent) == 1
    assert law.p(law.low) == pytest.approx(0.05)
    assert law.p(law.high) == pytest.approx(0.05)
    assert law.p(-1) < 1e-6


UNEQUAL = np.where(WIDTHS < 1e6, 0.02, 0.16)


@pytest.mark.parametrize("spread", [np.full(100, 0.02), UNEQUAL], ids=["equal", "unequal"])
def test_the_interval_covers_the_exponent_as_often_as_it_says(spread: Array) -> None:
    rng, draws = np.random.default_rng(1), 1000
    laws = [fit_power_law(WIDTHS, observations(rng, spread)) for _ in range(draws)]
    covered = np.mean([law.low <= -0.5 <= law.high for law in laws])
    assert abs(covered - 0.95) < 4 * np.sqrt(0.05 * 0.95 / draws)


def test_the_textbook_interval_would_cover_it_too_rarely() -> None:
    rng, t = np.random.default_rng(1), stats.t.ppf(0.975, WIDTHS.size - 2)
    lines = [
        stats.linregress(np.log(WIDTHS), np.log(observations(rng, UNEQUAL))) for _ in range(300)
    ]
    assert np.mean([abs(line.slope + 0.5) <= t * line.stderr for line in lines]) < 0.9


def coverage(fit: Callable[[Array, Array], tuple[float, float]]) -> float:
    """How often an interval covers the exponent of x^-1 / (1 + 350 / x), a law like the gap's."""
    rng, count = np.random.default_rng(4), 0
    for _ in range(400):
        x = np.repeat(np.geomspace(1e4, 1e6, 5), 12)
        y = 1 / (x + 350) * np.exp(0.05 * rng.standard_normal(x.size))
        low, high = fit(x, y)
        count += low <= -1 <= high
    return count / 400


def test_with_its_correction_the_interval_covers_the_limit_and_without_it_does_not() -> None:
    def corrected(x: Array, y: Array) -> tuple[float, float]:
        law = fit_power_law(x, y)
        return law.low, law.high

    def pure(x: Array, y: Array) -> tuple[float, float]:
        line = stats.linregress(np.log(x), np.log(y))
        margin = stats.t.ppf(0.975, x.size - 2) * line.stderr
        return line.slope - margin, line.slope + margin

    assert coverage(corrected) > 0.95 - 3 * np.sqrt(0.05 * 0.95 / 400)
    assert coverage(pure) < 0.75


def test_a_higher_confidence_is_a_wider_interval() -> None:
    y = observations(np.random.default_rng(2), np.full(WIDTHS.size, 0.1))
    narrow, wide = (fit_power_law(WIDTHS, y, confidence=level) for level in (0.9, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_units_change_the_prefactor_alone() -> None:
    y = observations(np.random.default_rng(3), np.full(WIDTHS.size, 0.1))
    law, scaled = fit_power_law(WIDTHS, y), fit_power_law(WIDTHS / 100, 7 * y)
    np.testing.assert_allclose(
        [scaled.exponent, scaled.low, scaled.high], [law.exponent, law.low, law.high], rtol=1e-10
    )
    np.testing.assert_allclose(scaled(WIDTHS / 100), 7 * law(WIDTHS), rtol=1e-10)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ([1, 2, 3], [1, 0, 1], "positive and finite"),
        ([1, 2, 3], [1, np.inf, 1], "positive and finite"),
        ([1, -2, 3], [1, 1, 1], "positive and finite"),
        ([2, 2, 1, 1], [1, 2, 3, 4], "four different x"),
        ([1, 1, 2, 2, 3], [1, 2, 3, 4, 5], "three with two points each"),
    ],
)
def test_what_no_law_goes_through_is_refused(x: list[float], y: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fit_power_law(x, y)
