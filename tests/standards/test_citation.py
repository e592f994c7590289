"""CITATION.cff and codemeta.json are valid and say what the registry and pyproject.toml say."""

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, read_yaml
from tests.standards.conftest import edit, run_tool
from tests.workflow.conftest import Outcome

PAPERS = [path.stem for path in sorted(ROOT.glob("config/papers/*.yaml"))]


@pytest.fixture
def citation(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "CITATION.cff", tmp_path))


@pytest.fixture
def codemeta(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "codemeta.json", tmp_path))


def check_citation(path: Path) -> Outcome:
    schema = ("--builtin-schema", "vendor.citation-file-format")
    return run_tool(path.parent, "check-jsonschema", *schema, path.name)


def unknown_terms(path: Path) -> list[str]:
    script = str(ROOT / "tests/standards/expand_codemeta.py")
    outcome = run_tool(path.parent, "python", script, path.name)
    assert outcome.status == 0, outcome.said
    return outcome.said.split()


def test_the_citation_is_valid(citation: Path) -> None:
    outcome = check_citation(citation)
    assert outcome.status == 0, outcome.said


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("cff-version: 1.2.0", "cff-version: 1.1.0", "cff-version"),
        ("title: A convergence", "titel: A convergence", "titel"),
    ],
)
def test_a_wrong_citation_is_refused(citation: Path, old: str, new: str, complaint: str) -> None:
    edit(citation, old, new)
    outcome = check_citation(citation)
    assert outcome.status == 1
    assert complaint in outcome.said


def cited(title: str) -> dict[str, Any]:
    references = read_yaml("CITATION.cff")["references"]
    (reference,) = (reference for reference in references if reference["title"] == title)
    return dict(reference)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_cited_as_the_registry_has_it(paper: str) -> None:
    registry = read_yaml(f"config/papers/{paper}.yaml")
    reference = cited(registry["title"])
    names = [f"{author['given-names']} {author['family-names']}" for author in reference["authors"]]
    assert names == registry["authors"]
    assert reference["year"] == registry["year"]
    assert reference.get("collection-title", reference.get("notes")) == registry["venue"]
    numbers = [identifier["value"] for identifier in reference.get("identifiers", [])]
    assert numbers == ([f"arXiv:{registry['arxiv']}"] if "arxiv" in registry else [])


def test_nothing_else_is_cited() -> None:
    assert len(read_yaml("CITATION.cff")["references"]) == len(PAPERS)


def test_codemeta_uses_terms_of_its_context(codemeta: Path) -> None:
    assert unknown_terms(codemeta) == []


def test_wrong_terms_of_codemeta_are_noticed(codemeta: Path) -> None:
    edit(codemeta, '"license":', '"licence":')
    edit(codemeta, '"type": "SoftwareSourceCode"', '"type": "SourceCode"')
    edit(codemeta, '"type": "Organization"', '"type": "Organisation"')
    wrong = {"licence", "file:///SourceCode", "file:///Organisation"}
    assert set(unknown_terms(codemeta)) == wrong


def test_another_context_of_codemeta_is_refused(codemeta: Path) -> None:
    edit(codemeta, "codemeta/3.0", "codemeta/1.0")
    script = str(ROOT / "tests/standards/expand_codemeta.py")
    outcome = run_tool(codemeta.parent, "python", script, codemeta.name)
    assert outcome.status == 1
    assert "expected https://w3id.org/codemeta/3.0" in outcome.said


def test_citation_codemeta_and_package_agree() -> None:
    citation = read_yaml("CITATION.cff")
    codemeta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert codemeta["name"] == package["name"] == citation["title"].partition(":")[0]
    assert codemeta["description"] == package["description"]
    assert codemeta["version"] == package["version"] == citation["version"]
    assert codemeta["license"] == f"https://spdx.org/licenses/{citation['license']}"
    assert citation["license"] == package["license"]
    assert codemeta["datePublished"] == citation["date-released"].isoformat()
    assert codemeta["keywords"] == citation["keywords"]
    assert [author["name"] for author in codemeta["author"]] == [
        author["name"] for author in citation["authors"]
    ]
    assert codemeta["runtimePlatform"] == f"Python {package['requires-python']}"
    assert [
        (paper["name"], paper["datePublished"]) for paper in codemeta["referencePublication"]
    ] == [(reference["title"], str(reference["year"])) for reference in citation["references"]]


@pytest.mark.parametrize(
    "key", ["softwareRequirements", "readme", "buildInstructions", "releaseNotes"]
)
def test_files_that_codemeta_names_exist(key: str) -> None:
    codemeta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    assert (ROOT / codemeta[key]).is_file()
