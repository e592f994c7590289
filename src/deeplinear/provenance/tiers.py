"""Grade artefacts against the reference results: same bytes, numbers or verdicts, or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import Any, Literal

from deeplinear.provenance.environment import differences, environment
from deeplinear.provenance.expected import Expected, described, golden, stem
from deeplinear.provenance.inspection import AUDIT, State
from deeplinear.provenance.stamps import Stamp
from deeplinear.replication.summary import read_verdicts

Tier = Literal["bytes", "numbers", "statistics", "none"]
WHOLE = {"same", "agrees", "differs"}
# The verdicts that depend on an artefact's numbers, by what follows the hyphen in its name.
JUDGED = {
    "": ("inferred",),
    "bands": ("inferred",),
    "stated": ("stated",),
    "audit": ("inferred", "stated"),
}
Verdicts = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class Outcome:
    """The grade of an artefact.

    Attributes
    ----------
    artefact : str
        The path of its files without extension, such as "figures/zhao2023/table1-stated".
    tier : str
        "bytes": every file is as expected. "numbers": the table is within the tolerances of the
        registry, and all pictures and pages are sealed and show that table. "statistics": all
        files are unchanged since they were made, and the audit's verdicts are as expected.
        Otherwise "none".
    reasons : tuple of str
        Why it is not higher.
    """

    artefact: str
    tier: Tier
    reasons: tuple[str, ...]


def outcomes(
    root: Path, expected: Expected, states: Mapping[str, State], stamps: Mapping[str, Stamp]
) -> Iterator[Outcome]:
    """Grade every expected artefact.

    Parameters
    ----------
    root : Path
        The checkout.
    expected : Expected
    states, stamps : mapping
        By path, as from :func:`deeplinear.provenance.inspection.inspect`.

    Raises
    ------
    OSError, ValueError
        If the expected verdicts cannot be read.
    """
    known = read_verdicts(root / golden(AUDIT))
    ours = read_verdicts(root / AUDIT) if states[AUDIT].status in WHOLE else {}
    same = all(states[path].status == "same" for path in expected.hashes)
    around = [] if same else differences(environment(), expected.environment)
    for artefact, paths in groupby(expected.hashes, stem):
        of = {path: states[path].status for path in paths}
        damaged = [f"{path} is {status}" for path, status in of.items() if status not in WHOLE]
        own = [stamp.record for path, stamp in stamps.items() if stem(path) == artefact]
        causes = [*_settings(own, expected.descriptions.get(artefact, {}))]
        causes += [*_sources(own, expected.sources), *around]
        causes = causes or ["settings, code and environment are as expected"]
        if set(of.values()) == {"same"}:
            yield Outcome(artefact, "bytes", ())
        elif damaged:
            yield Outcome(artefact, "none", tuple(damaged))
        elif set(of.values()) <= {"same", "agrees"}:
            yield Outcome(artefact, "numbers", tuple(causes))
        else:
            other = _other_verdicts(_judged(artefact, ours), _judged(artefact, known))
            if states[AUDIT].status not in WHOLE:
                other = [f"{AUDIT} is {states[AUDIT].status}"]
            yield Outcome(artefact, "none" if other else "statistics", (*other, *causes))


def _settings(records: Sequence[Mapping[str, Any]], known: Mapping[str, Any]) -> list[str]:
    """The settings and titles of pictures and pages that differ from the expected ones."""
    found = {}
    for record in records:
        mine = described(record)
        for key in sorted(key for key in {*mine, *known} if mine.get(key) != known.get(key)):
            values = (shorten(str(of.get(key, "none")), 40) for of in (mine, known))
            found[key] = "{} {}, expected {}".format(key, *values)
    return list(found.values())


def _sources(records: Sequence[Mapping[str, Any]], known: Mapping[str, str]) -> list[str]:
    """The sources of pictures and pages that differ from the expected ones."""
    made_from = {item for record in records for item in record["sources"].items()}
    other = sorted({path for path, digest in made_from if known.get(path) != digest})
    more = f" and {len(other) - 2} more" if len(other) > 2 else ""
    return [f"made with different {', '.join(other[:2])}{more}"] if other else []


def _judged(artefact: str, verdicts: Verdicts) -> Verdicts:
    """The verdicts that depend on an artefact's numbers; for the audit itself, all."""
    if artefact == stem(AUDIT):
        return verdicts
    *_, paper, name = artefact.split("/")
    plain, _, suffix = name.partition("-")
    keys = [(paper, plain, variant) for variant in JUDGED.get(suffix, ())]
    return {key: verdicts[key] for key in keys if key in verdicts}


def _other_verdicts(mine: Verdicts, known: Verdicts) -> list[str]:
    """How the verdicts of two audits differ, or that there are none to compare."""
    if not known:
        return ["it has no verdict in the audit"]
    return [
        f"{' '.join(key)}: {mine.get(key, 'no verdict')}, expected {known.get(key, 'none')}"
        for key in sorted({*mine, *known})
        if mine.get(key) != known.get(key)
    ]
