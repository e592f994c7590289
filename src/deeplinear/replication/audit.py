"""Read and write the rows of the replication audit: what was printed or claimed, and computed.

Without NumPy, so that pages read them without importing it.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from deeplinear.files.columns import write_rows
from deeplinear.replication.reasons import Reason, Verdict, from_json, to_json

Kind = Literal["table", "cell", "reading", "setting", "trace", "claim", "estimate", "power"]
WHOLE = "all cells"


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes
    ----------
    kind : str
        "table", all cells of a table; "cell"; "reading", an alternative interpretation of what is
        printed, or a value that an estimate is tested against; "setting", inferred from printed
        digits; "trace", of the original's arithmetic; "claim"; "estimate"; "power", the share of
        tables with another value of a setting that would have been refuted. The verdict on an
        artefact depends on tables, claims and estimates.
    variant : str
        "inferred", "stated", or "stated <setting>": as inferred except for this setting.
    item : str
        What is compared.
    published, mean, sd, low, high, percentile, z, p : float or None
        For a cell: the printed number against the draws (see predictive). For a setting: its
        value, and the interval of values that the printed digits allow, if any. For a claim: the
        required share, the share that it held for, and the interval of the latter's expectation,
        from 0 to an upper bound; p is adjusted for the number of claims. mean, sd and z are None if
        too few draws are finite to have them, p if nothing was tested.
    verdict : str or None
        None until it is determined, and for power.
    reason : Reason or None
        The reason for the verdict; None for cells, and for tables not yet judged unless they are
        contradicted.
    draws : int or None
        The number of draws that it was compared with.
    diverged : float or None
        The share of draws that diverged; for a whole table only.
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
    draws: int | None = None
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
    """Write the rows of many artefacts, each preceded by its paper and artefact."""
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
    if column == "draws":
        return int(text)
    return text if column in TEXT else float(text)
