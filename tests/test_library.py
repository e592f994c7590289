"""What docs/library.md shows, run with NumPy and SciPy alone."""

import re

from tests.conftest import ROOT
from tests.processes import ALONE, python

PAGE = (ROOT / "docs/library.md").read_text(encoding="utf-8")


def blocks(language: str) -> str:
    return "".join(re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))


def test_the_page_prints_what_it_shows() -> None:
    outcome = python(ALONE + blocks("python"))
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == blocks("text")


def test_the_readme_shows_the_first_example() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example, _, _ = blocks("python").partition("narrow = ")
    assert example.partition("from deeplinear.networks import Experiment")[0] in readme


def test_it_takes_every_name_from_the_public_surface() -> None:
    modules = re.findall(r"^from (\S+) import", blocks("python"), flags=re.MULTILINE)
    public = re.compile(r"deeplinear\.(networks|papers\.\w+)")
    assert modules
    assert [module for module in modules if not public.fullmatch(module)] == []
