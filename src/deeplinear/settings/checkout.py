"""Read the configuration and the registries of a checkout, without Snakemake."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deeplinear.settings.registry import Document, SettingError, check, resolve, suggestion

SWEEPS = Path("config/sweeps")


@cache
def read_yaml(root: Path, path: str) -> Any:
    """Read a YAML file of a checkout.

    Parameters
    ----------
    root : Path
        The checkout.
    path : str
        Relative to it.

    Raises
    ------
    SettingError
        If the file is missing, or is not valid YAML.
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
    """Read a JSON schema of the workflow, by name."""
    schema: Document = read_yaml(root, f"workflow/schemas/{name}.schema.yaml")
    return schema


def schema_name(root: Path, paper: str, artefact: str) -> str:
    """The schema of an artefact's settings: its own, or the paper's, which may be missing."""
    own = f"{paper}.{artefact}"
    return own if (root / f"workflow/schemas/{own}.schema.yaml").is_file() else paper


@cache
def read_config(root: Path) -> Document:
    """Read and check config/config.yaml.

    Raises
    ------
    SettingError
    """
    config: Document = read_yaml(root, "config/config.yaml")
    check(config, read_schema(root, "config"), "config/config.yaml")
    return config


@cache
def read_registry(root: Path, paper: str) -> Document:
    """Read and check the registry of a paper.

    Raises
    ------
    SettingError
        If there is no such registry, or it is invalid.
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
    """The settings of every variant of a paper's artefacts, as from :func:`registry.resolve`.

    Raises
    ------
    SettingError
    """

    def schema_of(artefact: str) -> Document:
        return read_schema(root, schema_name(root, paper, artefact))

    return resolve(paper, read_registry(root, paper), schema_of)


def variants_of(root: Path, folder: str) -> dict[str, dict[str, Any]]:
    """The variants that the files in a folder of figures/ show: of a paper's artefacts, or sweeps.

    Parameters
    ----------
    root : Path
        The checkout.
    folder : str
        The key of a paper, or "sweeps".

    Returns
    -------
    dict
        By file name: for a paper, as from :func:`settings_of`; for sweeps, with the same keys. The
        settings of a sweep have no stated values, and it has neither claims nor a caption.

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
        "variant": "sweep",
        "bands": False,
        "caption": "",
        "claims": {},
        "origins": [{"setting": key, "used": value} for key, value in sweep.items()],
    }
