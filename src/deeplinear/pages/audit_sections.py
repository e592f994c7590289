"""The rows of figures/audit.csv by section of a page."""

from pathlib import Path
from typing import Any

from deeplinear.files.rows import read_rows

NUMBERS = ("published", "mean", "low", "high", "z", "p")


def read_shown(audit: str | Path) -> list[dict[str, str]]:
    """All rows, with their numbers as a reader wants them.

    Parameters
    ----------
    audit : str or Path
        figures/audit.csv.
    """
    return [shown(row) for row in read_rows(audit)]


def shown(row: dict[str, str]) -> dict[str, str]:
    """A row of figures/audit.csv with its numbers as a reader wants them."""
    return row | {name: f"{float(row[name]):.5g}" for name in NUMBERS if row[name]}


def sections(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The rows of a paper by section; cells are left to the CSV file."""

    def of_kinds(*kinds: str) -> list[dict[str, str]]:
        return [row for row in rows if row["kind"] in kinds and not is_alone(row)]

    return {
        "tables": of_kinds("table"),
        "settings": of_kinds("setting"),
        "claims": of_kinds("claim"),
        "others": of_kinds("estimate", "reading", "trace"),
        "sensitivity": sensitivity(rows),
    }


def is_alone(row: dict[str, str]) -> bool:
    """Whether all settings but one are as inferred."""
    return row["variant"].startswith("stated ")


def sensitivity(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """For each inferred setting that was set back alone: which verdicts flip."""
    verdicts = {
        (row["artefact"], row["item"]): row["verdict"]
        for row in rows
        if row["variant"] == "inferred"
    }
    flips: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if is_alone(row) and row["kind"] in ("table", "claim"):
            setting = row["variant"].removeprefix("stated ")
            items = flips.setdefault((row["artefact"], setting), [])
            if row["verdict"] != verdicts[row["artefact"], row["item"]]:
                items.append(f"{row['item'].replace('_', ' ')}: {row['verdict']}")
    return [
        {"artefact": artefact, "setting": setting, "flips": items}
        for (artefact, setting), items in flips.items()
    ]
