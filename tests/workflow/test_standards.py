"""Style checkers, pins that agree, commands that the documentation gives."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.browser.__main__ import SHOWN
from tests.conftest import ROOT, read_yaml
from tests.workflow.conftest import DOCUMENTS, Checkout, documented_commands

# What `snakemake --lint` asks for and we decline, with the reason.
ALLOWED_LINTS = {
    # One environment for everything, pinned by hash; conda per rule would undo that.
    "Specify a conda environment or container for each rule.",
}


@pytest.mark.parametrize(
    "command",
    [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "snakefmt --check Snakefile workflow/rules",
    ],
)
def test_style_checkers_are_content(command: str) -> None:
    outcome = Checkout(ROOT).run(*command.split())
    assert outcome.status == 0, outcome.said


def test_snakemake_lint_finds_only_what_we_decline(checkout: Checkout) -> None:
    outcome = checkout.snakemake("--lint")
    found = {
        line.strip(" *").split(":\n")[0] for line in outcome.said.splitlines() if "    * " in line
    }
    complaints = {line.rstrip(":") for line in found}
    assert complaints <= {lint.rstrip(":") for lint in ALLOWED_LINTS}, outcome.said


def pins() -> dict[str, str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, flags=re.MULTILINE))


def direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = project["dependencies"] + extras["pipeline"] + extras["dev"]
    return {re.split(r"[<>=\[ ]", requirement)[0] for requirement in requirements}


CONDA_NAMES = {
    "jupyter_client": "jupyter-client",
    "matplotlib-base": "matplotlib",
    "snakemake-minimal": "snakemake",
}


def test_environment_yml_has_the_versions_of_the_lock() -> None:
    *listed, by_pip = read_yaml("environment.yml")["dependencies"]
    versions = dict(line.split(" ==") for line in [*listed, *by_pip["pip"]] if "==" in line)
    versions = {CONDA_NAMES.get(name, name): version for name, version in versions.items()}
    assert set(versions) == direct_dependencies()
    assert versions == {name: pins()[name] for name in versions}
    assert "python >=3.11" in listed


def test_the_lock_is_hashed_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert set(pins()) >= direct_dependencies()
    assert lock.count("--hash=sha256:") > len(pins())
    assert "http" not in lock
    assert "index" not in lock


def test_this_environment_is_the_locked_one() -> None:
    from importlib.metadata import version

    assert {name: version(name) for name in direct_dependencies()} == {
        name: pins()[name] for name in direct_dependencies()
    }


def test_other_documented_commands_are_known() -> None:
    """`make` and `make test` are run by .ci/run, benchmarks by hand."""
    others = [c for c in documented_commands() if not c.startswith("snakemake")]
    assert "make" in others
    assert "make test" in others
    for command in others:
        program, *arguments = shlex.split(command)
        if program == "make":
            outcome = Checkout(ROOT).run("make", "-n", *arguments)
            assert outcome.status == 0, outcome.said
        elif program == "python" and arguments[0] != "-m":  # those are run in test_run.py
            assert (ROOT / arguments[0]).is_file()
        elif program == ".venv-cluster/bin/snakemake":
            assert "make .venv-cluster/installed" in others  # and make cluster runs the profile
        else:
            assert program in ("git", "cd", "python")


def test_pictures_of_the_documentation_are_there_and_small() -> None:
    pictures = [
        (page.parent / picture).resolve()
        for page in DOCUMENTS
        for picture in re.findall(r"!\[.+\]\((\S+)\)", page.read_text(encoding="utf-8"))
    ]
    assert {picture.relative_to(ROOT).as_posix() for picture in pictures} == {*SHOWN}
    assert all(picture.stat().st_size < 300_000 for picture in pictures)


def test_nothing_that_the_workflow_makes_is_tracked() -> None:
    tracked = Checkout(ROOT).run("git", "ls-files").said.split()
    made = re.compile(r"(figures/.*\.(csv|html|pdf|png|svg|tex)|results/.*|logs/.*|\.snakemake/.*)")
    assert [path for path in tracked if made.fullmatch(path)] == []
    assert Path("figures/zhao2023/figure1.py").as_posix() in tracked
