"""Many draws of a figure's runs: independent of how jobs share them out, and their bands."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.arrays import Array
from tests.papers.drawing import drawn_text
from tests.papers.zhao2023.small import SMALL
from workflow.scripts.zhao2023 import build_bands, train_replicates


def replicates(path: Path, first_draw: int, draws: int, **changed: Any) -> dict[str, Array]:
    train_replicates.main(
        replicates=str(path), first_draw=first_draw, draws=draws, **(SMALL | changed)
    )
    with np.load(path) as file:
        return dict(file)


def test_shards_hold_the_draws_of_one_long_run(tmp_path: Path) -> None:
    whole = replicates(tmp_path / "whole.npz", 0, 12)
    shards = [
        replicates(tmp_path / f"{first}.npz", first, draws) for first, draws in ((0, 10), (10, 2))
    ]
    assert whole["loss"].shape == whole["convex"].shape == (12, 5)
    assert whole["movement"].shape == (12, 5, 3)
    for name, values in whole.items():
        np.testing.assert_array_equal(np.concatenate([shard[name] for shard in shards]), values)
    assert len(set(whole["loss"][:, 0])) == 12


def test_the_first_draws_do_not_depend_on_the_number_of_draws(tmp_path: Path) -> None:
    few, many = (replicates(tmp_path / f"{n}.npz", 0, n) for n in (3, 8))
    np.testing.assert_array_equal(few["loss"], many["loss"][:3])


def test_stated_and_inferred_share_their_draws(tmp_path: Path) -> None:
    """Equal at t = 0, apart by the step size after that."""
    half, whole = (
        replicates(tmp_path / f"{factor}.npz", 0, 5, step_size_factor=factor) for factor in (0.5, 1)
    )
    np.testing.assert_array_equal(half["loss"][:, 0], whole["loss"][:, 0])
    np.testing.assert_allclose(2 * half["movement"][:, 1], whole["movement"][:, 1], rtol=1e-12)


def write_shard(path: Path, losses: Array) -> str:
    np.savez(path, loss=losses, convex=losses / 2)
    return str(path)


def test_bands_are_quantiles_over_all_shards_and_keep_a_divergence(tmp_path: Path) -> None:
    losses = np.column_stack([np.arange(1.0, 21.0), np.arange(1.0, 21.0)])
    losses[-2:, 1] = np.inf
    shards = [
        write_shard(tmp_path / f"{n}~{k}.npz", n * losses[10 * k : 10 * k + 10])
        for n in (1, 100)
        for k in (0, 1)
    ]
    bands = tmp_path / "bands.csv"
    build_bands.main(replicates=shards, bands=str(bands), widths=[128, 200])
    rows = bands.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "n,network,t,low,median,high"
    assert rows[1] == "128,deep,0,1.0,10.5,19.0"
    assert rows[2] == "128,deep,1,1.0,10.5,inf"
    assert rows[3] == "128,convex,0,0.5,5.25,9.5"
    assert rows[5] == "200,deep,0,100.0,1050.0,1900.0"
    assert len(rows) == 9


def test_the_median_of_as_many_finite_as_diverged_runs_is_infinite(tmp_path: Path) -> None:
    losses = np.array([[1.0, 1.0], [3.0, 2.0], [5.0, np.inf], [7.0, np.inf]])
    shard = write_shard(tmp_path / "0.npz", losses)
    build_bands.main(replicates=[shard], bands=str(tmp_path / "bands.csv"), widths=[128])
    rows = (tmp_path / "bands.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:3] == ["128,deep,0,1.0,4.0,7.0", "128,deep,1,1.0,inf,inf"]


@pytest.mark.parametrize("figure", ["figure1", "figure2"])
def test_bands_are_drawn_and_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: str
) -> None:
    shards = []
    for width in (30, 40):
        replicates(tmp_path / f"{width}.npz", 0, 5, width=width)
        shards.append(str(tmp_path / f"{width}.npz"))
    bands = tmp_path / "bands.csv"
    build_bands.main(replicates=shards, bands=str(bands), widths=[30, 40])
    texts = drawn_text(monkeypatch, f"figures/zhao2023/{figure}.py", losses=bands)
    assert {"$n = 30$", "$n = 40$", "90 % of draws; lines are medians"} <= set(texts)
