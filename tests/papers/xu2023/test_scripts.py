"""The jobs of xu2023, by their main functions and with the registry's settings."""

import csv
import importlib
import inspect
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from deeplinear.files.columns import read_columns
from deeplinear.papers.xu2023.runs import log10_summary, read_runs, write_runs
from deeplinear.papers.xu2023.training import train
from deeplinear.papers.xu2023.two_layer import Trajectory
from deeplinear.papers.xu2023.words import with_quartiles
from deeplinear.settings.registry import SettingError, resolve
from tests.conftest import ROOT, read_yaml
from tests.papers.drawing import drawn_text

REGISTRY = "config/papers/xu2023.yaml"
SMALL = {"runs": 3, "iterations": 12, "hidden_width": 60}


def settings(registry: dict[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    return resolve(
        "xu2023",
        registry or read_yaml(REGISTRY),
        lambda artefact: read_yaml(f"workflow/schemas/xu2023.{artefact}.schema.yaml"),
    )


def call(script: str, chosen: dict[str, Any], **files: Any) -> None:
    """Run a job with those of the settings that it asks for, as its rule does."""
    main = importlib.import_module(f"workflow.scripts.xu2023.{script}").main
    asked = {*inspect.signature(main).parameters}
    if "schedule" in asked:
        asked |= inspect.signature(train).parameters.keys()
    if "described" in asked:
        asked |= {"paper", "title", "locator", "caption", "variant"}
    main(**({key: value for key, value in chosen.items() if key in asked} | files))


def seeded(chosen: dict[str, Any], seed: int) -> dict[str, Any]:
    return chosen | {"stream": [seed, "xu2023", chosen["artefact"]]}


def figure1(folder: Path, chosen: dict[str, Any]) -> Path:
    problem, runs, losses = folder / "problem.npz", folder / "runs.npz", folder / "figure1.csv"
    call("generate_two_layer", seeded(chosen, 1), problem=str(problem))
    call("train_figure1", chosen, problem=str(problem), runs=str(runs))
    call("build_schedules", chosen, runs=str(runs), losses=str(losses), samples=chosen["n"])
    return losses


def figure2(folder: Path, chosen: dict[str, Any]) -> Path:
    problem, bounds, losses = folder / "problem.npz", folder / "bounds.csv", folder / "figure2.csv"
    call("generate_two_layer", seeded(chosen, 1), problem=str(problem))
    call("measure_bounds", chosen, problem=str(problem), bounds=str(bounds))
    runs = []
    for sigma in chosen["sigmas"]:
        runs.append(str(folder / f"runs{sigma}.npz"))
        call("train_figure2", chosen | {"sigma": sigma}, problem=str(problem), runs=runs[-1])
    call(
        "build_tightness",
        chosen,
        runs=runs,
        bounds=str(bounds),
        losses=str(losses),
        samples=chosen["n"],
    )
    return losses


def test_mean_ratio_is_that_of_the_published_panels(tmp_path: Path) -> None:
    """alpha_0 / beta_0 over 50 runs: inferred settings give the printed titles, stated do not."""
    with open(ROOT / "published/xu2023/figure2.csv", newline="") as file:
        printed = {
            float(row["sigma"]): float(row["alpha_0_over_beta_0"]) for row in csv.DictReader(file)
        }
    resolved = settings()
    means = {}
    for variant in ("figure2", "figure2-stated"):
        chosen = resolved[variant]
        assert chosen["runs"] == 50
        problem, bounds = str(tmp_path / "problem.npz"), tmp_path / "bounds.csv"
        call("generate_two_layer", seeded(chosen, 2023), problem=problem)
        call("measure_bounds", chosen, problem=problem, bounds=str(bounds))
        table = pd.read_csv(bounds)
        means[variant] = (table["alpha_0"] / table["beta_0"]).groupby(table["sigma"]).mean()
    for sigma, value in printed.items():
        assert abs(means["figure2"][sigma] - value) < 0.02
    assert means["figure2-stated"][1] < 0.1
    assert means["figure2-stated"][5] < 0.4


@pytest.mark.parametrize("variant", ["figure1", "figure1-stated"])
def test_figure_1_from_registry_to_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str
) -> None:
    chosen = settings()[variant] | SMALL
    losses = figure1(tmp_path, chosen)
    table = pd.read_csv(losses)
    assert list(table["schedule"].unique()) == chosen["schedules"]
    assert len(table) == 6 * 13
    assert (table["diverged"] == 0).all()
    last = table[table["t"] == 12].set_index("schedule")["log10_loss"]
    assert last["rho"] < last["f"] < last["du"]
    assert last["rho_hat"] < last["f_0"] < last["arora"]
    sizes = table[table["t"] == 5].set_index("schedule")["log10_step_size"]
    assert sizes[["f_0", "f", "rho_hat", "rho"]].min() > sizes[["arora", "du"]].max()
    words = " ".join(drawn_text(monkeypatch, "figures/xu2023/figure1.py", losses=losses))
    assert ("L(t)/20" in words) == (variant == "figure1")
    assert "Arora et al." in words
    assert "diverges" not in words


@pytest.mark.parametrize("variant", ["figure2", "figure2-stated"])
def test_figure_2_from_registry_to_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str
) -> None:
    losses = figure2(tmp_path, settings()[variant] | SMALL)
    table = pd.read_csv(losses)
    assert len(table) == 3 * 4 * 13
    assert table.groupby("sigma")["alpha_0_over_beta_0"].nunique().eq(1).all()
    if variant == "figure2-stated":
        assert (table["log10_loss"] <= table["log10_bound"] + 1e-9).all()
    words = " ".join(drawn_text(monkeypatch, "figures/xu2023/figure2.py", losses=losses))
    ratio = table["alpha_0_over_beta_0"][table["sigma"] == 100].iloc[0]
    assert f"= {ratio:.3f}" in words
    assert "equation 37" in words


def test_variants_share_their_draws(tmp_path: Path) -> None:
    drawn = {}
    for variant in ("figure2", "figure2-stated"):
        path = tmp_path / f"{variant}.npz"
        call(
            "generate_two_layer",
            seeded(settings()[variant] | SMALL, 5),
            problem=str(path),
        )
        with np.load(path) as data:
            drawn[variant] = dict(data)
    for name in ("W_1", "W_2"):
        np.testing.assert_array_equal(drawn["figure2"][name], drawn["figure2-stated"][name])
    target = {v: np.linalg.solve(d["X"], d["Y"]) for v, d in drawn.items()}
    np.testing.assert_allclose(
        target["figure2"], target["figure2-stated"] * np.sqrt(0.05), rtol=1e-6, atol=1e-9
    )


def test_a_diverging_schedule_is_recorded_and_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings()["figure1"] | SMALL | {"arora_divisor": 1e-3, "schedules": ["f", "arora"]}
    losses = figure1(tmp_path, chosen)
    table = pd.read_csv(losses).set_index(["schedule", "t"])
    assert table.loc[("arora", 12), "diverged"] > 0
    assert np.isposinf(table.loc[("arora", 12), "log10_loss"])
    assert (table.loc["f", "diverged"] == 0).all()
    words = drawn_text(monkeypatch, "figures/xu2023/figure1.py", losses=losses)
    assert words.count("diverges") == 1


def test_runs_without_a_guarantee_stand_still_and_are_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Noise above the signal leaves some of the balanced starts no margin: alpha_0 = 0."""
    caplog.set_level("INFO")
    chosen = settings()["figure1"] | SMALL | {"noise_variance": 4}
    losses = figure1(tmp_path, chosen)
    assert re.search("alpha_0 = 0 in [1-3] of 3 runs", caplog.text)
    table = pd.read_csv(losses).set_index("schedule")
    assert np.isneginf(table.loc["rho", "log10_step_size"]).all()
    assert np.isfinite(table["log10_loss"]).all()
    assert "diverges" not in drawn_text(monkeypatch, "figures/xu2023/figure1.py", losses=losses)


def test_runs_survive_their_file(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    loss, size, rate = rng.exponential(size=(3, 2, 4))
    loss[1, 2:], size[1, 2:], rate[1, 2:] = np.inf, np.nan, np.nan
    write_runs(tmp_path / "runs.npz", {"f": Trajectory(loss, size, rate)})
    read = read_runs(tmp_path / "runs.npz")["f"]
    for ours, theirs in ((loss, read.loss), (size, read.step_size), (rate, read.rate)):
        np.testing.assert_array_equal(ours, theirs)


def test_summaries_of_the_runs() -> None:
    values = np.array([[10.0, 1.0, np.inf], [1000.0, 9.0, 1.0]])
    middle, low, high = log10_summary(values, "mean_of_log")
    np.testing.assert_allclose([middle[0], low[0], high[0]], [2, 2 - 2**0.5, 2 + 2**0.5])
    assert middle[2] == low[2] == high[2] == np.inf
    middle, low, high = log10_summary(values, "log_of_mean")
    np.testing.assert_allclose(middle[:2], np.log10([505, 5]))
    assert low[0] == -np.inf  # the deviation exceeds the mean
    np.testing.assert_allclose(high[1], np.log10(5 + 32**0.5))
    assert middle[2] == np.inf
    alone = log10_summary(values[:1, :1], "mean_of_log")
    np.testing.assert_array_equal(alone, np.ones((3, 1)))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def render(folder: Path, name: str) -> tuple[str, str]:
    tex, html = folder / f"{name}.tex", folder / f"{name}.html"
    call(
        "render_rows",
        settings()[name],
        table=str(folder / f"{name}.csv"),
        tex_template=str(ROOT / "workflow/templates/xu2023/rows.tex.j2"),
        html_template=str(ROOT / "workflow/templates/xu2023/rows.html.j2"),
        tex=str(tex),
        html=str(html),
        name=name,
    )
    parser = Tags()
    parser.feed(html.read_text("utf-8"))
    assert not parser.open
    return tex.read_text("utf-8"), parser.text


def test_table_1_has_six_rows_of_words(tmp_path: Path) -> None:
    call("build_related_work", settings()["table1"], table=str(tmp_path / "table1.csv"))
    with open(tmp_path / "table1.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert rows[-1]["initialization"] == "any with α₀ > 0"
    tex, html = render(tmp_path, "table1")
    assert tex.count(r" \\") == 7
    assert r"any with $\alpha_0 > 0$" in tex
    assert "any with α₀ > 0" in html


@pytest.mark.parametrize("variant", ["table2", "table2-stated"])
def test_table_2_gives_every_symbol_a_value(tmp_path: Path, variant: str) -> None:
    resolved = settings()
    chosen = seeded(resolved[resolved[variant]["problem"]] | SMALL, 1)
    problem, bounds = str(tmp_path / "problem.npz"), str(tmp_path / "bounds.csv")
    call("generate_two_layer", chosen, problem=problem)
    call("measure_bounds", chosen, problem=problem, bounds=bounds)
    call("build_notation", resolved[variant], bounds=bounds, table=str(tmp_path / f"{variant}.csv"))
    table = pd.read_csv(tmp_path / f"{variant}.csv").set_index("symbol")
    assert len(table) == 18
    measured = read_columns(bounds)
    of_first = np.array(measured["sigma"]) == 1
    quartiles = np.percentile(np.array(measured["beta_0"])[of_first], [25, 50, 75])
    columns = [f"{statistic}_sigma~1" for statistic in ("lower", "median", "upper")]
    assert table.loc["β₀", columns].tolist() == pytest.approx(quartiles)
    assert table.loc["ℓ(t)", "median_sigma~5"] == table.loc["L(t)", "median_sigma~5"]
    tex, html = render(tmp_path, variant)
    assert tex.count(r" \\") == 19
    assert "As in the released code: as for figure2" in html
    assert resolved[variant]["problem"] in html


@pytest.mark.parametrize(
    ("quartiles", "words"),
    [
        ((630.2, 617.9, 643.3), "630 [618, 643]"),
        ((4400.0, 2100.0, 48500.0), "(0.44 [0.21, 4.85])e4"),
        ((0.0, 0.0, 0.5), "0.00 [0.00, 0.50]"),
        ((20.0, 20.0, 20.0), "20"),
    ],
)
def test_a_median_has_the_digits_that_its_quartiles_warrant(
    quartiles: tuple[float, float, float], words: str
) -> None:
    assert with_quartiles(*quartiles) == words


@pytest.mark.parametrize(
    ("artefact", "key", "value", "complaint"),
    [
        ("figure1", "c_1", 1.2, "figure1: c_1"),
        ("figure2", "c_2", 1, "figure2: c_2 .*above 1, got 1"),
        ("figure2", "sigmas", [0], r"figure2: sigmas\.0"),
        (
            "figure1",
            "schedules",
            ["rho", "newton"],
            "figure1: schedules.1 .*one of f_0.*got 'newton'",
        ),
    ],
)
def test_bad_settings_are_refused_by_name(
    artefact: str, key: str, value: Any, complaint: str
) -> None:
    registry = read_yaml(REGISTRY)
    registry["artefacts"][artefact]["settings"][key] = {"stated": value, "locator": "nowhere"}
    with pytest.raises(SettingError, match=f"config/papers/xu2023.yaml: {complaint}"):
        settings(registry)


@pytest.mark.slow
def test_figure_2_trains_within_its_time(tmp_path: Path) -> None:
    started = time.process_time()
    figure2(tmp_path, settings()["figure2"])
    assert time.process_time() - started < 30
