"""The scripts of eftekhari2020's chain and its figure, called as functions on small sizes."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.files.columns import read_columns
from tests.papers.claims import Settings, outcome_of
from tests.papers.drawing import drawn_text
from workflow.scripts.eftekhari2020 import (
    bound_distances,
    build_distances,
    check_flow,
    generate_whitened,
    integrate_flow,
)
from workflow.scripts.eftekhari2020 import check_claims as check_distances

LABELS: dict[str, Any] = {"stream": [7, "eftekhari2020", "figure9"]}
SIZES: dict[str, Any] = {"samples": 20, "d_x": 3, "d_y": 1, "label_variance": 1}
START: dict[str, Any] = {"angle_degrees": 30, "norm_ratio": 10}
EULER: dict[str, Any] = {"step_size": 1e-4, "steps": 1000, "recorded_times": 40}
DEPTHS = [1, 2, 4]
Draw = Callable[[Path], str]


def chain(folder: Path, **changed: Any) -> Path:
    """Everything up to the figure's inputs."""
    paths = {
        name: str(folder / f"{name}.csv")
        for name in ("trajectory", "adaptive", "distances", "deviations", "bounds", "conditions")
    }
    problem = str(folder / "problem.npz")

    def parameters(defaults: dict[str, Any]) -> dict[str, Any]:
        return {key: changed.get(key, value) for key, value in defaults.items()}

    generate_whitened.main(problem=problem, **parameters(LABELS | SIZES | START))
    integrate_flow.main(
        problem=problem,
        trajectory=paths["trajectory"],
        **parameters(EULER | {"depths": DEPTHS}),
    )
    check_flow.main(
        problem=problem,
        trajectory=paths["trajectory"],
        adaptive=paths["adaptive"],
        depths=changed.get("depths", DEPTHS),
    )
    bound_distances.main(
        problem=problem,
        trajectory=paths["trajectory"],
        bounds=paths["bounds"],
        conditions=paths["conditions"],
        **parameters({"depths": DEPTHS, "alpha": 0.8, "beta": 11}),
    )
    build_distances.main(
        **{name: paths[name] for name in ("trajectory", "adaptive", "distances", "deviations")}
    )
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


def test_the_table_is_tidy(tmp_path: Path) -> None:
    table = rows(chain(tmp_path) / "distances.csv")
    assert list(table[0]) == ["depth", "t", "distance"]
    assert {row["depth"] for row in table} == {"1", "2", "4"}
    assert table[0]["t"] == "0.0"
    assert float(table[-1]["t"]) == pytest.approx(0.1)
    assert 3 * 35 < len(table) <= 3 * (40 + len(DEPTHS))


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = (chain(tmp_path) / "distances.csv").read_bytes()
    assert (chain(tmp_path) / "distances.csv").read_bytes() == first
    assert (
        chain(tmp_path, stream=[8, "eftekhari2020", "figure9"]) / "distances.csv"
    ).read_bytes() != first


def test_the_start_does_not_depend_on_the_settings_of_the_rest(tmp_path: Path) -> None:
    with np.load(chain(tmp_path) / "problem.npz") as data:
        X, W_0 = data["X"], data["W_0"]
    with np.load(chain(tmp_path, norm_ratio=5) / "problem.npz") as data:
        np.testing.assert_array_equal(data["X"], X)
        np.testing.assert_allclose(2 * data["W_0"], W_0)


def test_deviations_are_the_largest_of_each_depth(tmp_path: Path) -> None:
    folder = chain(tmp_path)
    deviations = read_columns(folder / "deviations.csv")
    assert deviations["depth"] == DEPTHS
    euler, adaptive = read_columns(folder / "distances.csv"), read_columns(folder / "adaptive.csv")
    assert euler["t"] == adaptive["t"]
    ratio = np.array(euler["distance"]) / np.array(adaptive["distance"])
    assert max(deviations["relative_deviation"]) == np.abs(ratio - 1).max() < 0.1


def test_bounds_are_above_the_run_and_say_where_there_is_none(tmp_path: Path) -> None:
    folder = chain(tmp_path)
    unmet = {row["depth"]: row["unmet"] for row in rows(folder / "conditions.csv")}
    assert unmet == {"1": "Assumption 3.6 requires a depth of at least 2", "2": "", "4": ""}
    distance = {(row["depth"], row["t"]): row["distance"] for row in rows(folder / "distances.csv")}
    bounds = rows(folder / "bounds.csv")
    assert {(row["depth"], row["equation"]) for row in bounds} == {
        (depth, equation) for depth in "24" for equation in ("38a", "38b")
    }
    assert all(float(row["bound"]) >= float(distance[row["depth"], row["t"]]) for row in bounds)


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Draws the figure of a folder and gives what is written in it."""
    inputs = ("distances", "deviations", "bounds", "conditions")
    source = "figures/eftekhari2020/figure1.py"

    def texts(folder: Path) -> str:
        files = {name: folder / f"{name}.csv" for name in inputs}
        return "\n".join(drawn_text(monkeypatch, source, **files))

    return texts


def test_the_figure_says_how_good_euler_is_and_where_there_is_no_bound(
    tmp_path: Path, draw: Draw
) -> None:
    said = draw(chain(tmp_path))
    assert re.search(r"within [\d.]+\$\\,\$% of an adaptive solver", said)
    assert "no bound for $N = 1$: Assumption 3.6" in said
    assert "$N = 4$" in said


def test_a_diverging_run_is_a_result_and_is_drawn(tmp_path: Path, draw: Draw) -> None:
    folder = chain(tmp_path, step_size=0.1, steps=400)
    assert read_columns(folder / "distances.csv")["distance"][-1] == np.inf
    assert read_columns(folder / "deviations.csv")["relative_deviation"][-1] == np.inf
    assert "diverges" in draw(folder)


def test_a_start_without_bounds_is_drawn(tmp_path: Path, draw: Draw) -> None:
    folder = chain(tmp_path, angle_degrees=60)
    assert rows(folder / "bounds.csv") == []
    said = draw(folder)
    assert "no bound for $N = 2, 4$: u_0^T Z_1 v_0 / s_Z = 0.5" in said
    assert "38a" not in said


def test_a_run_that_ends_far_away_is_drawn(tmp_path: Path, draw: Draw) -> None:
    folder = chain(tmp_path, steps=5)
    assert all(row["tau"] == "nan" for row in rows(folder / "conditions.csv"))
    assert {row["equation"] for row in rows(folder / "bounds.csv")} == {"38a"}
    assert r"$\tau$" not in draw(folder)


def flow_outcome(folder: Path, settings: Settings, **changed: Any) -> dict[str, dict[str, str]]:
    chosen = settings("eftekhari2020")["figure1"] | LABELS | {"seeds": 20} | changed
    asked = (
        *("stream", "seeds", "claims", "samples", "d_x", "d_y"),
        *("label_variance", "angle_degrees", "norm_ratio", "depths", "step_size", "steps"),
        "recorded_times",
    )
    outcome = folder / "claims.csv"
    check_distances.main(outcome=str(outcome), **{key: chosen[key] for key in asked})
    return outcome_of(outcome)


def test_claims_of_the_flow(tmp_path: Path, settings: Settings) -> None:
    """As registered they hold, but for a rare short target; near long ones deeper is faster."""
    short = flow_outcome(tmp_path, settings, depths=[10, 1, 3])
    held = {name: int(row["held"]) for name, row in short.items()}
    assert held["slows_down"] == held["deeper_slower_nearby"] == 20
    assert held["deeper_faster_far_away"] >= 18
    long = flow_outcome(tmp_path, settings, depths=[1, 2], label_variance=40, steps=20000)
    assert long["deeper_slower_nearby"]["held"] == "0"
