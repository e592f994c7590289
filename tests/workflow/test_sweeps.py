"""Sweeps run from one file each: all of it, what is new in it, or nothing where it is wrong."""

import logging
import re
import shutil
import sys
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from benchmarks.workflow import fresh_copy, timed
from snakemake_logger_plugin_deeplinear import LogHandler, artefact_of
from tests.workflow.conftest import Checkout, Outcome, job_counts

TINY = """\
title: Three cells of two shards
paper: zhao2023
artefact: figure2
initializations: [orthogonal]
widths: [200, 300, 450]
depths: [2]
step_size_factors: [0.5]
target_variances: [1]
replicates: 4
replicates_per_shard: 2
fit_from: 200
"""
FILE = "config/sweeps/tiny.yaml"
CELL = "initialization~orthogonal/depth~2/factor~0.5/variance~1"


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, Outcome]:
    """A copy in which a small sweep was run, and what that said."""
    copy = Checkout(fresh_copy(tmp_path_factory.mktemp("sweeps") / "a copy"))
    (copy.folder / FILE).write_text(TINY)
    outcome = copy.snakemake("--cores", "2", "sweep_tiny")
    assert outcome.status == 0, outcome.said
    return copy, outcome


def edited(copy: Checkout, old: str, new: str, *command: str) -> Outcome:
    """What a command says while the sweep's file is changed."""
    assert old in TINY
    (copy.folder / FILE).write_text(TINY.replace(old, new))
    outcome = copy.snakemake(*command)
    (copy.folder / FILE).write_text(TINY)
    return outcome


def shards(copy: Checkout) -> dict[str, tuple[int, bytes]]:
    """When each shard was made, and what is in it."""
    folder = copy.folder / "results/sweeps/tiny"
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*.parquet")
    }


def test_a_sweep_makes_one_table_and_one_figure(swept: tuple[Checkout, Outcome]) -> None:
    copy, _ = swept
    assert copy.made() == {f"figures/sweeps/tiny.{end}" for end in ("csv", "pdf", "svg", "png")}
    expected = {f"{CELL}/n~{n}/shard~{k}.parquet" for n in (200, 300, 450) for k in (0, 1)}
    assert set(shards(copy)) == expected
    runs = pd.read_parquet(copy.folder / "results/sweeps/tiny.parquet")
    assert len(runs) == 3 * 4 * 26
    assert runs.groupby("n")["replicate"].unique().map(list).tolist() == [[0, 1, 2, 3]] * 3
    distances = pd.read_csv(copy.folder / "figures/sweeps/tiny.csv")
    assert list(distances["n"]) == [200, 300, 450]
    assert distances["exponent"].notna().all()


def test_a_run_says_what_it_made(swept: tuple[Checkout, Outcome]) -> None:
    lines = swept[1].said.splitlines()
    assert any(re.match(r" *\d+ %  sweep tiny +[\d.]+ s$", x) for x in lines)
    assert any(x.endswith("figures/sweeps/tiny.{csv,pdf,png,svg}") for x in lines)


def test_a_second_run_has_nothing_to_do(swept: tuple[Checkout, Outcome]) -> None:
    outcome = swept[0].snakemake("--cores", "2", "sweep_tiny")
    assert "Nothing to be done" in outcome.said


@pytest.mark.slow
def test_more_replicates_leave_those_there_are(swept: tuple[Checkout, Outcome]) -> None:
    copy, _ = swept
    before, table = shards(copy), copy.folder / "results/sweeps/tiny.parquet"
    runs, original = pd.read_parquet(table), table.read_bytes()
    command = ("--cores", "2", "results/sweeps/tiny.parquet")
    outcome = edited(copy, "replicates: 4", "replicates: 6", *command)
    assert outcome.status == 0, outcome.said
    after = shards(copy)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 3
    grown = pd.read_parquet(table)
    kept = grown[grown["replicate"] < 4].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, runs, check_exact=True)
    assert copy.snakemake("--cores", "2", "sweep_tiny").status == 0
    assert table.read_bytes() == original


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("450]", "400]", {"sweep_train_shard": 2, "sweep_gather": 1}),
        ("fit_from: 200\n", "", {}),
    ],
    ids=["another width", "no fit"],
)
def test_an_edit_runs_what_is_new(
    swept: tuple[Checkout, Outcome], old: str, new: str, rules: dict[str, int]
) -> None:
    outcome = edited(swept[0], old, new, "--dry-run", "sweep_tiny")
    jobs = job_counts(outcome.said)
    del jobs["sweep_tiny"]
    assert jobs == rules | {"sweep_fit": 1, "sweep_draw": 1}, outcome.said


@pytest.mark.slow
def test_the_figures_source_draws_the_shipped_sweep_by_itself(
    swept: tuple[Checkout, Outcome],
) -> None:
    copy, _ = swept
    folder = copy.folder / "figures/sweeps"
    shutil.copy(folder / "tiny.csv", folder / "width.csv")
    outcome = copy.run(sys.executable, "figures/sweeps/sweep.py")
    assert outcome.status == 0, outcome.said
    ours, made = ((folder / f"{name}.svg").read_bytes() for name in ("width", "tiny"))
    assert ours.partition(b"</metadata>")[2] == made.partition(b"</metadata>")[2]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("widths:", "widhts:", f"{FILE}: unknown key 'widhts'; did you mean widths?"),
        pytest.param("450]", "450", f"{FILE}: line", marks=pytest.mark.slow),
        pytest.param(
            *("[200,", "[20,", "got [128, 20, 10]"),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_refusal(swept: tuple[Checkout, Outcome], old: str, new: str, words: str) -> None:
    """Whatever the target: all files in config/sweeps/ are checked, before anything runs."""
    outcome = edited(swept[0], old, new, "--cores", "1", "zhao2023_table1")
    assert outcome.status != 0
    assert words in outcome.said
    assert "Traceback" not in outcome.said
    said = [line for line in outcome.said.splitlines() if not line.startswith("Using workflow")]
    assert len(said) == 1, outcome.said


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("sweep_tony", "sweep_tiny"),
        pytest.param(
            *("figures/sweeps/tony.csv", "figures/sweeps/tiny.csv"), marks=pytest.mark.slow
        ),
    ],
)
def test_a_mistyped_sweep_is_refused(
    swept: tuple[Checkout, Outcome], target: str, meant: str
) -> None:
    outcome = swept[0].snakemake("--dry-run", target)
    assert outcome.status != 0
    assert f"unknown target {target!r}; did you mean {meant}?" in outcome.said


def test_a_sweep_whose_name_cannot_be_a_target_is_refused(
    swept: tuple[Checkout, Outcome],
) -> None:
    file = swept[0].folder / "config/sweeps/My-sweep.yaml"
    file.write_text(TINY)
    outcome = swept[0].snakemake("--dry-run")
    file.unlink()
    assert outcome.status != 0
    assert "expected a name of lowercase letters, digits and _, got 'My-sweep'" in outcome.said


def tell(handler: LogHandler, at: float, **fields: Any) -> None:
    record = logging.makeLogRecord({"msg": "", "created": at, "levelno": logging.INFO, **fields})
    handler.emit(record)


def test_a_run_that_is_silent_for_long_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handler = LogHandler(SimpleNamespace(dryrun=False), None)  # type: ignore[arg-type]
    tell(handler, 0, event=LogEvent.RUN_INFO, stats={"total": 10})
    tell(handler, 100, event=LogEvent.JOB_STARTED, jobs=list(range(10)))
    for job in range(10):
        output = [f"results/sweeps/tiny/shard~{job}.parquet"]
        tell(handler, 0, event=LogEvent.JOB_INFO, jobid=job, output=output, rule_msg=None)
    said = []
    for job, at in enumerate([103, 106, 109, 112, 115, 118, 121, 124, 127]):
        tell(handler, at, event=LogEvent.JOB_FINISHED, job_id=job)
        said.append(capsys.readouterr().err)
    assert [i for i, line in enumerate(said) if line] == [3, 7]
    assert said[3] == " 40 %  4 of 10 jobs\n"
    assert said[7] == " 80 %  8 of 10 jobs\n"


@pytest.mark.parametrize(
    ("path", "artefact"),
    [
        ("results/zhao2023/table1/n~5000/trajectory.csv", "zhao2023 table1"),
        ("figures/zhao2023/table1.csv", "zhao2023 table1"),
        (f"results/sweeps/tiny/{CELL}/n~200/shard~0.parquet", "sweeps tiny"),
        ("results/sweeps/tiny.parquet", "sweeps tiny"),
        ("figures/sweeps/tiny.csv", "sweeps tiny"),
        ("figures/audit.csv", "audit"),
        ("figures/index.html", "gallery"),
        ("figures/gallery/zhao2023_table1.html", "gallery"),
    ],
)
def test_files_are_booked_to_their_artefact(path: str, artefact: str) -> None:
    assert artefact_of(path) == artefact


@pytest.mark.slow
def test_the_shipped_sweep_finds_both_rates_in_less_than_two_minutes_on_two_cores(
    checkout: Checkout,
) -> None:
    """CPU seconds, since the cores may be shared; the scheduler keeps both busy to the end."""
    command = [sys.executable, "-m", "snakemake", "--cores", "2", "sweep_width"]
    _, cpu = timed(command, checkout.folder)
    assert cpu < 2 * 120
    cells = pd.read_csv(checkout.folder / "figures/sweeps/width.csv")
    exponents = cells.dropna().groupby(["initialization", "depth"])["exponent"].first()
    assert exponents["gaussian"].between(-0.52, -0.48).all()
    assert exponents["orthogonal"].between(-1.03, -0.97).all()
    assert (cells.loc[cells["n"] >= 1000, "diverged"] == 0).all()
