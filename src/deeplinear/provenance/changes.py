"""Describe the changes to sources and settings since a file was made."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deeplinear.provenance.description import describe
from deeplinear.provenance.sources import digest
from deeplinear.settings.checkout import read_config
from deeplinear.settings.registry import SettingError


def changed_sources(root: Path, sources: Mapping[str, str]) -> dict[str, str]:
    """The sources that differ from their digests: "missing" or "changed", by path.

    Parameters
    ----------
    root : Path
        The checkout.
    sources : mapping
        Digests (deeplinear.provenance.sources) by path.
    """
    found = {}
    for path, known in sources.items():
        try:
            if digest(root / path) != known:
                found[path] = "changed"
        except FileNotFoundError:
            found[path] = "missing"
        except SyntaxError:
            found[path] = "not valid Python"
    return found


def changed_settings(root: Path, path: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """The settings that have changed, each with both values.

    Parameters
    ----------
    root : Path
        The checkout.
    path : str
        A file of figures/.
    settings : mapping
        The settings that it was made with.
    """
    try:
        now = describe(root, read_config(root), path)["settings"]
    except (SettingError, KeyError) as error:
        yield f"settings cannot be read: {error}"
        return
    for key in sorted({*settings, *now}):
        before, after = settings.get(key, "none"), now.get(key, "none")
        if before != after:
            yield f"{key} was {before}, is {after}"
