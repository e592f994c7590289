"""The reference results in expected/: read them, or update them from figures/."""

import csv
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deeplinear.files.columns import write_rows
from deeplinear.provenance.damage import damage
from deeplinear.provenance.environment import environment
from deeplinear.provenance.records import read_record, sha256
from deeplinear.provenance.stamps import read_stamp

FOLDER, FIGURES = Path("expected"), Path("figures")
# What a stamp shows beside the settings, and what changes the bytes as they do.
SHOWN = ("title", "caption", "source", "licence")


@dataclass(frozen=True)
class Expected:
    """What is expected of figures/.

    Attributes
    ----------
    hashes : mapping
        SHA-256 by path, such as figures/zhao2023/table1.csv.
    descriptions : mapping
        By path without ending, what an artefact was made with (:func:`described`).
    sources : mapping
        Digest (deeplinear.provenance.sources) by path, of all that they were made from.
    environment : mapping
        In which they were made (deeplinear.provenance.environment).
    """

    hashes: Mapping[str, str]
    descriptions: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, str]
    environment: Mapping[str, str]


def read_expected(root: Path) -> Expected:
    """What a checkout expects.

    Raises
    ------
    OSError, ValueError, KeyError
        If expected/ lacks something or is damaged.
    """
    folder = root / FOLDER
    with open(folder / "manifest.csv", newline="", encoding="utf-8") as file:
        hashes = {row["path"]: row["sha256"] for row in csv.DictReader(file)}
    origins = json.loads((folder / "origins.json").read_text(encoding="utf-8"))
    known = json.loads((folder / "environment.json").read_text(encoding="utf-8"))
    return Expected(hashes, origins["descriptions"], origins["sources"], known)


def golden(path: str) -> Path:
    """Where the expected copy of a table of figures/ is: expected/zhao2023/table1.csv."""
    return FOLDER / Path(path).relative_to(FIGURES)


def made(root: Path) -> list[str]:
    """The files of figures/ that are no sources, without those of sweeps, which are the user's."""
    paths = (path.relative_to(root) for path in (root / FIGURES).rglob("*") if not path.is_dir())
    return sorted(
        path.as_posix()
        for path in paths
        if path.suffix != ".py" and not {"sweeps", "__pycache__"} & set(path.parts)
    )


def expect(root: Path = Path()) -> None:
    """Have expected/ say what is in figures/ now.

    Parameters
    ----------
    root : Path
        The checkout, after the main command.

    Raises
    ------
    SystemExit
        If a file is not as it was made, or files were made from different sources.
    """
    paths = made(root)
    if not paths:
        raise SystemExit("expected made files in figures/, got none; make them first: snakemake")
    descriptions: dict[str, dict[str, Any]] = {}
    sources: dict[str, str] = {}
    for path in paths:
        record = _checked(root, path)
        for name, value in record["sources"].items() if record else ():
            if sources.setdefault(name, value) != value:
                raise SystemExit(
                    f"expected files of one state of the checkout, got {path} of another {name} "
                    "than those before it; make them all: snakemake"
                )
        if record:
            descriptions[stem(path)] = described(record)
    folder = root / FOLDER
    for stale in folder.rglob("*.csv"):
        stale.unlink()
    for path in paths:
        if path.endswith(".csv"):
            (root / golden(path)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, root / golden(path))
    rows = [(path, (root / path).stat().st_size, sha256(root / path)) for path in paths]
    write_rows(folder / "manifest.csv", ("path", "size", "sha256"), rows)
    _write_json(folder / "origins.json", {"descriptions": descriptions, "sources": sources})
    _write_json(folder / "environment.json", environment())
    print(f"{len(paths)} files expected; see what changed: git diff --stat -- {FOLDER}")


def described(record: Mapping[str, Any]) -> dict[str, Any]:
    """The settings and the words in a stamp, by name."""
    return {**record["settings"], **{key: record[key] for key in SHOWN if key in record}}


def stem(path: str) -> str:
    """The artefact that a file is of: its path without the ending."""
    return Path(path).with_suffix("").as_posix()


def _checked(root: Path, path: str) -> dict[str, Any] | None:
    """What the stamp of a whole and unchanged file says; a table has none."""
    content = (root / path).read_bytes()
    found, record = damage(content, Path(path).suffix), read_record(path, root)
    stamp = None if path.endswith(".csv") else read_stamp(content)
    unsealed = not path.endswith(".csv") and not (stamp and stamp.intact)
    if found or unsealed or (record and record.sha256 != sha256(root / path)):
        how = found[0] if found else "changed since"
        raise SystemExit(f"expected files as they were made, got {path} {how}; make it: snakemake")
    return stamp.record if stamp else None


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
