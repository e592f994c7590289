"""The scripts of a sweep, called as functions on small sizes, and its figure."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from deeplinear.files.parquet import write_columns
from tests.conftest import ROOT
from tests.papers.drawing import drawn_text
from workflow.scripts.sweep import fit as fit_sweep
from workflow.scripts.sweep import gather as gather_shards
from workflow.scripts.sweep import train_shard

CELL: dict[str, Any] = {
    "seed": 7,
    "paper": "zhao2023",
    "artefact": "figure9",
    "initialization": "orthogonal",
    "depth": 3,
    "step_size_factor": 0.5,
    "target_variance": 1.0,
    "width": 30,
    "d_x": 5,
    "n_N": 3,
    "samples": 20,
    "noise_variance": 1,
    "iterations": 10,
}
COLUMNS = {
    "initialization": "string",
    "depth": "int64",
    "step_size_factor": "double",
    "target_variance": "double",
    "n": "int64",
    "replicate": "int64",
    "t": "int64",
    "deep_loss": "double",
    "convex_loss": "double",
    "distance": "double",
}


def shard(folder: Path, first: int, replicates: int, **changed: Any) -> str:
    path = str(folder / f"{first}-{replicates}.parquet")
    settings = CELL | {"first_replicate": first, "replicates": replicates} | changed
    train_shard.main(runs=path, **settings)
    return path


def gathered(folder: Path, name: str, shards: list[str]) -> bytes:
    path = folder / f"{name}.parquet"
    gather_shards.main(shards=shards, runs=str(path))
    return path.read_bytes()


@pytest.mark.parametrize("initialization", ["gaussian", "orthogonal"])
def test_runs_are_tidy_and_start_together(tmp_path: Path, initialization: str) -> None:
    path = shard(tmp_path, 4, 3, initialization=initialization, width=100)
    schema = pq.read_schema(path)
    assert {
        name: str(type_) for name, type_ in zip(schema.names, schema.types, strict=True)
    } == COLUMNS
    assert schema.metadata is None
    runs = pd.read_parquet(path)
    assert set(runs["initialization"]) == {initialization}
    assert list(runs["replicate"].unique()) == [4, 5, 6]
    assert list(runs["t"]) == 3 * list(range(11))
    start, later = runs[runs["t"] == 0], runs[runs["t"] > 0]
    assert (start["distance"] == 0).all()
    assert (later["distance"] > 0).all()
    np.testing.assert_allclose(start["deep_loss"], start["convex_loss"], rtol=1e-12)
    assert start["deep_loss"].nunique() == 3


def test_no_number_depends_on_how_replicates_are_shared_out(tmp_path: Path) -> None:
    whole = gathered(tmp_path, "whole", [shard(tmp_path, 0, 5)])
    parts = [shard(tmp_path, 0, 2), shard(tmp_path, 2, 2), shard(tmp_path, 4, 1)]
    assert gathered(tmp_path, "parts", parts) == whole
    assert gathered(tmp_path, "again", [shard(tmp_path, 0, 5)]) == whole


@pytest.mark.parametrize(
    "other",
    [
        {"initialization": "gaussian"},
        {"depth": 4},
        {"step_size_factor": 0.25},
        {"target_variance": 4.0},
        {"width": 31},
        {"artefact": "figure8"},
        {"seed": 8},
    ],
    ids=lambda other: next(iter(other)),
)
def test_cells_share_no_random_numbers(tmp_path: Path, other: dict[str, Any]) -> None:
    """W_* and the rest of the problem come first, so a shared stream would show in the data."""
    here = pd.read_parquet(shard(tmp_path, 0, 2))["convex_loss"]
    there = pd.read_parquet(shard(tmp_path, 0, 2, **other))["convex_loss"]
    assert not np.isclose(here, there, rtol=1e-6).any()


def test_whole_numbers_are_the_same_cell_however_they_are_written(tmp_path: Path) -> None:
    as_float = Path(shard(tmp_path, 0, 2, target_variance=4.0)).read_bytes()
    assert Path(shard(tmp_path, 0, 2, target_variance=4)).read_bytes() == as_float


def test_a_diverging_run_is_a_result(tmp_path: Path) -> None:
    runs = pd.read_parquet(shard(tmp_path, 0, 2, step_size_factor=200.0, iterations=30))
    last = runs[runs["t"] == 30]
    assert np.isinf(last["distance"]).all()
    assert np.isinf(last["deep_loss"]).all()


def test_training_loads_neither_pandas_nor_a_drawing_library(tmp_path: Path) -> None:
    settings = CELL | {"first_replicate": 0, "replicates": 1, "runs": str(tmp_path / "a.parquet")}
    program = f"""
import sys
from workflow.scripts.sweep import train_shard
train_shard.main(**{settings!r})
print({{"pandas", "matplotlib", "scipy", "jsonschema"}} & set(sys.modules))
"""
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert said == "set()\n"


def sweep_of(
    path: Path, distance: Callable[[float, int], float], widths: list[int], replicates: int = 21
) -> str:
    """Runs of two iterations, the larger distance at t = 1."""
    cells = [(n, r, t) for n in widths for r in range(replicates) for t in (0, 1, 2)]
    n, replicate, t = np.array(cells).T
    distances = [distance(width, r) / t if t else 0.0 for width, r, t in cells]
    write_columns(
        path,
        {
            "initialization": "gaussian",
            "depth": 4,
            "step_size_factor": 0.5,
            "target_variance": 1.0,
            "n": n,
            "replicate": replicate,
            "t": t,
            "distance": np.array(distances),
        },
    )
    return str(path)


def fit(folder: Path, runs: str, fit_from: int | None) -> pd.DataFrame:
    path = folder / "distances.csv"
    fit_sweep.main(runs=runs, distances=str(path), fit_from=fit_from)
    return pd.read_csv(path)


def test_the_fit_is_to_the_largest_distance_of_wide_networks(tmp_path: Path) -> None:
    def distance(n: float, replicate: int) -> float:
        return 2 * n**-0.5 * (0.9 + 0.01 * replicate) if n > 100 else 0.3

    runs = sweep_of(tmp_path / "runs.parquet", distance, [100, 1000, 2500, 10000])
    cells = fit(tmp_path, runs, 1000)
    assert list(cells["n"]) == [100, 1000, 2500, 10000]
    assert (cells["replicates"] == 21).all()
    np.testing.assert_allclose(cells["median"], [0.3, 2 * 1000**-0.5, 0.04, 0.02], rtol=1e-12)
    np.testing.assert_allclose(cells["low"][1:] / cells["median"][1:], 0.91, rtol=1e-12)
    np.testing.assert_allclose(cells["high"][1:] / cells["median"][1:], 1.09, rtol=1e-12)
    assert cells["fitted"].isna().tolist() == [True, False, False, False]
    np.testing.assert_allclose(cells["exponent"][1:], -0.5, rtol=1e-9)
    np.testing.assert_allclose(cells["fitted"][1:] / cells["median"][1:], 1, atol=0.01)


def test_the_median_of_an_even_number_is_between_the_two_in_the_middle(tmp_path: Path) -> None:
    runs = sweep_of(tmp_path / "runs.parquet", lambda n, r: 1.0 + r**2, [100], replicates=4)
    assert fit(tmp_path, runs, None)["median"].tolist() == [3.5]


def test_without_a_first_width_or_with_diverged_runs_there_is_no_exponent(tmp_path: Path) -> None:
    def distance(n: float, replicate: int) -> float:
        return np.inf if n == 1000 and replicate < 2 else 1 / n

    runs = sweep_of(tmp_path / "runs.parquet", distance, [1000, 10000, 100000, 1000000])
    for fit_from in (None, 1000):
        cells = fit(tmp_path, runs, fit_from)
        assert cells["exponent"].isna().all()
        assert list(cells["diverged"]) == [2, 0, 0, 0]
        assert np.isfinite(cells[["low", "median"]]).all(axis=None)
        assert np.isinf(cells["high"]).tolist() == [True, False, False, False]
    np.testing.assert_allclose(fit(tmp_path, runs, 10000)["exponent"][1:], -1, rtol=1e-9)


def cells_of(**changed: Any) -> pd.DataFrame:
    """Two widths of two depths, as the figure reads them."""
    rows = [
        {
            "initialization": initialization,
            "step_size_factor": 0.5,
            "target_variance": 1.0,
            "depth": depth,
            "n": n,
            "replicates": 20,
            "diverged": 0,
            "median": n**-0.5,
            "low": 0.9 * n**-0.5,
            "high": 1.1 * n**-0.5,
            "fitted": n**-0.5,
            "exponent": -0.5,
            "exponent_low": -0.512,
            "exponent_high": -0.488,
        }
        for initialization in ("gaussian", "orthogonal")
        for depth in (2, 4)
        for n in (100, 10000)
    ]
    return pd.DataFrame(rows).assign(**changed)


def figure_text(monkeypatch: pytest.MonkeyPatch, folder: Path, cells: pd.DataFrame) -> list[str]:
    cells.to_csv(folder / "sweep.csv", index=False)
    return drawn_text(monkeypatch, "figures/sweeps/sweep.py", distances=folder / "sweep.csv")


def test_the_figure_says_the_exponent_and_its_interval(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = figure_text(monkeypatch, tmp_path, cells_of())
    label = "$N = 2$:  −0.500  (−0.512 to −0.488)"
    assert text.count(label) == 2
    assert "(b) orthogonal initialization" in text
    assert "runs diverge" not in text


def test_the_figure_has_a_row_for_every_step_size_and_variance(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cells = pd.concat([cells_of(), cells_of(step_size_factor=1.0)])
    text = figure_text(monkeypatch, tmp_path, cells)
    assert "(a) Gaussian initialization\nstep-size factor 0.5, variance 1" in text
    assert "(d) orthogonal initialization\nstep-size factor 1, variance 1" in text


def test_the_figure_marks_what_diverged_and_fits_nothing_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = dict.fromkeys(("median", "low", "high"), np.inf)
    blank = dict.fromkeys(("fitted", "exponent", "exponent_low", "exponent_high"), np.nan)
    text = figure_text(monkeypatch, tmp_path, cells_of(diverged=20, **gone, **blank))
    assert "runs diverge" in text
    assert "$N = 2$" in text
    assert "fitted exponent, 95 % interval" not in text
