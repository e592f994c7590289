"""Collect the verdicts on an artefact with their reasons, for its card and its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deeplinear.replication.audit import Row
from deeplinear.replication.reasons import Verdict
from deeplinear.replication.summary import DECIDING, worst
from deeplinear.replication.words import claims_refuted, in_short


@dataclass(frozen=True)
class Finding:
    """The verdict of the audit on an artefact as inferred or as stated.

    Attributes
    ----------
    variant : str
        "inferred" or "stated".
    verdict : str
        The worst of its tables, claims and estimates.
    reasons : tuple of str
    """

    variant: str
    verdict: Verdict
    reasons: tuple[str, ...]


def findings(rows: Sequence[Row]) -> list[Finding]:
    """The findings of the audit on an artefact as inferred and as stated, where it has verdicts.

    Parameters
    ----------
    rows : sequence of Row
        The rows of the artefact.
    """
    found = []
    for variant in ("inferred", "stated"):
        own = [row for row in rows if row.variant == variant]
        verdicts = [row.verdict for row in own if row.kind in DECIDING and row.verdict]
        if verdicts:
            verdict = worst(verdicts)
            found.append(Finding(variant, verdict, tuple(_reasons(own, verdict))))
    return found


def _reasons(rows: Sequence[Row], verdict: Verdict) -> Iterable[str]:
    """The reasons of tables, of settings that the digits refute, and of the worst verdicts."""
    for row in rows:
        match row.kind:
            case "table":
                told = True
            case "setting":
                told = row.verdict == "inconsistent"
            case "claim" | "estimate":
                told = row.verdict == verdict != "consistent"
            case _:
                told = False
        if told:
            yield in_short(row.item, row.reason)
    claims = [row.verdict for row in rows if row.kind == "claim"]
    if claims:
        yield claims_refuted(claims.count("inconsistent"), len(claims))
