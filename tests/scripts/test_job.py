"""How jobs call scripts: whole files or none, and errors in words."""

import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deeplinear.job import run, run_figure


@pytest.fixture(autouse=True)
def log_closed() -> Iterator[None]:
    """A job is a process of its own and ends with its log open; a test is not."""
    yield
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, logging.FileHandler)]:
        root.removeHandler(handler)
        handler.close()


def job(folder: Path, **params: Any) -> Any:
    return SimpleNamespace(
        input={"source": "in.csv", "library": ["a.py"]},
        params=params,
        output={"target": str(folder / "out.csv")},
        log=[str(folder / "job.log")],
    )


def test_main_gets_the_named_files_and_parameters_without_the_library(tmp_path: Path) -> None:
    seen: dict[str, Any] = {}

    def main(*, source: str, target: str, depth: int) -> None:
        seen.update(source=source, depth=depth)
        Path(target).write_text("whole")
        assert not (tmp_path / "out.csv").exists()

    run(main, job(tmp_path, depth=3))
    assert seen == {"source": "in.csv", "depth": 3}
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


def test_a_figure_run_by_hand_takes_its_defaults() -> None:
    seen: list[str] = []

    def main(*, losses: str = "figures/p/figure1.csv") -> None:
        seen.append(losses)

    run_figure(main, None)
    assert seen == ["figures/p/figure1.csv"]
