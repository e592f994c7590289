"""The RO-Crate of a run: valid, complete, and the same bytes wherever it is made."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest

from benchmarks.workflow import fresh_copy
from tests.artefacts import NAMED
from tests.conftest import ROOT
from tests.standards.conftest import run_tool
from tests.workflow.conftest import Outcome

METADATA = "ro-crate-metadata.json"
DESCRIBED = ["CITATION.cff", "README.md", "Snakefile", "pyproject.toml", "requirements.lock"]
INPUTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("config/**/*.yaml", "published/**/*.csv")
    for path in ROOT.glob(pattern)
)
# Some, and one of each format.
OUTPUTS = sorted(
    {*sorted(NAMED)[::10], *{PurePath(path).suffix: path for path in sorted(NAMED)}.values()}
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run with its crate."""
    folder = small_run(tmp_path_factory.mktemp("written") / "a run")
    outcome = write_crate(folder)
    assert outcome.status == 0, outcome.said
    assert outcome.said == f"{METADATA}: {len(OUTPUTS)} files, made from {len(INPUTS)}\n"
    return folder


def small_run(folder: Path) -> Path:
    """What the crate needs to know of a checkout, inputs, and outputs that stand for some."""
    for path in DESCRIBED:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    for path in ("config", "published"):
        shutil.copytree(ROOT / path, folder / path)
    for path in OUTPUTS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"content of {path}", encoding="utf-8")
    return folder


def write_crate(folder: Path) -> Outcome:
    return run_tool(folder, "python", str(ROOT / "tools/crate.py"))


def entities(folder: Path) -> dict[str, Any]:
    graph = json.loads((folder / METADATA).read_text(encoding="utf-8"))["@graph"]
    return {entity["@id"]: entity for entity in graph}


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Outcome]:
    """rocrate-validator with the run's profile and those that it builds on, without a network."""
    cache = str(tmp_path_factory.mktemp("cache") / "http")
    warmed = run_tool(ROOT, "python", "tests/standards/warm_cache.py", cache)
    assert warmed.status == 0, warmed.said
    profile = ("--profile-identifier", "workflow-run-crate-0.5", "--no-paging")
    offline = ("--offline", "--cache-path", cache, "--skip-availability-check")

    def run(folder: Path) -> Outcome:
        report = ("--verbose", "--fail-fast", "--output-format", "json")
        return run_tool(folder, "rocrate-validator", "validate", *profile, *offline, *report, ".")

    return run


def test_the_crate_is_valid(written: Path, validate: Callable[[Path], Outcome]) -> None:
    outcome = validate(written)
    assert outcome.status == 0, outcome.said


@pytest.mark.parametrize(
    ("entity", "key"),
    [
        ("./", "mainEntity"),
        pytest.param("./", "license", marks=pytest.mark.slow),
        pytest.param("./", "conformsTo", marks=pytest.mark.slow),
        pytest.param("#run", "instrument", marks=pytest.mark.slow),
    ],
)
def test_a_crate_without_what_the_profiles_ask_for_is_refused(
    written: Path,
    tmp_path: Path,
    validate: Callable[[Path], Outcome],
    entity: str,
    key: str,
) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "broken"))
    document = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    (broken,) = (part for part in document["@graph"] if part["@id"] == entity)
    del broken[key]
    (folder / METADATA).write_text(json.dumps(document), encoding="utf-8")
    outcome = validate(folder)
    assert outcome.status == 1
    assert key in outcome.said


def test_the_crate_says_what_was_made_from_what(written: Path) -> None:
    found = entities(written)
    run = found["#run"]
    assert [part["@id"] for part in run["result"]] == OUTPUTS
    assert [part["@id"] for part in run["object"]] == INPUTS
    for path in OUTPUTS:
        content = (written / path).read_bytes()
        assert found[path]["sha256"] == hashlib.sha256(content).hexdigest()
        assert found[path]["contentSize"] == str(len(content))
    assert {part["@id"] for part in found["./"]["citation"]} == {
        f"#{path.stem}" for path in ROOT.glob("config/papers/*.yaml")
    }
    assert found["#eftekhari2020"]["author"] == {"@id": "#Armin-Eftekhari"}
    assert found["#du2019"]["author"] == [{"@id": "#Simon-S.-Du"}, {"@id": "#Wei-Hu"}]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (numpy,) = re.findall(r"^numpy==(\S+)", lock, flags=re.MULTILINE)
    assert found[f"pkg:pypi/numpy@{numpy}"]["softwareVersion"] == numpy


def test_the_same_run_elsewhere_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    content = (written / METADATA).read_bytes()
    assert not re.search(rb'"(file:)?/', content)
    elsewhere = small_run(tmp_path / "elsewhere")
    write_crate(elsewhere)
    assert (elsewhere / METADATA).read_bytes() == content
    (elsewhere / OUTPUTS[0]).write_text("another", encoding="utf-8")
    write_crate(elsewhere)
    assert (elsewhere / METADATA).read_bytes() != content


def test_a_crate_of_nothing_and_of_an_unknown_format_are_refused(tmp_path: Path) -> None:
    run = small_run(tmp_path / "a run")
    (run / "figures/movie.xyz").touch()
    outcome = write_crate(run)
    assert outcome.status == 1
    assert outcome.said.startswith("figures/movie.xyz: expected one of .css")
    shutil.rmtree(run / "figures")
    outcome = write_crate(run)
    assert outcome.status == 1
    assert outcome.said == "figures/: expected tables and figures, found none; run `make` first\n"
    assert not (run / METADATA).exists()


@pytest.mark.slow
def test_the_crate_of_the_main_command_here(
    tmp_path: Path, validate: Callable[[Path], Outcome]
) -> None:
    """With every file; the main command has to have run in this checkout."""
    folder = fresh_copy(tmp_path / "a copy")
    shutil.copytree(ROOT / "figures", folder / "figures", dirs_exist_ok=True)
    outcome = write_crate(folder)
    assert outcome.status == 0, outcome.said
    outcome = validate(folder)
    assert outcome.status == 0, outcome.said
    found = entities(folder)
    assert {part["@id"] for part in found["#run"]["result"]} >= NAMED
    code = {part["@id"] for part in found["Snakefile"]["hasPart"]}
    tracked = {
        path.relative_to(folder).as_posix()
        for place in ("src", "workflow")
        for path in (folder / place).rglob("*.*")
    }
    assert code >= tracked - {"src/deeplinear/py.typed"}
