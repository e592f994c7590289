"""Widths from the first row of a table."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplinear.files.columns import read_columns
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.initialization import orthogonal
from deeplinear.networks.least_squares import generate_data, least_squares_problem
from deeplinear.papers.zhao2023.printed_ratios import printed_widths
from deeplinear.replication.intervals import Interval
from deeplinear.replication.rounding import as_printed, printed_interval
from tests.conftest import ROOT

Settings = Callable[[str], dict[str, dict[str, Any]]]


def first_row(n: int, d_x: int, n_N: int, depth: int, movement: float) -> list[float]:
    """What the identities give for a common movement."""
    return [movement / np.sqrt(n * width) for width in (d_x, *[n] * (depth - 2), n_N)]


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_in_the_first_step_all_layers_move_equally_far(depth: int) -> None:
    """The identities against dense matrices, printed with ten decimals."""
    d_x, n, n_N = 7, 30, 4
    X, Y = generate_data(
        np.random.default_rng(0), d_x=d_x, n_N=n_N, samples=40, target_variance=2, noise_variance=1
    )
    problem = least_squares_problem(X, Y)
    network = orthogonal(np.random.default_rng(1), [d_x, *[n] * (depth - 1), n_N])
    eta = step_size(0.7, depth=depth, n_N=n_N, beta=float(problem.beta))
    row = gradient_descent(network, problem, eta, 1).movement[1]
    np.testing.assert_allclose(
        row * np.sqrt([n * width for width in (d_x, *[n] * (depth - 2), n_N)]),
        row[0] * np.sqrt(n * d_x),
        rtol=1e-10,
    )
    widths = printed_widths(as_printed(row, 10).tolist(), n_N=n_N, decimals=10)
    assert widths.d_x.high - widths.d_x.low < 1e-5
    assert widths.misfit(n, d_x) == 0
    assert (widths.n == Interval(0, np.inf)) == (depth == 2)


def test_true_widths_always_fit_what_is_printed() -> None:
    rng = np.random.default_rng(2)
    for _ in range(500):
        d_x, n_N, depth = (int(rng.integers(low, 40)) for low in (1, 1, 3))
        n = max(d_x, n_N) + int(rng.integers(0, 20000))
        decimals = int(rng.integers(2, 7))
        row = np.array(first_row(n, d_x, n_N, min(depth, 6), movement=rng.uniform(1, 50)))
        printed = as_printed(row, decimals)
        if printed.min() > 0:
            assert printed_widths(printed.tolist(), n_N=n_N, decimals=decimals).misfit(n, d_x) == 0


def test_widths_fit_just_when_one_common_movement_explains_every_column() -> None:
    """Each width may fit alone and both together not."""
    printed, n_N, decimals = [0.013, 0.0031, 0.046], 10, 4
    widths = printed_widths(printed, n_N=n_N, decimals=decimals)
    alone = 0
    for n in range(1900, 2500, 7):
        for d_x in range(115, 140):
            norms = [1 / r for r in first_row(n, d_x, n_N, 3, movement=1)]
            movements = [printed_interval(r, decimals) for r in printed]
            lowest = max(m.low * norm for m, norm in zip(movements, norms, strict=True))
            highest = min(m.high * norm for m, norm in zip(movements, norms, strict=True))
            assert (lowest <= highest) == (widths.misfit(n, d_x) == 0)
            alone += n in widths.n and d_x in widths.d_x and lowest > highest
    assert alone > 0


def test_a_wrong_width_misfits_by_the_root_of_its_ratio() -> None:
    row = as_printed(np.array(first_row(5000, 128, 10, 4, 5.0)), 8).tolist()
    widths = printed_widths(row, n_N=10, decimals=8)
    assert widths.misfit(2000, 128) == pytest.approx(np.sqrt(5000 / 2000) - 1, rel=1e-4)
    assert widths.misfit(5000, 512) == pytest.approx(1, rel=1e-4)


def test_middle_columns_that_differ_leave_no_width() -> None:
    widths = printed_widths([0.05161, 0.00826, 0.00828, 0.18464], n_N=10, decimals=5)
    assert widths.n.empty
    assert widths.n_over_d_x.empty
    assert 128 in widths.d_x
    assert widths.misfit(5000, 128) == np.inf


def test_of_a_middle_column_printed_as_nearly_zero_only_a_lower_bound_is_known() -> None:
    widths = printed_widths([0.02, 0.00001, 0.05], n_N=10, decimals=4)
    assert widths.n.high == np.inf
    assert widths.n.low == pytest.approx(10 * (0.04995 / 0.00006) ** 2)


@pytest.mark.parametrize("row", [[0.1], [0.1, 0.0, 0.2]])
def test_a_row_without_ratios_is_refused(row: list[float]) -> None:
    with pytest.raises(ValueError, match="positive first-row entries of two or more layers"):
        printed_widths(row, n_N=10, decimals=5)


def test_the_printed_tables_have_the_inferred_widths(settings: Settings) -> None:
    """All but Table 5, whose 0.00099 would be 0.00100: single precision, see float32_trace."""
    variants = settings("zhao2023")
    for table in [f"table{i}" for i in range(1, 7)]:
        columns = read_columns(ROOT / f"published/zhao2023/{table}.csv")
        row = [values[0] for name, values in columns.items() if name != "t"]
        widths = printed_widths(row, n_N=10, decimals=5)
        inferred, stated = variants[table], variants[f"{table}-stated"]
        misfit = widths.misfit(inferred["widths"][0], inferred["d_x"])
        assert 0.001 < misfit < 0.002 if table == "table5" else misfit == 0
        if table in ("table1", "table2"):
            assert widths.misfit(stated["widths"][0], stated["d_x"]) > 0.5
        else:
            assert (stated["widths"], stated["d_x"]) == (inferred["widths"], inferred["d_x"])
