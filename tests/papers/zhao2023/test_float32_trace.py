"""Middle layers against the outer ones: what arithmetic left in zhao2023's tables."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.files.columns import read_columns
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import draw_network
from deeplinear.networks.least_squares import (
    draw_least_squares,
)
from deeplinear.papers.zhao2023.float32_trace import (
    middle_in_single_precision,
    middle_layer_trace,
    middle_over_outer,
)
from deeplinear.replication.predictive import predict
from deeplinear.replication.rounding import as_printed
from deeplinear.replication.single_precision import norm_factor
from tests.conftest import ROOT

Settings = Callable[[str], dict[str, dict[str, Any]]]
R = 60


def draw_movements(run: dict[str, Any], seed: int) -> Array:
    """R replicates of a table, in full precision, shape (R, T, N)."""
    rng = np.random.default_rng(seed)
    (n,), d_x, n_N, depth = run["widths"], run["d_x"], run["n_N"], run["depth"]
    problem = draw_least_squares(
        rng,
        d_x=d_x,
        n_N=n_N,
        samples=run["samples"],
        target_variance=run["target_variance"],
        noise_variance=run["noise_variance"],
        replicates=(R,),
    )
    network = draw_network(
        rng,
        [d_x, *[n] * (depth - 1), n_N],
        engine=run["engine"],
        initialization=run["initialization"],
        iterations=run["iterations"],
        replicates=(R,),
    )
    eta = step_size(run["step_size_factor"], depth=depth, n_N=n_N, beta=problem.beta)
    return gradient_descent(network, problem, eta, run["iterations"]).movement[:, 1:]


@pytest.fixture(scope="module", params=["table2", "table3", "table4", "table5", "table6"])
def table(request: pytest.FixtureRequest, settings: Settings) -> tuple[str, Array, Array, int]:
    """A table's name, the printed numbers, draws in full precision, and the width."""
    run = settings("zhao2023")[request.param]
    columns = read_columns(ROOT / f"published/zhao2023/{request.param}.csv")
    published = np.array([values for name, values in columns.items() if name != "t"]).T
    return request.param, published, draw_movements(run, seed=0), run["widths"][0]


def test_wide_tables_show_a_trace_that_their_cells_do_not(
    table: tuple[str, Array, Array, int],
) -> None:
    name, published, movements, _ = table
    draws = as_printed(movements, 5)
    prediction = middle_layer_trace(published, draws)
    assert predict(published, draws).p > 0.05
    assert (prediction.p <= 2 / (R + 1)) == (name != "table3")
    if name == "table6":
        assert prediction.z[5:9].min() > 3.5
    else:
        assert prediction.extreme_z < 0


def test_norms_in_single_precision_leave_this_trace(table: tuple[str, Array, Array, int]) -> None:
    _, published, movements, n = table
    single = middle_in_single_precision(movements, n=n, n_N=10)
    assert middle_layer_trace(published, as_printed(single, 5)).p > 0.05


def test_the_numerator_alone_in_single_precision_would_not(
    table: tuple[str, Array, Array, int],
) -> None:
    _, published, movements, n = table
    middle = movements[..., 1:-1]
    lost = norm_factor(n * n, middle**2, 10)
    assert lost.max() < 1
    numerator = movements.copy()
    numerator[..., 1:-1] *= lost
    assert middle_layer_trace(published, as_printed(numerator, 5)).p == 1 / (R + 1)


def test_without_rounding_the_randomness_of_a_run_cancels(settings: Settings) -> None:
    """Exactly at t = 1, and later to 10^-4 where the movements themselves spread by 10^-2."""
    run = settings("zhao2023")["table6"]
    movements = draw_movements(run, seed=1)
    ratio = middle_over_outer(movements)
    (n,) = run["widths"]
    np.testing.assert_allclose(ratio[:, 0], (128 * 10) ** 0.25 / np.sqrt(n), rtol=1e-10)
    assert np.max(ratio.std(axis=0) / ratio.mean(axis=0)) < 1e-4
    assert np.min(movements.std(axis=0) / movements.mean(axis=0)) > 1e-2


def test_draws_find_no_trace_in_a_draw(settings: Settings) -> None:
    """Among R + 1 tables, each once as the published one, p-values are spread evenly."""
    tables = as_printed(draw_movements(settings("zhao2023")["table4"], seed=2), 5)
    p = [middle_layer_trace(tables[i], np.delete(tables, i, axis=0)).p for i in range(R)]
    for k in range(1, R + 1):
        assert sum(value <= k / R for value in p) <= k


def test_a_diverged_run_stays_diverged() -> None:
    movement = np.array([[4.0, 1.0, 9.0], [np.inf, np.inf, np.inf]])
    np.testing.assert_allclose(middle_over_outer(movement), [[1 / 6], [np.inf]])
    seen = middle_in_single_precision(movement, n=20000, n_N=10)
    assert np.isinf(seen[1]).all()
    np.testing.assert_array_equal(seen[0, [0, 2]], movement[0, [0, 2]])
