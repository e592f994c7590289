"""Check the claims that a paper makes about a figure, over many seeds."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from deeplinear.files.columns import write_rows
from deeplinear.replication.intervals import Interval
from deeplinear.replication.proportions import clopper_pearson
from deeplinear.replication.reasons import ClaimOutcome

Flags = NDArray[np.bool_]
Runs = TypeVar("Runs")


def interval_of(claim: ClaimOutcome) -> Interval:
    """The interval of the probability that a claim holds, with 95 % confidence."""
    return clopper_pearson(claim.held, claim.seeds, 0.05)


def p_of(claim: ClaimOutcome) -> float:
    """The probability that a claim with probability `share` holds for at most so many seeds."""
    return float(bdtr(claim.held, claim.seeds, claim.share))


def write_claims(
    path: str | Path,
    claims: Mapping[str, Mapping[str, Any]],
    checks: Mapping[str, Callable[[Runs, float], Flags]],
    runs: Runs,
) -> None:
    """Check every claim on the runs of many seeds and write a row for each.

    Parameters
    ----------
    path : str or Path
        CSV: the claim's name (item), statement, locator, threshold and required share of seeds as
        registered, then the number of seeds and of those for which it held.
    claims : mapping
        As registered, by name.
    checks : mapping
        Functions of the runs and the threshold, by name; return one truth value per seed, shape
        (seeds,).
    runs
        The runs, passed to the checks.

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
        rows.append([name, *registered, held.size, int(held.sum())])
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
                seeds=int(row["seeds"]),
                held=int(row["held"]),
            )
            for row in csv.DictReader(file)
        ]
