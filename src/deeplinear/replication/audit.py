"""Rows of the replication audit: what was printed or claimed, and what was computed.

Pages read them without the time that NumPy takes to import.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from deeplinear.files.columns import write_rows
from deeplinear.replication.reasons import Reason, Verdict, from_json, to_json

Kind = Literal["table", "cell", "reading", "setting", "trace", "claim", "estimate"]
WHOLE = "all cells"


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes
    ----------
    kind : str
        "table", all cells of one; "cell"; "reading", another one of what is printed; "setting",
        inferred from printed digits; "trace", of the original's arithmetic; "claim"; "estimate".
        Verdicts on an artefact are those of tables, claims and estimates.
    variant : str
        "inferred", "stated", or "stated <setting>": as inferred but for this setting.
    item : str
        What is compared.
    published, mean, sd, low, high, percentile, z, p : float or None
        Of a cell: the printed number against the draws (see predictive). Of a setting: its
        value, and the interval of values that the printed digits allow, if there are any. Of a
        claim: the share of seeds that it has to hold for, the share that it held for, and the
        interval of the latter's expectation. z is None where it is not finite, p where nothing
        was tested.
    verdict : str or None
        None until it is known.
    reason : Reason or None
        For the verdict; None of cells, and of tables that are not judged yet, but for a
        contradiction.
    diverged : float or None
        The share of draws that diverged, of a whole table.
    """

    kind: Kind
    variant: str
    item: str
    published: float | None = None
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    percentile: float | None = None
    z: float | None = None
    p: float | None = None
    verdict: Verdict | None = None
    reason: Reason | None = None
    diverged: float | None = None


# All rows of an audit, by paper and artefact.
Audit = dict[tuple[str, str], list[Row]]
COLUMNS = [field.name for field in fields(Row)]
TEXT = {"kind", "variant", "item", "verdict"}


def write_audit(path: str | Path, rows: Iterable[Row]) -> None:
    """Write rows as CSV; None is an empty field, a reason is JSON."""
    write_rows(path, COLUMNS, map(_fields, rows))


def read_audit(path: str | Path) -> list[Row]:
    """Read what :func:`write_audit` wrote."""
    with open(path, newline="", encoding="utf-8") as file:
        return [_row(row) for row in csv.DictReader(file)]


def write_gathered(path: str | Path, audit: Audit) -> None:
    """Write the rows of many artefacts, each with its paper and artefact before it."""
    rows = ([*key, *_fields(row)] for key, rows in audit.items() for row in rows)
    write_rows(path, ["paper", "artefact", *COLUMNS], rows)


def read_gathered(path: str | Path) -> Audit:
    """Read what :func:`write_gathered` wrote."""
    audit: Audit = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            audit.setdefault((row.pop("paper"), row.pop("artefact")), []).append(_row(row))
    return audit


def _fields(row: Row) -> list[object]:
    return [
        to_json(value) if name == "reason" and value else value for name, value in vars(row).items()
    ]


def _row(texts: Mapping[str, str]) -> Row:
    return Row(**{name: _value(name, text) for name, text in texts.items()})


def _value(column: str, text: str) -> Any:
    if not text:
        return None
    if column == "reason":
        return from_json(text)
    return text if column in TEXT else float(text)
