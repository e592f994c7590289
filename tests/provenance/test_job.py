"""How jobs call scripts: whole files or none, and errors in words."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deeplinear.provenance.job import run
from deeplinear.provenance.records import damaged, read_record, sha256
from deeplinear.provenance.stamps import read_stamp


@pytest.fixture(autouse=True)
def log_closed() -> Iterator[None]:
    """A job is a process of its own and ends with its log open; a test is not."""
    yield
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, logging.FileHandler)]:
        root.removeHandler(handler)
        handler.close()


def job(folder: Path, **params: Any) -> Any:
    source = folder / "in.csv"
    source.write_text("1\n")
    return SimpleNamespace(
        rule="make",
        input={"source": str(source)},
        params=params | {"code": {"a.py": "0" * 64}},
        output={"target": str(folder / "out.csv")},
        log=[str(folder / "job.log")],
    )


def test_main_gets_the_named_files_and_parameters_without_the_code(tmp_path: Path) -> None:
    seen: dict[str, Any] = {}

    def main(*, source: str, target: str, depth: int) -> None:
        seen.update(source=source, depth=depth)
        Path(target).write_text("whole")
        assert not (tmp_path / "out.csv").exists()

    run(main, job(tmp_path, depth=3))
    assert seen == {"source": str(tmp_path / "in.csv"), "depth": 3}
    assert (tmp_path / "out.csv").read_text() == "whole"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_failing_main_leaves_no_output_and_keeps_the_earlier_one(tmp_path: Path) -> None:
    def main(*, source: str, target: str) -> None:
        Path(target).write_text("half")
        raise ValueError("expected a, got b")

    (tmp_path / "out.csv").write_text("earlier")
    with pytest.raises(SystemExit, match="ValueError: expected a, got b"):
        run(main, job(tmp_path))
    assert (tmp_path / "out.csv").read_text() == "earlier"
    assert [path.name for path in tmp_path.glob(".*")] == []
    assert "Traceback" in (tmp_path / "job.log").read_text()


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, as jobs do, with a page's data made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "results").mkdir()
    (tmp_path / "figures").mkdir()

    def main(*, source: str, target: str) -> None:
        shutil.copy(source, target)

    making = job(tmp_path)
    making.output = {"target": "results/data.csv"}
    run(main, making)
    return tmp_path


def draw(*, data: str, page: str) -> None:
    Path(page).write_text(f"\\begin{{tabular}}{{l}}{Path(data).read_text()}\\end{{tabular}}")


def drawing(folder: Path) -> Any:
    return SimpleNamespace(
        rule="draw",
        input={"data": "results/data.csv"},
        params={
            "code": {"a.py": "0" * 64},
            "provenance": {"title": "A", "source": "B", "licence": "MIT"},
        },
        output={"page": "figures/page.tex"},
        log=[str(folder / "job.log")],
    )


def test_a_page_says_which_data_it_shows_and_both_are_on_record(in_folder: Path) -> None:
    run(draw, drawing(in_folder))
    stamp = read_stamp(Path("figures/page.tex").read_bytes())
    assert stamp is not None
    assert stamp.intact
    assert stamp.record["command"] == "snakemake --cores 1 figures/page.tex"
    assert stamp.record["data"] == {"results/data.csv": sha256("results/data.csv")}
    record = read_record("figures/page.tex")
    assert record is not None
    assert record.sha256 == sha256("figures/page.tex")
    assert record.inputs == stamp.record["data"]
    assert record.code == {"a.py": "0" * 64}
    assert list(damaged()) == []


def test_data_that_are_not_what_was_made_are_not_drawn(in_folder: Path) -> None:
    Path("results/data.csv").write_text("2\n")
    with pytest.raises(SystemExit, match=r"results/data\.csv has changed since it was built"):
        run(draw, drawing(in_folder))
    assert not Path("figures/page.tex").exists()
