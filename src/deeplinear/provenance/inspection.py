"""Compare every file of figures/ with the reference results."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deeplinear.provenance.comparison import Tolerance, differences
from deeplinear.provenance.damage import Damage, damage
from deeplinear.provenance.expected import FIGURES, Expected, golden, made
from deeplinear.provenance.records import read_record, sha256
from deeplinear.provenance.stamps import Stamp, read_stamp
from deeplinear.settings.checkout import read_config, read_registry

Status = Literal["same", "agrees", "differs", "missing", "extra", "edited"] | Damage
AUDIT = "figures/audit.csv"


@dataclass(frozen=True)
class State:
    """The state of a file.

    Attributes
    ----------
    status : str
        "same", byte for byte; "agrees", with numbers within their tolerances or a picture of
        such numbers; "differs", unchanged since it was made, but with other numbers; or the kind
        of damage.
    words : str
        Details, if any.
    """

    status: Status
    words: str = ""


def inspect(root: Path, expected: Expected) -> tuple[dict[str, State], dict[str, Stamp]]:
    """The states of all expected and existing files, and their intact stamps.

    Parameters
    ----------
    root : Path
        The checkout.
    expected : Expected

    Returns
    -------
    dict
        State by path.
    dict
        Stamp by path; empty if every byte is as expected, where stamps are not needed.

    Raises
    ------
    OSError, SettingError, KeyError
        If the expected numbers, or the registries with their tolerances, cannot be read.
    """
    contents: dict[str, bytes] = {}
    states = {path: State("extra") for path in made(root) if path not in expected.hashes}
    for path, known in expected.hashes.items():
        try:
            contents[path] = (root / path).read_bytes()
        except FileNotFoundError:
            states[path] = State("missing")
        except OSError as error:
            states[path] = State("unreadable", str(error.strerror))
        else:
            if _hash(contents[path]) == known:
                states[path] = State("same")
    others = sorted(contents.keys() - states)
    stamps = _intact(contents) if others else {}
    for path in filter(_is_table, others):
        states[path] = _table(root, path, contents[path], stamps)
    for path in others:
        if not _is_table(path):
            states[path] = _picture(root, path, contents[path], stamps.get(path), states)
    return dict(sorted(states.items())), stamps


def tolerances(root: Path, path: str) -> dict[str, Tolerance]:
    """The tolerances of a table's columns; a column without one must be equal.

    Parameters
    ----------
    root : Path
        The checkout.
    path : str
        Such as figures/zhao2023/table1-stated.csv.

    Raises
    ------
    SettingError, KeyError
        If the checkout has no such artefact.
    """
    folder, artefact = Path(path).parent, Path(path).stem.partition("-")[0]
    if path == AUDIT:
        allowed = read_config(root)["tolerances"]
    elif folder == FIGURES:
        allowed = {}
    else:
        allowed = read_registry(root, folder.name)["artefacts"][artefact].get("tolerances", {})
    return {column: Tolerance(**value) for column, value in allowed.items()}


def _intact(contents: Mapping[str, bytes]) -> dict[str, Stamp]:
    """The stamps of pictures and pages that are unchanged and in their place."""
    stamps = {
        path: read_stamp(content) for path, content in contents.items() if not _is_table(path)
    }
    return {
        path: stamp
        for path, stamp in stamps.items()
        if stamp and stamp.intact and stamp.record["path"] == path
    }


def _table(root: Path, path: str, content: bytes, stamps: Mapping[str, Stamp]) -> State:
    found = damage(content, ".csv")
    if found:
        return State(*found)
    text = content.decode("utf-8")
    known = (root / golden(path)).read_bytes().decode("utf-8")
    record = read_record(path, root)
    as_made = {stamp.record["data"].get(path) for stamp in stamps.values()} - {None}
    if record:
        as_made.add(record.sha256)
    proven = _hash(content) in as_made
    if not proven and text.count("\n") < known.count("\n"):
        return State("truncated", f"{text.count(chr(10))} of {known.count(chr(10))} lines")
    try:
        apart = list(differences(text, known, tolerances(root, path)))
        words = f"{apart[0]}" if apart else ""
        words += f"; {len(apart) - 1} more cells" if len(apart) > 1 else ""
    except ValueError as error:
        words = str(error)
    if proven:
        return State("differs", words) if words else State("agrees")
    if as_made:
        return State("edited", words or "within the tolerances, but changed since it was made")
    return State("edited", f"{words}; in no record or stamp") if words else State("agrees")


def _picture(
    root: Path, path: str, content: bytes, stamp: Stamp | None, states: Mapping[str, State]
) -> State:
    found = damage(content, Path(path).suffix)
    if found:
        return State(*found)
    if stamp is None:
        return State("edited", "its bytes do not match its seal, or it has none of its own")
    record = read_record(path, root)
    if record and record.sha256 != _hash(content):
        return State("edited", "it does not match its record")
    for name, value in stamp.record["data"].items():
        try:
            there = sha256(root / name) == value
        except OSError:
            return State("differs", f"it shows the numbers of {name}, which is missing")
        if not there:
            return State("differs", f"it shows other numbers than {name} now contains")
        # Numbers that stay in results/ are gathered in the audit's table.
        if states[name if name in states else AUDIT].status not in ("same", "agrees"):
            return State("differs", f"it shows the numbers of {name}")
    return State("agrees")


def _is_table(path: str) -> bool:
    return path.endswith(".csv")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
