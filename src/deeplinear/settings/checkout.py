"""The configuration and the registries of a checkout, read without Snakemake."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deeplinear.settings.registry import Document, SettingError, check, resolve, suggestion

SWEEPS = Path("config/sweeps")


@cache
def read_yaml(root: Path, path: str) -> Any:
    """A YAML file of a checkout.

    Parameters
    ----------
    root : Path
        The checkout.
    path : str
        Relative to it.

    Raises
    ------
    SettingError
        If there is no such file, or it is not YAML.
    """
    try:
        return yaml.load((root / path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise SettingError(
            f"{path}: expected a YAML file, found none; restore it from the repository"
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise SettingError(
            f"{path}:{where} is not valid YAML: {problem}; correct it there"
        ) from None


def read_schema(root: Path, name: str) -> Document:
    """A JSON schema of the workflow, by name."""
    schema: Document = read_yaml(root, f"workflow/schemas/{name}.schema.yaml")
    return schema


@cache
def read_config(root: Path) -> Document:
    """config/config.yaml, checked.

    Raises
    ------
    SettingError
    """
    config: Document = read_yaml(root, "config/config.yaml")
    check(config, read_schema(root, "config"), "config/config.yaml")
    return config


@cache
def read_registry(root: Path, paper: str) -> Document:
    """The registry of a paper, checked.

    Raises
    ------
    SettingError
        If there is none of that name, or it is wrong.
    """
    registered = sorted(path.stem for path in (root / "config/papers").glob("*.yaml"))
    if paper not in registered:
        raise SettingError(
            f"config/config.yaml: papers: unknown paper {paper!r}; {suggestion(paper, registered)}"
        )
    place = f"config/papers/{paper}.yaml"
    registry: Document = read_yaml(root, place)
    check(registry, read_schema(root, "registry"), place)
    return registry


@cache
def settings_of(root: Path, paper: str) -> dict[str, dict[str, Any]]:
    """The settings of every variant of a paper's artefacts, as :func:`registry.resolve` gives them.

    Raises
    ------
    SettingError
    """

    def schema_of(artefact: str) -> Document:
        own = f"{paper}.{artefact}"
        exists = (root / f"workflow/schemas/{own}.schema.yaml").exists()
        return read_schema(root, own if exists else paper)

    return resolve(paper, read_registry(root, paper), schema_of)


def variants_of(root: Path, folder: str) -> dict[str, dict[str, Any]]:
    """What the files in a folder of figures/ show: variants of a paper's artefacts, or sweeps.

    Parameters
    ----------
    root : Path
        The checkout.
    folder : str
        The key of a paper, or "sweeps".

    Returns
    -------
    dict
        By the names of the files: of a paper as :func:`settings_of` gives them, of sweeps with the
        same keys. Nothing was stated of a sweep's settings, and it has neither claims nor caption.

    Raises
    ------
    SettingError
    """
    if folder != SWEEPS.name:
        return settings_of(root, folder)
    names = sorted(path.stem for path in (root / SWEEPS).glob("*.yaml"))
    return {name: _sweep(root, name) for name in names}


def _sweep(root: Path, name: str) -> dict[str, Any]:
    sweep = read_yaml(root, (SWEEPS / f"{name}.yaml").as_posix())
    return {
        **sweep,
        "artefact": f"sweep_{name}",
        "variant": "a sweep of our own",
        "bands": False,
        "caption": "",
        "claims": {},
        "origins": [{"setting": key, "used": value} for key, value in sweep.items()],
    }
