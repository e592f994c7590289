"""What packages offer by name: deeplinear.networks and the papers."""

import re
import sys
from importlib import import_module
from inspect import getdoc, getsource, isclass, isfunction, signature
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.processes import python

STUBS = sorted(ROOT.glob("src/deeplinear/**/__init__.pyi"))
PACKAGES = [".".join(stub.parent.relative_to(ROOT / "src").parts) for stub in STUBS]
SOURCE = re.compile(
    r"\d{4}\b|[Ee]quation|Table|Figure|Lemma|Theorem|Algorithm|[Ss]ection|\(\d+\w?\)"
)


def undocumented(found: Any) -> str:
    """What a docstring in numpydoc's form lacks, in words; empty if nothing."""
    text = getdoc(found) or ""
    sections = set(re.findall(r"^(\w+)\n-+$", text, flags=re.MULTILINE))
    entries = re.findall(r"^\*{0,2}(\w+(?:, \w+)*)(?: : .+)?$", text, flags=re.MULTILINE)
    described = {name for entry in entries for name in entry.split(", ")}
    if isclass(found):
        required, names = {"Attributes"}, {*found.__annotations__}
    else:
        required, names = {"Parameters"}, {*signature(found).parameters}
        if signature(found).return_annotation is not None:
            required.add("Yields" if "yield " in getsource(found) else "Returns")
        if "raise ValueError" in getsource(found):
            required.add("Raises")
    shapeless = re.findall(r"^.*\bndarray$", text, flags=re.MULTILINE)
    return ", ".join([*sorted(required - sections), *sorted(names - described), *shapeless])


def test_networks_and_every_paper_offer_names() -> None:
    papers = ROOT.glob("src/deeplinear/papers/*/__init__.py")
    assert {*PACKAGES} == {
        "deeplinear.networks",
        *(f"deeplinear.papers.{path.parent.name}" for path in papers),
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_lists_what_it_offers_and_no_name_of_a_module(package: str) -> None:
    here = import_module(package)
    listed = here.__all__
    assert len(listed) > 2
    assert dir(here) == sorted({*listed})
    # Once it is imported, a module would stand in the place of the name.
    modules = {path.stem for path in Path(str(here.__file__)).parent.glob("*.py")}
    assert not modules & {*listed}
    with pytest.raises(AttributeError, match=f"'{package}' has no attribute 'nothing'"):
        _ = here.nothing


@pytest.mark.parametrize("package", PACKAGES)
def test_names_resolve_are_documented_and_say_where_they_are_from(package: str) -> None:
    names = {name: getattr(import_module(package), name) for name in import_module(package).__all__}
    documented = {
        name: found for name, found in names.items() if isclass(found) or isfunction(found)
    }
    lacking = {name: undocumented(found) for name, found in documented.items()}
    assert {name: words for name, words in lacking.items() if words} == {}
    if package != "deeplinear.networks":
        texts = {
            name: f"{found.__doc__}{sys.modules[found.__module__].__doc__}"
            for name, found in documented.items()
        }
        assert {name for name, text in texts.items() if not SOURCE.search(text)} == set()


def test_a_docstring_without_shapes_or_sections_is_found() -> None:
    def scale(X: float, factor: float) -> float:
        """Multiply.

        Parameters
        ----------
        X : ndarray
        """
        raise ValueError(X, factor)

    assert undocumented(scale) == "Raises, Returns, factor, X : ndarray"


def test_importing_a_module_imports_no_other_engine() -> None:
    loaded = python(
        "import sys, deeplinear.networks.descent;"
        "print(*(name for name in sys.modules if name.startswith('deeplinear')))"
    ).stdout
    modules = ("chi_square", "descent", "least_squares", "network", "updates")
    assert {*loaded.split()} == {
        "deeplinear",
        "deeplinear.arrays",
        "deeplinear.lazy",
        "deeplinear.networks",
        *(f"deeplinear.networks.{name}" for name in modules),
    }


def test_all_names_come_with_a_star() -> None:
    offers = "from deeplinear.networks import *; print(draw_network.__name__)"
    assert python(offers).stdout == "draw_network\n"
