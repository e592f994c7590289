"""Who may import whom, as pyproject.toml tells import-linter, and the networks on their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CHECK = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
ALONE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        known = {"deeplinear", "numpy", "scipy", *sys.stdlib_module_names}
        package = name.partition(".")[0]
        if package not in known and not package.startswith("_sysconfigdata"):
            raise ModuleNotFoundError(f"only NumPy and SciPy here, got {name}", name=name)

sys.meta_path.insert(0, Refuse())
"""


def python(code: str, *, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, in a checkout and with its package."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "src"), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )


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
        ("replication/rounding.py", "import deeplinear.papers.du2019.plot", "A room imports"),
        ("papers/du2019/plot.py", "import deeplinear.papers.arora2019.plot", "No paper imports"),
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
from pkgutil import iter_modules, walk_packages
import deeplinear.networks, deeplinear.papers

for module in walk_packages(deeplinear.networks.__path__, "deeplinear.networks."):
    import_module(module.name)
packages = [name for _, name, package in iter_modules(deeplinear.papers.__path__) if package]
for package in ["deeplinear.networks", *(f"deeplinear.papers.{name}" for name in packages)]:
    exec(f"from {package} import *")
print(len(packages))
"""
    )
    assert outcome.returncode == 0, outcome.stderr
    assert int(outcome.stdout) >= 5


def test_in_that_process_nothing_else_can_be_imported() -> None:
    assert "only NumPy and SciPy here, got pandas" in python(ALONE + "import pandas").stderr
