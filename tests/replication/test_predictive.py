"""Rank tests against draws: exact for every law, and sharp."""

from collections.abc import Iterable

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.replication.predictive import Prediction, predict
from deeplinear.replication.rounding import as_printed


def skewed(rng: np.random.Generator, count: int) -> Array:
    """Correlated cells of a heavy-tailed law, shape (count, 4, 3)."""
    common = rng.standard_t(2, (count, 1, 1))
    return np.exp(0.5 * common) * rng.lognormal(0, 0.5, (count, 4, 3))


def each_in_turn(tables: Array, which: Iterable[int] = range(60)) -> list[Prediction]:
    """Every table once as the published one, the others as draws."""
    return [predict(tables[i], np.delete(tables, i, axis=0)) for i in which]


def test_every_rank_is_equally_likely() -> None:
    """Of exchangeable tables each is the published one with the same probability."""
    tables = skewed(np.random.default_rng(0), 60)
    p = np.sort([prediction.p for prediction in each_in_turn(tables)])
    np.testing.assert_allclose(p, np.arange(1, 61) / 60)


@pytest.mark.parametrize("decimals", [0, 1])
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_with_ties_and_diverged_draws_small_p_values_are_no_likelier(
    decimals: int, share: float
) -> None:
    rng = np.random.default_rng(1)
    tables = as_printed(skewed(rng, 60), decimals)
    diverged = rng.random(60) < share
    tables[diverged, 2:] = np.inf
    finite = each_in_turn(tables, which=np.flatnonzero(~diverged))
    for k in range(1, 61):
        assert sum(prediction.p <= k / 60 for prediction in finite) <= k
        assert np.all(np.sum([q.rank_p <= k / 60 for q in finite], axis=0) <= k)
    assert len({prediction.p for prediction in finite}) > 20


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
    assert first.p == np.mean(np.array(largest) >= largest[0])


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
    prediction = predict(np.array([3.0]), np.array([[1.0], [2], [3], [3], [np.inf]]))
    assert prediction.percentile == pytest.approx(60)  # 2 below, 2 equal of 5
    assert prediction.mean == pytest.approx(2.25)
    assert prediction.low == 1
    assert prediction.high == np.inf
    assert prediction.rank_p == pytest.approx(1)
    assert prediction.diverged == pytest.approx(0.2)
    above = predict(np.array([9.0]), np.arange(7.0)[:, None])
    assert above.percentile == 100
    assert above.rank_p == pytest.approx(2 / 8)


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
    assert prediction.extreme_z == -np.inf
    assert np.abs(prediction.z[:2]).max() < 1
    assert prediction.mean[2] == np.inf
    assert prediction.sd[2] == 0


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
