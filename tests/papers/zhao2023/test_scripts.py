"""The scripts of zhao2023's chain, called as functions on small sizes."""

import csv
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.files.columns import read_columns, write_rows
from tests.conftest import ROOT
from workflow.scripts.zhao2023 import (
    build_losses,
    build_movements,
    generate_problem,
    render_movements,
    train_network,
)

LABELS: dict[str, Any] = {"stream": [7, "zhao2023", "table9"]}
SIZES: dict[str, Any] = {"d_x": 5, "n_N": 3, "samples": 20}
VARIANCES: dict[str, Any] = {"target_variance": 4, "noise_variance": 1}


def problem(folder: Path, **changed: Any) -> str:
    path = str(folder / "problem.npz")
    generate_problem.main(problem=path, **(LABELS | SIZES | VARIANCES | changed))
    return path


def trajectory(folder: Path, **changed: Any) -> str:
    path = str(folder / "trajectory.csv")
    defaults: dict[str, Any] = {
        "engine": "reduced",
        "initialization": "orthogonal",
        "depth": 3,
        "width": 30,
        "step_size_factor": 0.5,
        "iterations": 10,
    }
    train_network.main(problem=problem(folder), trajectory=path, **(LABELS | defaults | changed))
    return path


def test_data_do_not_depend_on_what_else_is_drawn(tmp_path: Path) -> None:
    with np.load(problem(tmp_path)) as data:
        X, Y = data["X"], data["Y"]
    assert X.shape == (5, 20)
    assert Y.shape == (3, 20)
    with np.load(problem(tmp_path, target_variance=16)) as data:
        np.testing.assert_array_equal(data["X"], X)
        np.testing.assert_raises(AssertionError, np.testing.assert_array_equal, data["Y"], Y)
    with np.load(problem(tmp_path, stream=[7, "zhao2023", "table8"])) as data:
        assert not np.any(data["X"] == X)


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = Path(trajectory(tmp_path)).read_bytes()
    assert Path(trajectory(tmp_path)).read_bytes() == first


def test_a_trajectory_starts_where_the_convex_problem_does(tmp_path: Path) -> None:
    columns = read_columns(trajectory(tmp_path))
    assert list(columns) == ["t", "deep", "convex", "movement_1", "movement_2", "movement_3"]
    assert columns["t"] == list(range(11))
    assert columns["deep"][0] == pytest.approx(columns["convex"][0], rel=1e-12)
    assert columns["movement_1"][0] == 0
    assert columns["movement_1"][1] > 0


def test_a_diverging_run_is_a_result(tmp_path: Path) -> None:
    columns = read_columns(trajectory(tmp_path, step_size_factor=200.0, iterations=15))
    assert columns["deep"][-1] == np.inf
    assert columns["movement_2"][-1] == np.inf


def test_a_table_has_a_column_for_every_layer_and_no_row_zero(tmp_path: Path) -> None:
    path = trajectory(tmp_path)
    build_movements.main(trajectories=[path], table=str(tmp_path / "table.csv"))
    rows = list(csv.reader((tmp_path / "table.csv").read_text().splitlines()))
    assert rows[0] == ["t", "i1", "i2", "i3"]
    assert [row[0] for row in rows[1:]] == [str(t) for t in range(1, 11)]
    run = read_columns(path)
    assert float(rows[3][2]) == run["movement_2"][3]


def test_losses_are_tidy(tmp_path: Path) -> None:
    path = trajectory(tmp_path)
    losses = tmp_path / "losses.csv"
    build_losses.main(trajectories=[path, path], losses=str(losses), widths=[30, 40])
    rows = list(csv.DictReader(losses.read_text().splitlines()))
    assert list(rows[0]) == ["n", "network", "t", "loss"]
    assert len(rows) == 2 * 2 * 11
    assert {row["network"] for row in rows} == {"deep", "convex"}


def render(folder: Path, ours: list[list[float]], layers: int = 2) -> tuple[str, str]:
    header = ["t", *(f"i{i}" for i in range(1, layers + 1))]
    write_rows(folder / "table.csv", header, [[t, *row] for t, row in enumerate(ours, start=1)])
    write_rows(folder / "published.csv", ["t", "i1", "i2"], [[1, 0.05161, 0.00826], [2, 0.1, 0.2]])
    render_movements.main(
        table=str(folder / "table.csv"),
        published=str(folder / "published.csv"),
        tex_template=str(ROOT / "workflow/templates/zhao2023/movements.tex.j2"),
        html_template=str(ROOT / "workflow/templates/zhao2023/movements.html.j2"),
        tex=str(folder / "table.tex"),
        html=str(folder / "table.html"),
        paper="zhao2023",
        name="table9",
        title="A title with <angle> brackets",
        caption=r"100 % of $\|W_i\|_F$",
        locator="appendix G",
        variant="inferred",
        origins=[
            {
                "setting": "widths",
                "used": [5000],
                "stated": [2000],
                "locator": "caption",
                "inferred": [5000],
                "evidence": "arithmetic",
                "evidence_from": "table",
            },
            {"setting": "depth", "used": 3, "assumed": 3, "reason": "silence"},
        ],
    )
    return (folder / "table.tex").read_text(), (folder / "table.html").read_text()


def test_rendered_tables_show_regenerated_and_published_values(tmp_path: Path) -> None:
    tex, html = render(tmp_path, [[0.0516149, 0.00826], [0.1, 0.2]])
    assert r"1 & 0.05161\published{0.05161} & 0.00826\published{0.00826} \\" in tex
    assert r"\toprule" in tex
    assert r"\caption{100 \% of $\|W_i\|_F$ (zhao2023, appendix G.)" in tex
    assert "<math" in html
    assert "$n$ = 5000" in tex
    assert "the paper states $n$ = 2000." in tex
    assert '0.05161 <span class="published">(0.05161)</span>' in html
    assert "A title with &lt;angle&gt; brackets" in html
    assert "not stated; assumed" in html
    assert "http" not in re.sub(r' xmlns="[^"]+"', "", html)


def test_rendered_tables_say_what_diverged_and_what_is_not_there(tmp_path: Path) -> None:
    tex, html = render(tmp_path, [[0.5], [np.inf]], layers=1)
    assert r"2 & diverged\published{0.10000} & –\published{0.20000} \\" in tex
    assert '<td class="number">diverged' in html
    assert "layer 2, which a network of the stated depth does not have" in html
    tex, _ = render(tmp_path, [[0.1, 0.2]] * 3)
    assert r"3 & 0.10000\published{–} & 0.20000\published{–} \\" in tex
    tex, _ = render(tmp_path, [[123456.0, 1.0], [1.0, 1.0]])
    assert "1.23e+05" in tex
