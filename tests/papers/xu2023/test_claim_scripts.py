"""The scripts that check the claims and the printed ratios of xu2023, on small sizes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplinear.papers.xu2023.runs import read_runs, write_runs
from deeplinear.papers.xu2023.two_layer import Trajectory
from deeplinear.replication.audit import WHOLE, read_audit
from deeplinear.replication.reasons import Reading, TooFewDraws
from tests.conftest import ROOT
from tests.papers.claims import Settings, outcome_of
from workflow.scripts.xu2023 import check_claims as check_schedules
from workflow.scripts.xu2023 import (
    compare_ratios,
    generate_two_layer,
    measure_bounds,
    train_figure1,
    train_figure2,
)

STREAM = [7, "xu2023", "figure9"]


def generate(folder: Path, chosen: dict[str, Any], first_run: int, runs: int) -> Path:
    asked = ("n", "m", "input", "target_variance", "noise_variance", "initialization")
    generate_two_layer.main(
        problem=str(folder / f"problem{first_run}.npz"),
        first_run=first_run,
        runs=runs,
        hidden_width=30,
        **{key: chosen[key] for key in asked},
        stream=STREAM,
    )
    return folder / f"problem{first_run}.npz"


def train(problem: Path, chosen: dict[str, Any], **given: Any) -> str:
    runs = problem.with_name(f"{problem.stem}{given.get('sigma', '')}.npz")
    asked = ("schedules", "c_1", "c_2", "gradient_norm", "margin_at", "absent_margin")
    own = ("sigma_means",) if "sigma" in given else ("arora_divisor", "du_precision")
    script = train_figure2 if "sigma" in given else train_figure1
    script.main(
        problem=str(problem),
        runs=str(runs),
        iterations=12,
        **{key: chosen[key] for key in (*asked, *own)},
        **given,
    )
    return str(runs)


def test_more_runs_go_on_where_the_figures_end(tmp_path: Path, settings: Settings) -> None:
    chosen = settings("xu2023")["figure2"] | {"n": 5, "m": 4}
    whole, more = (np.load(generate(tmp_path, chosen, *part)) for part in ((0, 4), (2, 2)))
    for name in ("X", "Y", "W_1", "W_2"):
        np.testing.assert_array_equal(whole[name][2:], more[name])


@pytest.mark.parametrize(
    ("variant", "refuted"), [("figure1", set()), ("figure1-stated", {"bound_above_loss"})]
)
def test_claims_of_figure_1_as_registered(
    tmp_path: Path, settings: Settings, variant: str, refuted: set[str]
) -> None:
    """With p_1 in both roots of alpha_0, as Table 2 prints it, equation 37 is no bound."""
    chosen = settings("xu2023")[variant]
    runs = [train(generate(tmp_path, chosen, first, 3), chosen) for first in (0, 3)]
    outcome = tmp_path / "claims.csv"
    check_schedules.main(
        runs=runs,
        bounds=[],
        outcome=str(outcome),
        claims=chosen["claims"],
        panels=1,
        bound_first_factor=0,
    )
    written = outcome_of(outcome)
    assert {(row["over"], row["trials"]) for row in written.values()} == {("seeds", "6")}
    assert {name for name, row in written.items() if row["held"] != "6"} == refuted


def test_claims_of_figure_2_as_registered(tmp_path: Path, settings: Settings) -> None:
    chosen = settings("xu2023")["figure2"]
    runs, bounds = [], []
    for first in (0, 2):
        problem = generate(tmp_path, chosen, first, 2)
        runs += [train(problem, chosen, sigma=sigma) for sigma in chosen["sigmas"]]
        bounds.append(str(tmp_path / f"bounds{first}.csv"))
        measure_bounds.main(
            problem=str(problem),
            bounds=bounds[-1],
            sigmas=chosen["sigmas"][::-1],
            sigma_means=chosen["sigma_means"],
            absent_margin=chosen["absent_margin"],
        )
    outcome = tmp_path / "claims.csv"
    check_schedules.main(
        runs=runs,
        bounds=bounds,
        outcome=str(outcome),
        claims=chosen["claims"],
        panels=3,
        bound_first_factor=chosen["bound_first_factor"],
    )
    written = outcome_of(outcome)
    assert list(written) == list(chosen["claims"])
    assert {(row["over"], row["trials"]) for row in written.values()} == {("seeds", "4")}
    for name in ("larger_sigma_faster", "larger_ratio_faster", "no_margin", "bound_above_loss"):
        assert written[name]["held"] == "4"
    assert written["bound_follows_uniform"]["held"] == "0"


def test_parts_are_joined_along_the_seeds_and_panels_beside_them(tmp_path: Path) -> None:
    files = []
    for k in range(4):
        loss = np.arange(6.0).reshape(2, 3) + 10 * k
        write_runs(tmp_path / f"{k}.npz", {"f": Trajectory(loss, -loss, loss)})
        files.append(read_runs(tmp_path / f"{k}.npz"))
    joined = check_schedules.joined(files, 2)["f"]
    assert joined.loss[:, :, 0].tolist() == [[0, 10], [3, 13], [20, 30], [23, 33]]
    np.testing.assert_array_equal(joined.step_size, -joined.loss)


def ratios(
    folder: Path, chosen: dict[str, Any], figures: int = 40, **changed: Any
) -> dict[str, Any]:
    cells = folder / "cells.csv"
    asked = ("variant", "n", "m", "input", "target_variance", "noise_variance")
    compare_ratios.main(
        published=str(ROOT / "published/xu2023/figure2.csv"),
        cells=str(cells),
        level=0.05,
        runs=10,
        hidden_width=chosen["hidden_width"],
        sigma_means=chosen["sigma_means"],
        absent_margin=chosen["absent_margin"],
        **{key: chosen[key] for key in asked},
        figures=figures,
        **({"stream": STREAM} | changed),
    )
    return {row.item: row for row in read_audit(cells)}


def test_printed_ratios_fit_the_inferred_settings_and_not_the_stated(
    tmp_path: Path, settings: Settings
) -> None:
    resolved = settings("xu2023")
    inferred, stated = (ratios(tmp_path, resolved[v]) for v in ("figure2", "figure2-stated"))
    panels = [f"sigma={sigma}" for sigma in (1, 5, 100)]
    assert list(inferred) == [
        *[WHOLE, *panels],
        *[f"{item}, mean of 10 runs" for item in (WHOLE, *panels)],
    ]
    assert inferred[WHOLE].p > 0.2
    assert inferred["sigma=5"].published == 0.555
    assert abs(inferred["sigma=1"].z) < 1
    assert stated[WHOLE].p < 0.01
    assert abs(stated["sigma=100"].z) < 2
    of_one, of_means = (inferred[f"sigma=1{reading}"] for reading in ("", ", mean of 10 runs"))
    assert of_means.sd == pytest.approx(of_one.sd / np.sqrt(10), rel=0.35)
    assert (of_one.verdict, of_one.reason) == (None, None)
    assert isinstance(of_means.reason, Reading)
    assert of_means.reason.multiple == 0.005
    assert stated["sigma=1, mean of 10 runs"].verdict == "inconsistent"


@pytest.mark.parametrize(
    ("values", "draws", "verdict"),
    [
        ((0.03, 0.01), 400, "inconsistent"),
        ((0.03, 0.19), 400, "not determined"),
        ((0.19, 0.03), 400, "not determined"),
        ((0.19, None), 400, "consistent"),
        ((0.19, 0.06), 400, "not determined"),  # 0.9 standard errors above the level
        ((0.19, 0.06), 4000, "consistent"),
    ],
)
def test_a_reading_is_determined_if_roundings_agree_and_draws_suffice(
    values: tuple[float | None, float | None], draws: int, verdict: str
) -> None:
    assert compare_ratios.agreed(values, 0.05, draws) == verdict


def test_too_few_figures_leave_the_reading_as_means_undetermined(
    tmp_path: Path, settings: Settings
) -> None:
    told = ratios(tmp_path, settings("xu2023")["figure2"], figures=38)
    reading = told[f"{WHOLE}, mean of 10 runs"]
    assert (reading.verdict, reading.reason) == ("not determined", TooFewDraws(38, 39))


def test_with_one_stated_setting_only_whole_tables_are_reported(
    tmp_path: Path, settings: Settings
) -> None:
    chosen = settings("xu2023")["figure2"] | {"variant": "stated input", "input": "gaussian"}
    told = ratios(tmp_path, chosen)
    assert list(told) == [WHOLE, f"{WHOLE}, mean of 10 runs"]
    assert {row.variant for row in told.values()} == {"stated input"}
    assert told[WHOLE].p < 0.01
