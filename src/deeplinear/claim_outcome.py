"""For how many seeds a claim held, and what that says (written by deeplinear.claims)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from scipy.special import bdtr

from deeplinear.intervals import Interval
from deeplinear.proportions import clopper_pearson


@dataclass(frozen=True)
class ClaimOutcome:
    """A claim with its threshold and share, fixed in the registry, and what came out.

    Attributes
    ----------
    item : str
        Its name in the registry.
    statement, locator : str
        What is claimed, and where.
    threshold : float
        As the statement explains.
    share : float
        Of seeds that it has to hold for.
    seeds, held : int
        How many were tried, and for how many it held.
    """

    item: str
    statement: str
    locator: str
    threshold: float
    share: float
    seeds: int
    held: int

    @property
    def interval(self) -> Interval:
        """Of the probability that it holds, with 95 % confidence."""
        return clopper_pearson(self.held, self.seeds, 0.05)

    @property
    def p(self) -> float:
        """The probability of so few seeds or fewer if it held with probability `share`."""
        return float(bdtr(self.held, self.seeds, self.share))


def read_claims(path: str | Path) -> list[ClaimOutcome]:
    """Read what :func:`deeplinear.claims.write_claims` wrote."""
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
