"""Tables given the size of their first row: exact, and sharper than as they are."""

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.papers.zhao2023.first_row import given_first_row
from deeplinear.replication.predictive import predict
from deeplinear.replication.rounding import as_printed

DECIMALS = 4
SIZES = {"d_x": 12, "n_N": 4, "samples": 60, "target_variance": 4.0, "noise_variance": 1.0}
HOW = {"engine": "reduced", "initialization": "orthogonal", "depth": 3, "iterations": 5}


def draw(seed: int, count: int, n: int = 500, factor: float = 0.5) -> Array:
    """Printed tables, shape (count, T, N)."""
    experiment = Experiment(width=n, step_size_factor=factor, **SIZES, **HOW)  # type: ignore[arg-type]
    runs, _ = run_experiment(np.random.default_rng(seed), experiment, (count,))
    return as_printed(runs.movement[:, 1:], DECIMALS)


def p_value(tables: Array, i: int | np.intp = 0) -> float:
    """Of one table among the others."""
    given = given_first_row(np.roll(tables, -int(i), axis=0), DECIMALS)
    return predict(given[0], given[1:]).p


def test_of_exchangeable_tables_every_rank_is_equally_likely() -> None:
    tables = draw(1, 60)
    p = np.sort([p_value(tables, i) for i in range(60)])
    assert np.all(p >= np.arange(1, 61) / 60 - 1e-12)
    np.testing.assert_allclose(p, np.arange(1, 61) / 60, atol=3 / 60)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_with_diverged_tables_small_p_values_are_no_likelier(share: float) -> None:
    tables = draw(2, 60)
    diverged = np.random.default_rng(3).random(60) < share
    tables[diverged, 2:] = np.inf
    p = [p_value(tables, i) for i in np.flatnonzero(~diverged)]
    for k in range(1, 61):
        assert np.sum(np.array(p) <= k / 60 + 1e-12) <= k


def test_the_order_of_the_tables_does_not_matter() -> None:
    tables = draw(4, 30)
    shuffled = np.random.default_rng(5).permutation(30)
    np.testing.assert_allclose(
        given_first_row(tables[shuffled], DECIMALS), given_first_row(tables, DECIMALS)[shuffled]
    )


def test_ratios_of_the_first_row_do_not_count_and_its_size_does() -> None:
    tables = draw(6, 200)
    original = p_value(tables)
    tables[0, 0] *= [1.25, 0.8, 1.0]
    assert p_value(tables) == original
    tables[0, 0] *= 1.5
    assert p_value(tables) <= 2 / 200


def test_later_rows_no_longer_vary_with_the_first() -> None:
    given = given_first_row(draw(7, 300), DECIMALS)
    size = given[:, 0, 0] - given[:, 0, 0].mean()
    assert np.abs(np.einsum("r,rtk->tk", size, given[:, 1:])).max() < 1e-9


@pytest.mark.parametrize("changed", [{"factor": 0.58}, {"n": 560}])
def test_more_is_noticed_given_the_first_row(changed: dict[str, float]) -> None:
    draws = draw(8, 300)
    noticed = {"given": 0, "raw": 0}
    for other in draw(9, 30, **changed):  # type: ignore[arg-type]
        tables = np.concatenate([other[None], draws])
        noticed["given"] += p_value(tables) <= 0.05
        noticed["raw"] += predict(other, draws).p <= 0.05
    assert noticed["given"] > noticed["raw"] + 5


def test_printed_zeros_and_a_first_row_without_spread_are_no_error() -> None:
    tables = draw(10, 40)
    tables[:, :, 1] = 0
    tables[:, 0] = tables[0, 0]
    given = given_first_row(tables, DECIMALS)
    assert np.isfinite(given).all()
    assert 0 < predict(given[0], given[1:]).p <= 1


def test_tables_that_diverge_stay_so() -> None:
    tables = draw(11, 20)
    tables[5:, 3] = np.inf
    given = given_first_row(tables, DECIMALS)
    assert np.isfinite(given[:5]).all()
    assert np.isinf(given[5:]).all()
