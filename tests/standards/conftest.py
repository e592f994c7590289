"""The tools of the standards, in an environment of their own, and a copy to break files in."""

from pathlib import Path

import pytest

from benchmarks.workflow import fresh_copy
from tests.conftest import ROOT
from tests.workflow.conftest import Checkout, Outcome

TOOLS = ROOT / ".venv-standards/bin"


def run_tool(folder: Path, name: str, *arguments: str) -> Outcome:
    """Run a tool of the standards' environment in a folder; without it the test fails."""
    tool = TOOLS / name
    assert tool.is_file(), (
        f"expected {tool.relative_to(ROOT)}, found none; run `make .venv-standards/installed`, "
        "as `make test` does"
    )
    return Checkout(folder).run(str(tool), *arguments)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not exactly once in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A fresh copy with nothing made."""
    return fresh_copy(tmp_path / "a copy")
