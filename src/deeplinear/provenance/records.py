"""Records of outputs: the hash of each, and what it was made from.

Snakemake compares dates and parameters, and takes an output that was truncated or edited for
complete. The recorded hash reveals it.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path("results/.records")


@dataclass(frozen=True)
class Record:
    """How a file was made.

    Attributes
    ----------
    path : str
        The file, relative to the checkout.
    sha256 : str
    rule : str
    inputs : mapping
        SHA-256, by path, of the files that the job read.
    code : mapping
        Digests (deeplinear.provenance.sources), by path, of the code that it ran.
    parameters : mapping
        As text, by name.
    """

    path: str
    sha256: str
    rule: str
    inputs: Mapping[str, str]
    code: Mapping[str, str]
    parameters: Mapping[str, str]


def sha256(path: str | Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def in_checkout(path: str) -> str | None:
    """The path of an output relative to the checkout, also for its copy in remote storage.

    'figures/x.csv' for itself and for '.snakemake/storage/s3/bucket/figures/x.csv'; None for a file
    that is not an output.
    """
    found = re.search(r"(?:^|/)((?:figures|results)/.+)", path)
    return found[1] if found else None


def unfinished(path: Path) -> Path:
    """A temporary name beside a file; a leftover of a killed job under that name is removed."""
    for left in path.parent.glob(f".unfinished-*-{path.name}"):
        left.unlink(missing_ok=True)
    return path.with_name(f".unfinished-{os.getpid()}-{path.name}")


def write_record(record: Record) -> None:
    """Write a record atomically."""
    place = _place(FOLDER, record.path)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = unfinished(place)
    part.write_text(json.dumps(asdict(record)), encoding="utf-8")
    part.replace(place)


def read_record(path: str, root: Path = Path()) -> Record | None:
    """Read the record of an output; None if there is none.

    Raises
    ------
    ValueError
        If the record is damaged.
    """
    place = _place(root / FOLDER, path)
    try:
        record = Record(**json.loads(place.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        raise ValueError(
            f"{_place(FOLDER, path)}: the record of this file is damaged; "
            "run the same command again, and the file will be rebuilt"
        ) from None
    return record


def recorded(root: Path = Path()) -> Iterator[str]:
    """The outputs that have a record, whether they exist or not."""
    folder = root / FOLDER
    for place in folder.rglob("*.json"):
        yield place.relative_to(folder).as_posix().removesuffix(".json")


def damaged(root: Path = Path(), made: Iterable[str] = ()) -> Iterator[str]:
    """The existing outputs that do not match their records, or have no readable record.

    Reads all of them: a third of a second for the outputs of a full run.

    Parameters
    ----------
    root : Path
        The checkout.
    made : iterable of str
        Outputs, relative to the checkout, in addition to those that have records.
    """
    for name in sorted({*made, *recorded(root)}):
        path = root / name
        if path.exists() and not _is_whole(path, name, root):
            yield name


def _is_whole(path: Path, name: str, root: Path) -> bool:
    try:
        record = read_record(name, root)
    except ValueError:
        return False
    return record is not None and path.is_file() and sha256(path) == record.sha256


def _place(folder: Path, path: str) -> Path:
    return folder / f"{path}.json"
