"""The scripts of arora2019's chain and its figure, called as functions on small sizes."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from deeplinear.files.columns import read_columns
from deeplinear.papers.arora2019 import claims as margin_claims
from deeplinear.papers.arora2019.margin import margin_probability
from tests.papers.claims import Settings, outcome_of
from tests.papers.drawing import drawn_text
from workflow.scripts.arora2019 import (
    build_margins,
    compute_margins,
    construct_geometry,
    sample_margins,
)
from workflow.scripts.arora2019 import check_claims as check_margins


def chain(folder: Path, *, seed: int = 7, sampled_dimension: int = 30) -> list[dict[str, str]]:
    """Everything up to the figure's inputs; the rows of its table."""
    paths = {
        name: str(folder / f"{name}.csv")
        for name in ("construction", "probabilities", "samples", "margins")
    }
    sampled: dict[str, Any] = {"sampled_dimension": sampled_dimension, "sampled_a": [5, 50]}
    construct_geometry.main(construction=paths["construction"], drawn_a=2, drawn_d=4)
    compute_margins.main(
        probabilities=paths["probabilities"],
        dimensions=[20, 100],
        a_range=[1, 1000],
        a_count=4,
        **sampled,
    )
    sample_margins.main(
        samples=paths["samples"],
        draws=500,
        stream=[seed, "arora2019", "figure9"],
        **sampled,
    )
    build_margins.main(**{name: paths[name] for name in ("probabilities", "samples", "margins")})
    return list(csv.DictReader((folder / "margins.csv").read_text().splitlines()))


def test_the_table_is_tidy(tmp_path: Path) -> None:
    table = chain(tmp_path)
    assert list(table[0]) == ["d", "a", "exact", "bound", "monte_carlo", "standard_error"]
    assert {row["d"] for row in table} == {"20", "30", "100"}
    assert [float(row["a"]) for row in table[:6]] == pytest.approx([1, 5, 10, 50, 100, 1000])
    assert all(float(row["exact"]) > float(row["bound"]) for row in table)


def test_sampled_rows_and_no_others_have_an_estimate(tmp_path: Path) -> None:
    sampled = [row for row in chain(tmp_path) if row["monte_carlo"]]
    assert [(row["d"], row["a"]) for row in sampled] == [("30", "5.0"), ("30", "50.0")]
    for row in sampled:
        error = float(row["monte_carlo"]) - float(row["exact"])
        assert abs(error) < 4 * float(row["standard_error"])


def test_estimates_follow_from_the_seed(tmp_path: Path) -> None:
    assert chain(tmp_path) == chain(tmp_path)
    assert chain(tmp_path) != chain(tmp_path, seed=8)


def test_the_construction_is_one_row(tmp_path: Path) -> None:
    chain(tmp_path)
    points = read_columns(tmp_path / "construction.csv")
    assert list(points) == ["a", "d", "r", "radius_T", "P", "Q", "base", "theta"]
    assert points["P"] == [0.125]
    assert points["base"] == [0.25]


def test_the_figure_has_the_letters_of_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain(tmp_path)
    files = {name: tmp_path / f"{name}.csv" for name in ("margins", "construction")}
    said = drawn_text(monkeypatch, "figures/arora2019/figure1.py", **files)
    assert {f"${letter}$" for letter in ("0", r"\Phi", *"PQTH", r"\theta", *"CD")} <= set(said)
    assert r"(a) the proof of Lemma 15, to scale for $a = 2$, $d = 4$" in said


def test_lemma_15_at_every_point(tmp_path: Path, settings: Settings) -> None:
    chosen = settings("arora2019")["figure1"]

    def held(threshold: float) -> tuple[int, int]:
        check_margins.main(
            outcome=str(tmp_path / "claims.csv"),
            claims={"lemma_15": chosen["claims"]["lemma_15"] | {"threshold": threshold}},
            **{key: chosen[key] for key in ("dimensions", "a_range", "a_count")},
        )
        outcome = outcome_of(tmp_path / "claims.csv")["lemma_15"]
        assert outcome["over"] == "points"
        return int(outcome["held"]), int(outcome["trials"])

    points = 981 * 101
    assert held(0) == (points, points)
    # The bound is closest to the probability at the largest a, by 0.0032.
    assert held(0.0031) == (points, points)
    assert 0 < points - held(0.0032)[0] < 981


def test_the_check_of_lemma_15_notices_a_bound_that_is_hardly_too_large() -> None:
    """(3 - 4 F(c / sqrt(a))) / 2 is a bound for c >= 3/4, the slope of its limit for large a d."""
    a = np.geomspace(1, 1e5, 101)
    exact = margin_probability(a, 1000)
    for c, holds in ((2, True), (0.75, True), (0.749, False)):
        grid = margin_claims.Grid(exact, (3 - 4 * ndtr(c / np.sqrt(a))) / 2)
        assert margin_claims.lemma_15(grid, 0).all() == holds
