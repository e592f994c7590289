"""Group the rows of the audit into the sections of a page."""

from collections.abc import Sequence
from typing import Any

from deeplinear.replication.audit import Audit, Kind, Row


def sections(audit: Audit) -> dict[str, Any]:
    """Rows by section, each with its artefact; single cells are in the CSV file only.

    Parameters
    ----------
    audit : mapping
        Of one paper, as from :func:`deeplinear.replication.audit.read_gathered`.
    """
    rows = [(artefact, row) for (_, artefact), found in audit.items() for row in found]

    def of_kinds(*kinds: Kind) -> list[tuple[str, Row]]:
        return [(of, row) for of, row in rows if row.kind in kinds and not is_alone(row)]

    return {
        "tables": of_kinds("table"),
        "power": of_kinds("power"),
        "settings": of_kinds("setting"),
        "claims": of_kinds("claim"),
        "others": of_kinds("estimate", "reading", "trace"),
        "sensitivity": [
            (artefact, setting, flips)
            for (_, artefact), found in audit.items()
            for setting, flips in sensitivity(found).items()
        ],
    }


def is_alone(row: Row) -> bool:
    """Whether all settings except one are as inferred."""
    return row.variant.startswith("stated ")


def sensitivity(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """For each inferred setting, the rows whose verdicts flip if it alone is as stated."""
    inferred = {row.item: row.verdict for row in rows if row.variant == "inferred"}
    flips: dict[str, list[Row]] = {}
    for row in rows:
        if is_alone(row) and row.kind in ("table", "claim"):
            found = flips.setdefault(row.variant.removeprefix("stated "), [])
            if row.verdict != inferred[row.item]:
                found.append(row)
    return flips
