"""The lock of the tools, codecheck.yml, the workflow catalog's file and ARTIFACT.md."""

import re
import shlex
import tomllib
from pathlib import PurePosixPath

import pytest

from tests.artefacts import NAMED
from tests.conftest import ROOT, read_yaml
from tests.workflow.conftest import Checkout, documented_commands

PAGE = (ROOT / "ARTIFACT.md").read_text(encoding="utf-8")
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
COMMANDS = [quoted for quoted in QUOTED if quoted.split()[0] in ("make", "python", "snakemake")]
PATHS = [quoted for quoted in QUOTED if re.fullmatch(r"[\w.-]*(/[\w.*-]*)+|[\w-]*\.\w+", quoted)]


def test_the_lock_of_the_tools_is_hashed_and_names_no_host() -> None:
    lock = (ROOT / "tools/requirements-standards.lock").read_text(encoding="utf-8")
    pins = set(re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = {re.split(r"[<>=\[ ]", tool)[0] for tool in project["dependency-groups"]["standards"]}
    assert tools <= pins
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "http" not in lock


def test_the_codecheck_manifest_meets_its_specification() -> None:
    """Of https://codecheck.org.uk/spec/config/1.0/ what is for authors."""
    text = (ROOT / "codecheck.yml").read_text(encoding="utf-8")
    assert "\n---\n" in text
    codecheck = read_yaml("codecheck.yml")
    assert codecheck["version"] == "https://codecheck.org.uk/spec/config/1.0/"
    assert all(set(item) == {"file", "comment"} for item in codecheck["manifest"])
    citation = read_yaml("CITATION.cff")
    assert codecheck["paper"]["title"] == citation["title"]
    assert codecheck["paper"]["authors"] == citation["authors"]
    certified = {"codechecker", "report", "summary", "check_time", "certificate"}
    assert not certified & set(codecheck), "these are for who checks it"


def test_the_codecheck_manifest_has_every_artefact_and_only_what_is_made() -> None:
    listed = [item["file"] for item in read_yaml("codecheck.yml")["manifest"]]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= NAMED
    about = re.compile("figures/(index|gallery/|notebooks/)|.*-audit")
    artefacts = {stem(path) for path in NAMED if not about.match(path)}
    assert {stem(path) for path in listed} == artefacts


def stem(path: str) -> str:
    return PurePosixPath(path).with_suffix("").as_posix()


def test_the_workflow_catalog_would_list_this_repository() -> None:
    """Its criteria for generic workflows, and the keys that it reads."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    assert "snakemake" in readme
    assert "workflow" in readme
    assert (ROOT / "Snakefile").is_file()
    assert list(ROOT.glob("workflow/rules/*.smk"))
    usage = read_yaml(".snakemake-workflow-catalog.yml")["usage"]
    assert set(usage) == {"mandatory-flags", "software-stack-deployment", "report"}
    assert set(usage["mandatory-flags"]) == {"desc", "flags"}
    ways = usage["software-stack-deployment"]
    assert set(ways) == {"conda", "apptainer", "apptainer+conda"}
    rules = "".join(path.read_text("utf-8") for path in ROOT.glob("workflow/rules/*.smk"))
    assert ways["conda"] == bool(re.search(r"^ +conda:", rules, flags=re.MULTILINE))
    assert ways["apptainer"] == bool(re.search(r"^ +container:", rules, flags=re.MULTILINE))


def test_files_that_the_artifact_page_names_exist() -> None:
    assert len(PATHS) > 20
    made = NAMED | {"results/selftest.csv"}
    assert [path for path in PATHS if path not in made and not list(ROOT.glob(path))] == []


def test_the_artifact_page_gives_commands() -> None:
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_artifact_page_are_known(command: str) -> None:
    """Those of the README and docs/ are run by the tests of the workflow."""
    program, *arguments = shlex.split(command)
    if program == "make":
        outcome = Checkout(ROOT).run("make", "--dry-run", *arguments)
        assert outcome.status == 0, outcome.said
    elif program == "python":
        outcome = Checkout(ROOT).run("python", "-m", "deeplinear", "--help")
        assert arguments[:2] == ["-m", "deeplinear"]
        assert re.search(rf"^ +{arguments[2]} ", outcome.said, flags=re.MULTILINE), outcome.said
    else:
        assert command in documented_commands()
