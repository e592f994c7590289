"""Identify a file by its provenance record, whatever its location and name."""

import csv
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from deeplinear.provenance.changes import changed_settings, changed_sources
from deeplinear.provenance.records import sha256
from deeplinear.provenance.stamps import Stamp, read_stamp


def identify(file: Path, root: Path = Path()) -> bool:
    """Print what a file is, how to make it, and whether this checkout would make the same.

    Slides and documents in archive formats (.pptx, .odp, .docx) are searched for stamped files.

    Parameters
    ----------
    file : Path
    root : Path
        The checkout to compare with.

    Returns
    -------
    bool
        Whether it has a record and is unchanged; for an archive, whether all stamped files are.

    Raises
    ------
    SystemExit
        If the file cannot be read.
    """
    try:
        parts = dict(_parts(file))
    except OSError as error:
        raise SystemExit(f"{file.name} cannot be read: {error.strerror}; check its path") from None
    tables, told = _tables(root), []
    for name, content in parts.items():
        stamp = read_stamp(content)
        lines = _of_stamp(stamp, root) if stamp else _of_table(content, tables)
        if lines:
            told.append(stamp is None or stamp.intact)
            print(name)
            width = max(map(len, lines))
            print("\n".join(f"  {key:<{width}}  {value}" for key, value in lines.items()))
    if not told:
        print(
            f"{file.name}: no provenance record found, and no table in figures/ or expected/ "
            "has this checksum"
        )
    return bool(told) and all(told)


def _parts(file: Path) -> Iterator[tuple[str, bytes]]:
    """The file, or the files in the archive."""
    if not zipfile.is_zipfile(file):
        yield file.name, file.read_bytes()
        return
    with zipfile.ZipFile(file) as archive:
        for member in archive.namelist():
            yield f"{file.name}, {member}", archive.read(member)


def _of_stamp(stamp: Stamp, root: Path) -> dict[str, str]:
    record, hashes = stamp.record, stamp.record["hashes"]
    return {
        "is": f"{record['path']}: {record['title']}",
        "of": f"{record['paper']}, {record['artefact']}, settings: {record['variant']}",
        "cite": record["source"],
        "make": record["command"],
        "unchanged": "yes, every byte" if stamp.intact else "no: its bytes do not match its seal",
        "settings": f"SHA-256 {hashes['settings']}; " + _values(record["settings"]),
        "data": "; ".join(f"SHA-256 {value}, {path}" for path, value in record["data"].items()),
        "code": f"SHA-256 {hashes['code']}; {len(record['sources'])} files",
        "lock": f"SHA-256 {hashes['lock']}",
        "licence": record["licence"],
        "here": _here(root, record["path"], record["settings"], record["sources"]),
    }


def _values(settings: dict[str, object]) -> str:
    """Settings on one line, with long ones abbreviated."""
    return ", ".join(
        f"{key} {len(value)} entries"
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else f"{key} {value}"
        for key, value in settings.items()
    )


def _here(root: Path, path: str, settings: dict[str, object], sources: dict[str, str]) -> str:
    """Whether a checkout would make the same file, and if not, why."""
    if not (root / "config/config.yaml").is_file():
        return "no checkout; change to the root of one to compare"
    reasons = [*changed_settings(root, path, settings)]
    reasons += [f"{name} {how}" for name, how in changed_sources(root, sources).items()]
    if reasons:
        return f"this checkout would make a different one: {'; '.join(reasons)}"
    return "this checkout would make the same"


def _tables(root: Path) -> dict[str, tuple[str, str]]:
    """The tables in figures/ and expected/: path and origin, by SHA-256."""
    known = {}
    manifest = root / "expected/manifest.csv"
    if manifest.is_file():
        with open(manifest, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                known[row["sha256"]] = (row["path"], "expected by this checkout")
    for path in root.glob("figures/**/*.csv"):
        known[sha256(path)] = (path.relative_to(root).as_posix(), "made in this checkout")
    return known


def _of_table(content: bytes, tables: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Tables have no stamp and are identified by their bytes."""
    found = hashlib.sha256(content).hexdigest()
    if found not in tables:
        return {}
    name, where = tables[found]
    return {
        "is": f"{name}, byte for byte as {where}",
        "make": f"snakemake --cores 1 {name}",
        "SHA-256": found,
    }
