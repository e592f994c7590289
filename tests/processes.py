"""Python in a process of its own, as a user runs it, or with NumPy and SciPy alone."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# Code to begin with: afterwards nothing but the standard library, NumPy and SciPy is there.
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
    """Run code in a checkout's folder and with its package."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "src"), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
