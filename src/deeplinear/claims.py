"""Claims that a paper makes of a figure in words, and for how many seeds they hold."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from deeplinear.csvfile import write_rows

Flags = NDArray[np.bool_]
Runs = TypeVar("Runs")

COLUMNS = ("item", "statement", "locator", "threshold", "share", "seeds", "held")


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
        By name: gives one truth value a seed, shape (seeds,), of the runs and the threshold.
    runs
        What the checks take.

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
    write_rows(path, COLUMNS, rows)
