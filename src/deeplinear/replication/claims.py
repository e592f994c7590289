"""Check the claims that a paper makes about a figure, over many seeds or all points of a grid."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from deeplinear.files.columns import write_rows
from deeplinear.replication.reasons import ClaimOutcome, Over

Flags = NDArray[np.bool_]
Runs = TypeVar("Runs")


def write_claims(
    path: str | Path,
    claims: Mapping[str, Mapping[str, Any]],
    checks: Mapping[str, Callable[[Runs, float], Flags]],
    runs: Runs,
    over: Over = "seeds",
) -> None:
    """Check every claim on the runs of many seeds, or on a grid, and write a row for each.

    Parameters
    ----------
    path : str or Path
        CSV: the claim's name (item), statement, locator, threshold and required share as
        registered, then what it was checked over, how many there are, and for how many it held.
    claims : mapping
        As registered, by name.
    checks : mapping
        Functions of the runs and the threshold, by name; return one truth value per seed or point,
        shape (trials,).
    runs
        The runs, passed to the checks.
    over : str
        "seeds", or "points" of a grid, which need no statistics.

    Raises
    ------
    ValueError
        If a claim has no check.
    """
    unknown = [name for name in claims if name not in checks]
    if unknown:
        raise ValueError(
            f"expected claims among {', '.join(checks)}, got {', '.join(unknown)}; change `claims` "
            "of the artefact in config/papers/, or write a check of that name"
        )
    rows = []
    for name, claim in claims.items():
        held = checks[name](runs, claim["threshold"])
        registered = (claim[key] for key in ("statement", "locator", "threshold", "share"))
        rows.append([name, *registered, over, held.size, int(held.sum())])
    write_rows(path, [field.name for field in fields(ClaimOutcome)], rows)


def read_claims(path: str | Path) -> list[ClaimOutcome]:
    """Read what :func:`write_claims` wrote."""
    with open(path, newline="", encoding="utf-8") as file:
        return [
            ClaimOutcome(
                item=row["item"],
                statement=row["statement"],
                locator=row["locator"],
                threshold=float(row["threshold"]),
                share=float(row["share"]),
                over=cast(Over, row["over"]),
                trials=int(row["trials"]),
                held=int(row["held"]),
            )
            for row in csv.DictReader(file)
        ]
