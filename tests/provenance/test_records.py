"""Records of outputs: damage is detected, and a job of a killed run delivers nothing."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from deeplinear.provenance.job import run
from deeplinear.provenance.records import (
    Record,
    damaged,
    read_record,
    sha256,
    unfinished,
    write_record,
)

DATA = "results/data.csv"
RECORD = Path(f"results/.records/{DATA}.json")


@pytest.fixture(autouse=True)
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to work in, with one made file."""
    monkeypatch.chdir(tmp_path)
    Path("results").mkdir()
    Path(DATA).write_text("1\n")
    write_record(Record(DATA, sha256(DATA), "make", {}, {}, {}))


def test_what_is_as_made_is_not_damaged() -> None:
    Path(DATA).touch()
    assert list(damaged(made=[DATA, "results/gone.csv"])) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda: Path(DATA).write_text("2\n"),
        lambda: RECORD.write_text(RECORD.read_text()[:30]),
        lambda: RECORD.write_bytes(b"\xff"),
        lambda: RECORD.write_text("[]"),
        lambda: RECORD.write_text(RECORD.read_text().replace(sha256(DATA)[:4], "0000")),
        RECORD.unlink,
    ],
    ids=["file", "truncated", "no text", "no record", "another hash", "missing"],
)
def test_damage_is_detected(damage: Callable[[], object]) -> None:
    damage()
    assert list(damaged(made=[DATA])) == [DATA]


def test_a_record_that_cannot_be_read_is_refused_with_what_to_do() -> None:
    RECORD.write_text('{"path": "resu')
    with pytest.raises(
        ValueError,
        match=r"data\.csv\.json: the record of this file is damaged; run the same command again",
    ):
        read_record(DATA)


def test_what_a_killed_job_left_is_removed() -> None:
    left = Path("results/.unfinished-1-data.csv")
    left.write_text("half")
    assert unfinished(Path(DATA)).name.endswith("-data.csv")
    assert not left.exists()


def test_a_job_that_outlived_its_run_delivers_nothing_once_another_has_begun() -> None:
    running = Path(".snakemake/running")
    running.parent.mkdir()
    running.write_text("one")

    def main(*, target: str) -> None:
        Path(target).write_text("3\n")
        running.write_text("another")

    job = SimpleNamespace(
        input={}, params={"code": {}}, output={"target": DATA}, log=["job.log"], rule="make"
    )
    with pytest.raises(SystemExit, match="this job belongs to a run that was killed"):
        run(main, job)
    assert Path(DATA).read_text() == "1\n"
    (log,) = (h for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler))
    logging.getLogger().removeHandler(log)
    log.close()
