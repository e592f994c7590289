"""Tabulate every setting of every artefact: its origin, its value and the rules that read it."""

import json
from typing import Any

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run

VALUES = ("used", "stated", "inferred", "assumed")
COLUMNS = (
    *("paper", "artefact", "variant", "setting"),
    *("used", "stated", "locator", "inferred", "evidence", "evidence_from"),
    *("assumed", "reason", "read_by"),
)


def main(*, settings: str, rows: list[dict[str, Any]]) -> None:
    write_rows(settings, COLUMNS, ([shown(row, name) for name in COLUMNS] for row in rows))


def shown(row: dict[str, Any], column: str) -> str:
    """A value as JSON, so that lists and numbers can be distinguished; text unchanged."""
    if column not in row:
        return ""
    return json.dumps(row[column]) if column in VALUES else str(row[column])


if __name__ == "__main__":
    run(main, snakemake)
