"""The scripts of du2019's chain and its figure, called as functions on small sizes."""

import copy
import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.settings.registry import SettingError, resolve
from tests.conftest import read_yaml
from tests.papers.drawing import drawn_text
from workflow.scripts.du2019 import build_cells, generate_problem, train_to_accuracy

LABELS: dict[str, Any] = {"stream": [7, "du2019", "width_depth"]}
SIZES: dict[str, Any] = {
    "d_in": 3,
    "d_out": 1,
    "samples": 100,
    "target_variance": 0.3,
    "noise_variance": 1,
}
TRAINING: dict[str, Any] = {
    "depths": [1, 2, 6],
    "step_size_divisor": 3,
    "replicates": 5,
    "accuracy": 0.01,
    "most_iterations": 40,
}
WIDTHS = [1, 10, 200]


def chain(folder: Path, widths: list[int] = WIDTHS, **changed: Any) -> Path:
    """Everything up to the figure's inputs."""
    folder.mkdir(exist_ok=True)
    training = TRAINING | changed
    problem = str(folder / "problem.npz")
    generate_problem.main(problem=problem, **LABELS, **SIZES)
    runs = [str(folder / f"m~{width}.csv") for width in widths]
    for width, path in zip(widths, runs, strict=True):
        train_to_accuracy.main(problem=problem, runs=path, width=width, **LABELS, **training)
    build_cells.main(
        problem=problem,
        runs=runs,
        cells=str(folder / "cells.csv"),
        condition=str(folder / "condition.csv"),
        widths=widths,
        constant=1,
        failure_probability=0.1,
        **{key: training[key] for key in ("depths", "accuracy", "most_iterations")},
    )
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return chain(tmp_path_factory.mktemp("du2019"))


def test_the_table_has_a_row_a_cell(made: Path) -> None:
    table = rows(made / "cells.csv")
    assert list(table[0]) == [
        "depth",
        "width",
        "meets_condition",
        "replicates",
        "median_iterations",
        "rate_holds",
    ]
    cells = [(int(row["depth"]), int(row["width"])) for row in table]
    assert cells == [(depth, width) for depth in TRAINING["depths"] for width in WIDTHS]


def test_a_cell_is_the_median_and_the_share_of_its_runs(made: Path) -> None:
    for cell in rows(made / "cells.csv"):
        runs = [
            row for row in rows(made / f"m~{cell['width']}.csv") if row["depth"] == cell["depth"]
        ]
        assert len(runs) == int(cell["replicates"]) == TRAINING["replicates"]
        iterations = sorted(float(row["iterations"]) for row in runs)
        assert float(cell["median_iterations"]) == iterations[2]
        kept = [float(row["keeps_rate"]) for row in runs]
        assert float(cell["rate_holds"]) == pytest.approx(np.mean(kept))


def test_a_run_that_takes_too_long_counts_as_infinite(made: Path) -> None:
    iterations = {float(row["iterations"]) for row in rows(made / "m~1.csv")}
    assert np.inf in iterations
    assert max(iterations - {np.inf}) <= TRAINING["most_iterations"]
    medians = {
        (row["depth"], row["width"]): row["median_iterations"] for row in rows(made / "cells.csv")
    }
    assert medians["6", "1"] == "inf"


def test_the_condition_is_met_where_the_width_is_large_enough(made: Path) -> None:
    required = {row["depth"]: float(row["required_width"]) for row in rows(made / "condition.csv")}
    met = [row["meets_condition"] == "True" for row in rows(made / "cells.csv")]
    assert met == [int(row["width"]) >= required[row["depth"]] for row in rows(made / "cells.csv")]
    assert 0 < sum(met) < len(met)


def test_same_seed_same_bytes(made: Path, tmp_path: Path) -> None:
    again = chain(tmp_path)
    for name in ("cells.csv", "condition.csv", "m~200.csv"):
        assert (again / name).read_bytes() == (made / name).read_bytes()


def test_a_cell_does_not_depend_on_the_others(made: Path, tmp_path: Path) -> None:
    alone = rows(chain(tmp_path, widths=[10], depths=[6]) / "cells.csv")
    together = rows(made / "cells.csv")
    assert alone == [row for row in together if (row["depth"], row["width"]) == ("6", "10")]


def test_the_figure_says_whose_it_is_and_what_it_shows(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drawn_text(
        monkeypatch,
        "figures/du2019/width_depth.py",
        cells=made / "cells.csv",
        condition=made / "condition.csv",
    )
    together = "\n".join(said)
    assert "This repository’s picture" in together
    assert "who print no figure" in together
    assert "median above 40" in together
    assert r"\leq 0.01\,\mathrm{OPT}" in together
    met = [row for row in rows(made / "cells.csv") if row["meets_condition"] == "True"]
    assert f"{5 * len(met)} of {5 * len(met)} runs there keep the rate" in together
    medians = [row["median_iterations"] for row in rows(made / "cells.csv")]
    numbers = sorted(f"{float(median):g}" for median in medians if median != "inf")
    assert all(said.count(number) >= numbers.count(number) for number in numbers)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("step_size_divisor", 2, "expected a number of at least 3, got 2"),
        ("d_out", 2, "expected 1, got 2"),
        ("noise_variance", 0, "expected a number above 0, got 0"),
        ("failure_probability", 1, "expected a number below 1, got 1"),
        ("widths", [0, 10], "expected a number of at least 1, got 0"),
        ("depths", [4], "expected a list of at least 2, got [4]"),
        ("most_iterations", 2.5, "expected a whole number, got 2.5"),
    ],
)
def test_settings_that_the_theorem_does_not_speak_of_are_refused(
    key: str, value: Any, expected: str
) -> None:
    registry = copy.deepcopy(read_yaml("config/papers/du2019.yaml"))
    registry["artefacts"]["width_depth"]["settings"][key] = {"assumed": value, "reason": "x"}
    schema = read_yaml("workflow/schemas/du2019.schema.yaml")
    with pytest.raises(SettingError) as refusal:
        resolve("du2019", registry, lambda _: schema)
    assert f"config/papers/du2019.yaml: width_depth: {key}" in str(refusal.value)
    assert expected in str(refusal.value)
