"""The published tables of zhao2023 lie inside the spread over random draws, as inferred."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.files.columns import read_columns
from deeplinear.networks.descent import Trajectory
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.randomness import generator
from tests.conftest import ROOT

Settings = Callable[[str], dict[str, dict[str, Any]]]
TABLES = [f"table{i}" for i in range(1, 7)]


def draw_runs(run: dict[str, Any], n: int, count: int) -> tuple[Trajectory, Array]:
    """Independent draws: the networks' trajectories and the convex problems' losses."""
    known = {field.name for field in fields(Experiment)}
    experiment = Experiment(width=n, **{key: run[key] for key in known & set(run)})
    return run_experiment(generator(2023, "tests", run["artefact"]), experiment, (count,))


def published(table: str) -> Array:
    columns = read_columns(ROOT / f"published/zhao2023/{table}.csv")
    return np.array([columns[name] for name in columns if name != "t"]).T


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_every_published_cell_is_within_three_sd_of_100_draws(
    settings: Settings, table: str
) -> None:
    run = settings("zhao2023")[table]
    (n,) = run["widths"]
    movements = draw_runs(run, n, 100)[0].movement[:, 1:]
    z = (published(table) - movements.mean(axis=0)) / movements.std(axis=0, ddof=1)
    assert np.abs(z).max() < 3


def test_table_1_as_stated_diverges(settings: Settings) -> None:
    run = settings("zhao2023")["table1-stated"]
    assert np.isinf(draw_runs(run, run["widths"][0], 5)[0].movement[:, -1]).all()


@pytest.mark.parametrize("table", TABLES)
def test_no_table_comes_out_with_the_stated_step_size(settings: Settings, table: str) -> None:
    run = settings("zhao2023")[table] | {
        "step_size_factor": settings("zhao2023")[f"{table}-stated"]["step_size_factor"]
    }
    first = draw_runs(run, run["widths"][0], 20)[0].movement[:, 1]
    z = (published(table)[0] - first.mean(axis=0)) / first.std(axis=0, ddof=1)
    assert np.abs(z).min() > 5


@pytest.mark.parametrize("figure", ["figure1", "figure2"])
def test_narrow_networks_rise_and_wide_ones_follow_the_convex_problem(
    settings: Settings, figure: str
) -> None:
    run = settings("zhao2023")[figure]
    narrow, *_, wide = run["widths"]
    assert np.all(np.any(np.diff(draw_runs(run, narrow, 5)[0].loss) > 0, axis=-1))
    deep, convex = draw_runs(run, wide, 5)
    assert np.all(np.diff(deep.loss) < 0)
    assert np.abs(np.log10(deep.loss / convex)).max() < 0.15
