"""The SWHID of the content is git's own id of the same files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.standards.conftest import run_tool


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The files of the last commit, without git."""
    folder = tmp_path / "an export"
    folder.mkdir()
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "HEAD"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=archive, check=True)
    return folder


def ours(folder: Path) -> str:
    outcome = run_tool(folder, "python", str(ROOT / "tools/swhid.py"))
    assert outcome.status == 0, outcome.said
    return outcome.said.strip()


def test_git_swh_and_make_swhid_agree(exported: Path) -> None:
    tree = subprocess.run(
        ["git", "rev-parse", "HEAD^{tree}"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert ours(exported) == f"swh:1:dir:{tree}"
    assert run_tool(exported, "swh", "identify", "--no-filename", ".").said.split() == [
        f"swh:1:dir:{tree}"
    ]


def test_a_run_does_not_change_it_and_an_edit_does(exported: Path) -> None:
    before = ours(exported)
    for path in (
        "results/a/run.csv",
        "figures/zhao2023/table1.csv",
        "src/deeplinear/__pycache__/a",
    ):
        (exported / path).parent.mkdir(parents=True, exist_ok=True)
        (exported / path).write_text("made")
    (exported / "an/empty/folder").mkdir(parents=True)
    assert ours(exported) == before
    shutil.copy(exported / "LICENSE", exported / "COPYING")
    assert ours(exported) != before
