"""The locked environment: pins that agree wherever they are written, and what is installed."""

import re
import tomllib

from tests.conftest import ROOT, read_yaml


def pins() -> dict[str, str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, flags=re.MULTILINE))


def direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = project["dependencies"] + extras["pipeline"] + extras["dev"]
    return {re.split(r"[<>=\[ ]", requirement)[0] for requirement in requirements}


CONDA_NAMES = {
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
