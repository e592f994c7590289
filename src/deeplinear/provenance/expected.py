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
# The entries of a stamp that are shown besides the settings and change the bytes as well.
SHOWN = ("title", "caption", "source", "licence")


@dataclass(frozen=True)
class Expected:
    """The reference results for figures/.

    Attributes
    ----------
    hashes : mapping
        SHA-256 by path, such as figures/zhao2023/table1.csv.
    descriptions : mapping
        Settings and words of an artefact (:func:`described`), by path without extension.
    sources : mapping
        Digests (deeplinear.provenance.sources), by path, of the sources they were made from.
    environment : mapping
        The environment they were made in (deeplinear.provenance.environment).
    """

    hashes: Mapping[str, str]
    descriptions: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, str]
    environment: Mapping[str, str]


def read_expected(root: Path) -> Expected:
    """Read the reference results of a checkout.

    Raises
    ------
    OSError, ValueError, KeyError
        If expected/ is incomplete or damaged.
    """
    folder = root / FOLDER
    with open(folder / "manifest.csv", newline="", encoding="utf-8") as file:
        hashes = {row["path"]: row["sha256"] for row in csv.DictReader(file)}
    origins = json.loads((folder / "origins.json").read_text(encoding="utf-8"))
    known = json.loads((folder / "environment.json").read_text(encoding="utf-8"))
    return Expected(hashes, origins["descriptions"], origins["sources"], known)


def golden(path: str) -> Path:
    """The expected copy of a table of figures/, such as expected/zhao2023/table1.csv."""
    return FOLDER / Path(path).relative_to(FIGURES)


def made(root: Path) -> list[str]:
    """The outputs in figures/, except those of sweeps, which are the user's."""
    paths = (path.relative_to(root) for path in (root / FIGURES).rglob("*") if not path.is_dir())
    return sorted(
        path.as_posix()
        for path in paths
        if path.suffix != ".py" and not {"sweeps", "__pycache__"} & set(path.parts)
    )


def expect(root: Path = Path()) -> None:
    """Update expected/ from figures/.

    Parameters
    ----------
    root : Path
        The checkout, in which the main command has run.

    Raises
    ------
    SystemExit
        If a file has changed since it was made, or files were made from different sources.
    """
    paths = made(root)
    if not paths:
        raise SystemExit("expected outputs in figures/, found none; run `snakemake` first")
    descriptions: dict[str, dict[str, Any]] = {}
    sources: dict[str, str] = {}
    for path in paths:
        record = _checked(root, path)
        for name, value in record["sources"].items() if record else ():
            if sources.setdefault(name, value) != value:
                raise SystemExit(
                    f"{path} was made from a different {name} than the files before it; "
                    "run `snakemake` to bring all of them up to date"
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
    print(f"updated {FOLDER}/ from {len(paths)} files; to review: git diff --stat -- {FOLDER}")


def described(record: Mapping[str, Any]) -> dict[str, Any]:
    """The settings and the words in a stamp, by name."""
    return {**record["settings"], **{key: record[key] for key in SHOWN if key in record}}


def stem(path: str) -> str:
    """The artefact that a file belongs to: its path without the extension."""
    return Path(path).with_suffix("").as_posix()


def _checked(root: Path, path: str) -> dict[str, Any] | None:
    """The stamp's record of an unchanged file; None for a table, which has no stamp."""
    content = (root / path).read_bytes()
    found, record = damage(content, Path(path).suffix), read_record(path, root)
    stamp = None if path.endswith(".csv") else read_stamp(content)
    unsealed = not path.endswith(".csv") and not (stamp and stamp.intact)
    if found or unsealed or (record and record.sha256 != sha256(root / path)):
        how = f"is {found[0]}" if found else "has changed since it was made"
        raise SystemExit(f"{path} {how}; run `snakemake` to rebuild it")
    return stamp.record if stamp else None


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
