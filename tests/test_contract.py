"""Who may import whom, as pyproject.toml tells import-linter, and the networks on their own."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import ALONE, python

PAPERS = sorted(path.parent.name for path in ROOT.glob("src/deeplinear/papers/*/__init__.py"))
CHECK = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"


def test_imports_run_down_only() -> None:
    outcome = python(CHECK)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("module", "statement", "broken"),
    [
        ("networks/widths.py", "import deeplinear.files.rows", ""),
        ("networks/widths.py", "import yaml", "Networks need NumPy and SciPy only"),
        (
            "networks/widths.py",
            "import deeplinear.files.parquet",
            "Networks need NumPy and SciPy only",
        ),
        ("networks/widths.py", "import deeplinear.replication.rounding", "A room imports"),
        ("replication/rounding.py", f"import deeplinear.papers.{PAPERS[0]}.plot", "A room imports"),
        (
            f"papers/{PAPERS[0]}/plot.py",
            f"import deeplinear.papers.{PAPERS[1]}",
            "No paper imports",
        ),
        ("attic.py", "", "A room imports"),
    ],
)
def test_the_contract_can_be_broken(
    tmp_path: Path, module: str, statement: str, broken: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "src/deeplinear"
    shutil.copytree(ROOT / "src/deeplinear", package)
    with open(package / module, "a", encoding="utf-8") as file:
        file.write(f"\n{statement}\n")
    outcome = python(CHECK, folder=tmp_path)
    assert outcome.returncode == bool(broken), outcome.stdout
    assert broken in outcome.stdout


def test_networks_and_what_papers_offer_need_numpy_and_scipy_only() -> None:
    outcome = python(
        ALONE
        + """
from importlib import import_module
from pkgutil import walk_packages
import deeplinear.networks

for module in walk_packages(deeplinear.networks.__path__, "deeplinear.networks."):
    import_module(module.name)
from deeplinear.networks import *
"""
        + "\n".join(f"from deeplinear.papers.{paper} import *" for paper in PAPERS)
    )
    assert outcome.returncode == 0, outcome.stderr


def test_in_that_process_nothing_else_can_be_imported() -> None:
    assert "only NumPy and SciPy here, got pandas" in python(ALONE + "import pandas").stderr
