"""The published tables of zhao2023 lie inside the spread over random draws, as inferred."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplinear.csvfile import read_columns
from deeplinear.descent import Trajectory, gradient_descent, step_size
from deeplinear.engines import draw_network
from deeplinear.least_squares import Array, convex_descent, generate_data, least_squares
from deeplinear.randomness import generator
from tests.conftest import ROOT

Settings = Callable[[str], dict[str, dict[str, Any]]]
TABLES = [f"table{i}" for i in range(1, 7)]


def draw_run(run: dict[str, Any], n: int, seed: int) -> tuple[Trajectory, Array]:
    """One replicate: the network's trajectory and the convex problem's losses."""
    d_x, n_N, depth = run["d_x"], run["n_N"], run["depth"]
    rng = generator(seed, "tests", run["artefact"])
    problem = least_squares(
        *generate_data(
            rng,
            d_x=d_x,
            n_N=n_N,
            samples=run["samples"],
            target_variance=run["target_variance"],
            noise_variance=run["noise_variance"],
        )
    )
    network = draw_network(
        rng,
        [d_x, *[n] * (depth - 1), n_N],
        engine=run["engine"],
        initialization=run["initialization"],
        iterations=run["iterations"],
    )
    eta = step_size(run["step_size_factor"], depth=depth, n_N=n_N, beta=float(problem.beta))
    deep = gradient_descent(network, problem, eta, run["iterations"])
    convex = convex_descent(problem, network.end_to_end, depth * eta / n_N, run["iterations"])
    return deep, convex


def published(table: str) -> Array:
    columns = read_columns(ROOT / f"published/zhao2023/{table}.csv")
    return np.array([columns[name] for name in columns if name != "t"]).T


@pytest.mark.parametrize("table", TABLES)
def test_every_published_cell_is_within_three_sd_of_200_draws(
    settings: Settings, table: str
) -> None:
    run = settings("zhao2023")[table]
    (n,) = run["widths"]
    movements = np.stack([draw_run(run, n, seed)[0].movement[1:] for seed in range(200)])
    z = (published(table) - movements.mean(axis=0)) / movements.std(axis=0, ddof=1)
    assert np.abs(z).max() < 3


def test_table_1_as_stated_diverges(settings: Settings) -> None:
    run = settings("zhao2023")["table1-stated"]
    for seed in range(5):
        assert np.isinf(draw_run(run, run["widths"][0], seed)[0].movement[-1]).all()


@pytest.mark.parametrize("table", TABLES)
def test_no_table_comes_out_with_the_stated_step_size(settings: Settings, table: str) -> None:
    run = settings("zhao2023")[table] | {
        "step_size_factor": settings("zhao2023")[f"{table}-stated"]["step_size_factor"]
    }
    first = np.stack([draw_run(run, run["widths"][0], seed)[0].movement[1] for seed in range(20)])
    z = (published(table)[0] - first.mean(axis=0)) / first.std(axis=0, ddof=1)
    assert np.abs(z).min() > 5


@pytest.mark.parametrize("figure", ["figure1", "figure2"])
def test_narrow_networks_rise_and_wide_ones_follow_the_convex_problem(
    settings: Settings, figure: str
) -> None:
    run = settings("zhao2023")[figure]
    narrow, *_, wide = run["widths"]
    for seed in range(2):
        assert np.any(np.diff(draw_run(run, narrow, seed)[0].loss) > 0)
        deep, convex = draw_run(run, wide, seed)
        assert np.all(np.diff(deep.loss) < 0)
        assert np.abs(np.log10(deep.loss / convex)).max() < 0.15
