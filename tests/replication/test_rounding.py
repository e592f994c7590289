"""Numbers as they are printed and read."""

import numpy as np
import pytest

from deeplinear.replication.rounding import (
    as_printed,
    coarsest_unit,
    count_decimals,
    printed_interval,
    to_multiples,
)


def test_rounding_is_that_of_printing_and_reading() -> None:
    values = np.random.default_rng(3).lognormal(-3, 2, 20000)
    for decimals in (0, 2, 5):
        texts = [f"{value:.{decimals}f}" for value in values]
        np.testing.assert_array_equal(as_printed(values, decimals), [float(t) for t in texts])
        assert count_decimals(texts) == decimals
        for value, text in zip(values[:500], texts, strict=False):
            assert value in printed_interval(float(text), decimals)
    np.testing.assert_array_equal(as_printed(np.array([np.inf, 1e307]), 5), np.inf)


@pytest.mark.parametrize("units", [1, 2, 5, 10])
def test_the_coarsest_rounding_prints_the_same_numbers_again(units: int) -> None:
    values = np.random.default_rng(4).uniform(0.4, 0.7, size=(20, 3))
    for row in to_multiples(values, units, 3):
        coarsest = coarsest_unit(row, 3)
        assert coarsest % units == 0
        np.testing.assert_array_equal(to_multiples(row, coarsest, 3), row)
    assert np.abs(to_multiples(values, units, 3) - values).max() <= units / 2000 + 1e-12
    assert coarsest_unit(np.array([0.505, 0.555, 0.6]), 3) == 5


def test_numbers_with_different_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match=r"got 4, 5; write them .* final zeros included"):
        count_decimals(["0.1234", "0.12345"])
