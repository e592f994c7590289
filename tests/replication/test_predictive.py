"""Rank tests against draws: exact for every law, and sharp."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from scipy.stats import norm, rankdata

from deeplinear.arrays import Array
from deeplinear.replication.predictive import Prediction, predict
from deeplinear.replication.rounding import as_printed

Law = Callable[[np.random.Generator, int], Array]


def skewed(rng: np.random.Generator, count: int) -> Array:
    """Correlated cells of a heavy-tailed law, shape (count, 4, 3)."""
    common = rng.standard_t(2, (count, 1, 1))
    return np.exp(0.5 * common) * rng.lognormal(0, 0.5, (count, 4, 3))


def normal(rng: np.random.Generator, count: int) -> Array:
    return rng.normal(size=(count, 4, 3))


def comonotone(rng: np.random.Generator, count: int) -> Array:
    """Every cell a function of one heavy-tailed number."""
    return np.exp(2 * rng.standard_t(3, (count, 1, 1))) * np.arange(1.0, 13).reshape(4, 3)


def discrete(rng: np.random.Generator, count: int) -> Array:
    return rng.poisson(0.7, (count, 4, 3)).astype(float)


LAWS = [skewed, normal, comonotone, discrete]


def each_in_turn(tables: Array, which: Iterable[int] = range(60)) -> list[Prediction]:
    """Every table once as the published one, the others as draws."""
    return [predict(tables[i], np.delete(tables, i, axis=0)) for i in which]


@pytest.mark.parametrize("law", [skewed, normal])
def test_every_rank_is_equally_likely(law: Law) -> None:
    """Of exchangeable tables each is the published one with the same probability."""
    p = np.sort([prediction.p for prediction in each_in_turn(law(np.random.default_rng(0), 60))])
    np.testing.assert_allclose(p, np.arange(1, 61) / 60)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("decimals", [0, 1, 15])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_small_p_values_are_never_likelier(law: Law, decimals: int, share: float) -> None:
    """With ties and diverged draws: of the 60 tables at most k have p <= k / 60."""
    rng = np.random.default_rng(1)
    tables = as_printed(law(rng, 60), decimals)
    diverged = rng.random(60) < share
    tables[diverged, 2:] = np.inf
    finite = each_in_turn(tables, which=np.flatnonzero(~diverged))
    for k in range(1, 61):
        assert sum(prediction.p <= k / 60 for prediction in finite) <= k
        assert sum(prediction.adjusted_p.min() <= k / 60 for prediction in finite) <= k
    assert law is discrete or share > 0.5 or len({prediction.p for prediction in finite}) > 10


def test_a_table_is_ranked_by_the_smaller_of_two_p_values() -> None:
    """By SciPy's ranks and scores, one table after the other."""
    tables = np.round(skewed(np.random.default_rng(6), 60), 1)
    scores = norm.ppf((rankdata(tables, axis=0) - 0.5) / 60) ** 2
    by_scores = scores.reshape(60, -1).sum(axis=1)
    by_z = np.array([np.abs(prediction.z).max() for prediction in each_in_turn(tables)])
    p_values = [[np.mean(one >= x - 1e-9) for x in one] for one in (by_scores, by_z)]
    order = [(min(pair), pair[0]) for pair in zip(*p_values, strict=True)]
    for own, prediction in zip(order, each_in_turn(tables), strict=True):
        assert prediction.p == pytest.approx(np.mean([other <= own for other in order]))


@pytest.mark.parametrize("draws", [50, 500])
@pytest.mark.parametrize("tail", [1.0, 3.0, 10.0])
def test_a_table_below_every_draw_in_every_cell_is_found(tail: float, draws: int) -> None:
    """Also where a heavy tail leaves it with a z of nearly 0. The two-sided p is the least."""
    rng = np.random.default_rng(7)
    table = np.exp(tail * rng.standard_t(3, (draws, 1))) * rng.lognormal(0, 0.01, (draws, 12))
    prediction = predict(0.9 * table.min(axis=0), table)
    assert prediction.p <= 2 / (draws + 1) + 1e-15
    if tail == 10:
        assert np.abs(prediction.z).max() < 0.5
        assert prediction.adjusted_p.min() > 0.2


@pytest.mark.parametrize("law", [normal, discrete])
def test_a_table_beyond_every_draw_has_one_rival_at_most(law: Law) -> None:
    """The draw that is the most extreme under the other statistic."""
    rng = np.random.default_rng(8)
    for _ in range(20):
        published, *draws = law(rng, 101)
        published[0, 0] = 1e3 * np.max(draws)
        assert predict(published, np.array(draws)).p <= 2 / 101


def test_z_is_a_table_s_distance_from_the_others() -> None:
    tables = skewed(np.random.default_rng(2), 60)
    largest = []
    for i, prediction in enumerate(each_in_turn(tables)):
        others = np.delete(tables, i, axis=0)
        z = (tables[i] - others.mean(axis=0)) / others.std(axis=0, ddof=1)
        np.testing.assert_allclose(prediction.z, z, rtol=1e-9)
        np.testing.assert_allclose(prediction.mean, others.mean(axis=0))
        np.testing.assert_allclose(prediction.sd, others.std(axis=0, ddof=1))
        assert abs(prediction.extreme_z) == pytest.approx(np.abs(z).max())
        largest.append(np.abs(z).max())
    first = predict(tables[0], tables[1:])
    assert first.adjusted_p.min() == np.mean(np.array(largest) >= largest[0])


def test_one_shifted_cell_is_found_and_named() -> None:
    rng = np.random.default_rng(3)
    found = []
    for _ in range(50):
        published, *draws = np.tanh(rng.standard_normal((400, 4, 3))) + rng.normal(size=(400, 1, 1))
        published[1, 2] += 8
        found.append(predict(published, np.array(draws)))
    assert all(prediction.p <= 0.01 for prediction in found)
    for prediction in found:
        np.testing.assert_array_equal(
            np.argwhere(prediction.adjusted_p <= 0.01), [[1, 2]], strict=True
        )
        assert prediction.extreme_z == prediction.z[1, 2] > 0


def test_description_of_a_cell_by_hand() -> None:
    draws = np.array([1.0, 2, 3, 3, np.inf] * 3)[:, None]
    prediction = predict(np.array([3.0]), draws)
    assert prediction.percentile == pytest.approx(60)  # 6 below, 6 equal of 15
    assert prediction.mean == pytest.approx(2.25)
    assert prediction.sd == pytest.approx(np.std([1, 2, 3, 3] * 3, ddof=1))
    assert prediction.low == 1
    assert prediction.high == np.inf
    assert prediction.draws == 15
    assert prediction.diverged == pytest.approx(0.2)
    assert predict(np.array([9.0]), np.arange(7.0)[:, None]).percentile == 100


def test_fewer_than_ten_finite_draws_have_no_mean() -> None:
    draws = np.arange(60.0).reshape(30, 2)
    draws[9:, 1] = np.inf
    prediction = predict(np.zeros(2), draws)
    np.testing.assert_array_equal(np.isnan(prediction.mean), [False, True])
    np.testing.assert_array_equal(np.isnan(prediction.sd), [False, True])
    draws[9, 1] = 0
    assert not np.isnan(predict(np.zeros(2), draws).mean).any()


def test_cells_without_spread() -> None:
    draws = np.full((50, 2), 0.1)
    agrees = predict(np.array([0.1, 0.1]), draws)
    assert (agrees.p, agrees.extreme_z) == (1, 0)
    differs = predict(np.array([0.1, 0.2]), draws)
    assert (differs.p, differs.extreme_z) == (1 / 51, np.inf)
    np.testing.assert_array_equal(differs.adjusted_p, [1, 1 / 51])


def test_a_finite_table_among_diverging_draws_is_refuted() -> None:
    rng = np.random.default_rng(4)
    draws = rng.normal(1, 0.1, (200, 3))
    draws[:, 2] = np.inf
    draws[0, 1:] = 1e200
    prediction = predict(np.ones(3), draws)
    assert prediction.diverged == 1
    assert prediction.p == 1 / 201
    assert np.isnan(prediction.mean[2])


def test_diverged_draws_are_no_more_extreme_than_a_finite_table() -> None:
    """So the share of draws that stay finite bounds the p-value."""
    draws = np.random.default_rng(5).normal(0, 1, (200, 3))
    draws[5:, 2] = np.inf
    prediction = predict(np.zeros(3), draws)
    assert prediction.diverged == 195 / 200
    assert prediction.p <= 6 / 201


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(10, 3\), got 5 of \(10, 2\)"):
        predict(np.ones((10, 3)), np.ones((5, 10, 2)))
