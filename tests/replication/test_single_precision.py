"""Norms in single precision: averages of binades against additions in float32, one by one."""

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.replication.single_precision import (
    LANES,
    largest_movement_error,
    mean_increment,
    movement_error,
    norm_factor,
)


def squares(rng: np.random.Generator, count: int, rank: int | None) -> Array:
    """Squares of entries with mean 1; in rows of 1000 with a variance each if there is a rank."""
    x = rng.standard_normal((count // 1000, 1000))
    if rank is not None:
        x *= np.sqrt(rng.chisquare(rank, (len(x), 1)) / rank)
    return x.ravel() ** 2


@pytest.mark.parametrize("rank", [None, 10])
@pytest.mark.parametrize("log2_spacing", [-3, 0, 1, 3])
def test_what_a_square_adds_on_average(log2_spacing: int, rank: int | None) -> None:
    spacing = 2.0**log2_spacing
    count = 1000 * int(min(1000, spacing * 2**22 // 1000))
    added = squares(np.random.default_rng(0), count, rank)
    start = np.float32(2**23 * spacing)
    total = np.add.accumulate(np.concatenate([[start], added.astype(np.float32)]))[-1]
    error = 4 * (added.std() + spacing) / np.sqrt(count) * (1 if rank is None else 3)
    assert (total - start) / count == pytest.approx(float(mean_increment(spacing, rank)), abs=error)


@pytest.mark.parametrize(("rank", "movement"), [(None, 1.0), (10, 0.00168)])
def test_a_whole_lane_of_the_widest_table(rank: int | None, movement: float) -> None:
    """n = 20000, fifty million additions: 7.3 % and 6.2 % of the norm are lost."""
    rng, total, exact = np.random.default_rng(1), np.float32(0), 0.0
    for _ in range(50):
        added = movement**2 * squares(rng, 10**6, rank)
        total = np.add.accumulate(np.concatenate([[total], added]).astype(np.float32))[-1]
        exact += added.sum()
    found = norm_factor(LANES * 50 * 10**6, movement**2, rank)
    assert 1 - found > 0.06
    assert np.sqrt(total / exact) == pytest.approx(found, abs=5e-4)


def test_short_sums_and_powers_of_two_change_nothing() -> None:
    squares_of = np.geomspace(1e-7, 1, 50)
    np.testing.assert_array_equal(norm_factor(10**5, squares_of), 1)
    np.testing.assert_allclose(norm_factor(4e8, squares_of), norm_factor(4e8, squares_of / 2**20))


def test_the_more_entries_the_more_is_lost() -> None:
    factors = [float(norm_factor(n * n, 1.0)) for n in (1000, 5000, 20000, 100000, 10**6)]
    assert factors == sorted(factors, reverse=True)
    assert factors[0] > 1 - 1e-4
    assert factors[-1] < 0.1


def test_movements_of_the_widest_table_come_out_too_large() -> None:
    """At t = 1, 4, 7, 10 of Table 6; in float32 one by one + 0.78, 0.01, 1.15, 0.50 %."""
    found = movement_error(20000**2, [0.00057, 0.00138, 0.00168, 0.00179], 10)
    np.testing.assert_allclose(found, [0.0078, 0.0001, 0.0115, 0.0050], atol=6e-4)
    assert found.max() < largest_movement_error(20000**2, 10) < 0.02
