"""Summarize the verdicts on each artefact by the worst of its tables, claims and estimates."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import cast, get_args

from deeplinear.replication.reasons import Verdict

# From best to worst; an artefact has the worst verdict of its tables, claims and estimates.
ORDER: tuple[Verdict, ...] = get_args(Verdict)
DECIDING = ("table", "claim", "estimate")


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of one or more verdicts."""
    return max(verdicts, key=ORDER.index)


def read_verdicts(audit: str | Path) -> dict[tuple[str, str, str], Verdict]:
    """The verdict on every artefact, by paper, artefact and variant of its settings.

    Parameters
    ----------
    audit : str or Path
        figures/audit.csv.
    """
    found: dict[tuple[str, str, str], list[Verdict]] = {}
    with open(audit, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in DECIDING:
                key = (row["paper"], row["artefact"], row["variant"])
                found.setdefault(key, []).append(cast(Verdict, row["verdict"]))
    return {key: worst(verdicts) for key, verdicts in found.items()}
