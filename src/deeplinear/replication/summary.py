"""What the audit says of each artefact, in a word."""

import csv
from pathlib import Path

# From good to bad; an artefact is as bad as the worst of its tables, claims and estimates.
ORDER = ("consistent", "not determined", "inconsistent", "diverges")
DECIDING = ("table", "claim", "estimate")


def read_verdicts(audit: str | Path) -> dict[tuple[str, str, str], str]:
    """The verdict on every artefact, by paper, artefact and variant of its settings.

    Parameters
    ----------
    audit : str or Path
        figures/audit.csv.
    """
    verdicts: dict[tuple[str, str, str], str] = {}
    with open(audit, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in DECIDING:
                key = (row["paper"], row["artefact"], row["variant"])
                verdicts[key] = max(verdicts.get(key, ORDER[0]), row["verdict"], key=ORDER.index)
    return verdicts
