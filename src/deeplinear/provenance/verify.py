"""Verify figures/ against the reference results: bytes, numbers, or verdicts."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from deeplinear.provenance.expected import FIGURES, read_expected
from deeplinear.provenance.inspection import State, inspect
from deeplinear.provenance.tiers import Outcome, outcomes

EXIT_STATUS = """\
Tiers, from the highest:
  bytes       every file is as expected
  numbers     the table is within the tolerances of config/papers/, column by column; pictures and
              pages are sealed and show that table
  statistics  other numbers, unchanged since they were made, with the expected verdicts of the audit
  none        no verdict or another one, or a file is missing, truncated, edited or unreadable

Exit status:
  0  bytes or numbers for every artefact, and no extra file
  1  a lower tier for some artefact, or an extra file
  2  nothing to compare with: not a checkout, or expected/ is incomplete
"""


def verify(root: Path = Path(), *, as_json: bool = False) -> bool:
    """Print the tier of every artefact, and every file that is not as expected.

    Parameters
    ----------
    root : Path
        The checkout.
    as_json : bool
        Print JSON.

    Returns
    -------
    bool
        Whether all artefacts reach the tier bytes or numbers, and no file is extra.

    Raises
    ------
    SystemExit
        With status 2, if there is nothing to compare with.
    """
    try:
        expected = read_expected(root)
        states, stamps = inspect(root, expected)
        found = list(outcomes(root, expected, states, stamps))
    except (OSError, ValueError, KeyError, csv.Error) as error:
        print(
            f"expected a checkout with a complete expected/, got {root.resolve().name}/: {error}; "
            "change to the repository's root, or restore expected/ and config/ from it",
            file=sys.stderr,
        )
        raise SystemExit(2) from None
    problems = {
        path: state for path, state in states.items() if state.status not in ("same", "agrees")
    }
    tiers = Counter(outcome.tier for outcome in found)
    if as_json:
        document = {
            "artefacts": [asdict(outcome) for outcome in found],
            "problems": [{"path": path, **asdict(state)} for path, state in problems.items()],
            "tiers": tiers,
        }
        print(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        _tell(found, problems)
        held = ", ".join(f"{count} {tier}" for tier, count in tiers.items())
        print(f"{len(found)} artefacts: {held}")
    return not problems and tiers.keys() <= {"bytes", "numbers"}


def _tell(found: Sequence[Outcome], problems: Mapping[str, State]) -> None:
    names = [outcome.artefact.removeprefix(f"{FIGURES}/") for outcome in found]
    width = max(map(len, names))
    for name, outcome in zip(names, found, strict=True):
        print(f"{name:<{width}}  {outcome.tier:<10}  {'; '.join(outcome.reasons)}".rstrip())
    for path, state in problems.items():
        print(f"{path} {state.status}{state.words and ': '}{state.words}")
