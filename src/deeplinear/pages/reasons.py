"""The verdicts on an artefact with their reasons, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from deeplinear.replication.summary import DECIDING, ORDER

Row = Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    """What the audit says of an artefact with one choice of settings.

    Attributes
    ----------
    variant : str
        "inferred" or "stated".
    verdict : str
        The worst of its tables, claims and estimates.
    reasons : tuple of str
    """

    variant: str
    verdict: str
    reasons: tuple[str, ...]


def verdicts(rows: Sequence[Row]) -> list[Verdict]:
    """The verdicts on an artefact as inferred and as stated, where there are any.

    Parameters
    ----------
    rows : sequence of mapping
        Those of the artefact, as :func:`deeplinear.pages.audit_sections.read_shown` gives them.
    """
    found = []
    for variant in ("inferred", "stated"):
        own = [row for row in rows if row["variant"] == variant]
        deciding = [row for row in own if row["kind"] in DECIDING]
        if deciding:
            worst = max((row["verdict"] for row in deciding), key=ORDER.index)
            found.append(Verdict(variant, worst, tuple(_reasons(own, worst))))
    return found


def _reasons(rows: Iterable[Row], worst: str) -> Iterable[str]:
    claims = [row for row in rows if row["kind"] == "claim"]
    held = [row for row in claims if row["verdict"] == "consistent"]
    for row in rows:
        item = row["item"].replace("_", " ")
        if row["kind"] == "table":
            yield f"all cells together: {row['evidence']}"
        elif row["kind"] == "setting" and row["verdict"] == "inconsistent":
            yield (
                f"the printed digits allow {row['item']} from {row['low']} to {row['high']}, "
                f"not {row['published']}"
            )
        elif row["kind"] in ("claim", "estimate") and row["verdict"] == worst != "consistent":
            yield f"“{item}” {row['evidence'].rpartition('; ')[2].rpartition(',')[0]}"
    if claims:
        yield f"{len(held)} of {len(claims)} claims hold"
