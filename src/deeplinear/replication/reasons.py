"""Verdicts and the reasons for them as data.

Their wording is in :mod:`deeplinear.replication.words`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

# From best to worst.
Verdict = Literal["consistent", "not determined", "inconsistent", "diverges"]
# What a claim is checked over: random seeds, or all points of a grid.
Over = Literal["seeds", "points"]
Precision = Literal["double", "single"]


@dataclass(frozen=True)
class Contradiction:
    """The settings give a table whose shape differs from the printed one."""

    rows: int
    columns: int
    printed_rows: int
    printed_columns: int


@dataclass(frozen=True)
class Divergence:
    """A share of the draws diverges; the printed table is finite."""

    share: float


@dataclass(frozen=True)
class AdjustedP:
    """A p-value, adjusted for the number of tables, against the level.

    Attributes
    ----------
    p, level : float
    read_off : tuple of str
        The settings that were read off the numbers that are tested.
    cells : int or None
        The number of cells that are inconsistent by themselves; None if they were not judged.
    """

    p: float
    level: float
    read_off: tuple[str, ...] = ()
    cells: int | None = None


Refutation = Contradiction | Divergence | AdjustedP


@dataclass(frozen=True)
class LeftOpen:
    """A reason that would decide against a table if the paper did not leave settings open."""

    because: Refutation
    settings: tuple[str, ...]


@dataclass(frozen=True)
class TooFewDraws:
    """A test that could not refute anything with so few draws, and the number that it needs."""

    draws: int
    needed: int


@dataclass(frozen=True)
class Digits:
    """A setting's value, and those that the digits of the first printed row allow.

    Attributes
    ----------
    value : float
    low, high : float or None
        The ends of the allowed interval; None if no value is allowed.
    """

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Accepted:
    """A setting's value, and those that a test does not refute, all other settings as they are.

    Attributes
    ----------
    value : float
    low, high : float or None
        The ends of the confidence set; None if it is empty.
    confidence : float
        For all tables of the paper together.
    draws : int
        The number of draws of the test.
    connected : bool
        Whether the set is known to have no gaps.
    """

    value: float
    low: float | None
    high: float | None
    confidence: float
    draws: int
    connected: bool


@dataclass(frozen=True)
class Power:
    """What share of tables made with another value of a setting would have been refuted.

    Attributes
    ----------
    setting : str
    value, used : float
        The other value, and that of the table.
    tables : int
        The number of tables made with it.
    level : float
        At which each was tested: that of the family, divided by its number of tables.
    """

    setting: str
    value: float
    used: float
    tables: int
    level: float


@dataclass(frozen=True)
class WithinMargin:
    """A value outside of what the digits allow, by no more than single precision explains.

    Attributes
    ----------
    misfit, margin : float
        Relative to a printed ratio.
    """

    misfit: float
    margin: float


@dataclass(frozen=True)
class ClaimOutcome:
    """A claim with its threshold and share, fixed in the registry, and its outcome.

    Attributes
    ----------
    item : str
        The name of the claim in the registry.
    statement, locator : str
        What is claimed, and where.
    threshold : float
        The number that the statement refers to.
    share : float
        The required share of seeds or points.
    over : str
        "seeds" or "points".
    trials, held : int
        The number of seeds or points, and of those for which it held.
    """

    item: str
    statement: str
    locator: str
    threshold: float
    share: float
    over: Over
    trials: int
    held: int


@dataclass(frozen=True)
class ClaimTest:
    """The outcome of a claim, and what outcome would have refuted it.

    Attributes
    ----------
    outcome : ClaimOutcome
    most_refuting : int or None
        The largest number of trials for which the claim may hold and is refuted; None if no number
        refutes it.
    """

    outcome: ClaimOutcome
    most_refuting: int | None


@dataclass(frozen=True)
class Estimate:
    """A number fitted to runs, with its 95 % interval.

    Attributes
    ----------
    quantity : str
        What was estimated.
    value, low, high : float
    variable : str
        The setting in which the runs differ.
    start, end : int
        The smallest and the largest value of the variable.
    runs : int
    """

    quantity: str
    value: float
    low: float
    high: float
    variable: str
    start: int
    end: int
    runs: int


@dataclass(frozen=True)
class Trace:
    """The printed cell farthest from what other columns imply, in either precision.

    Attributes
    ----------
    cell : str
    excess : float
        The relative excess of the printed number over the implied one.
    columns : tuple of int
        The columns that imply it, counted from 1.
    precision : str
        "double" or "single", of the norms in the draws.
    """

    cell: str
    excess: float
    columns: tuple[int, int]
    precision: Precision


@dataclass(frozen=True)
class Reading:
    """The printed numbers read as means over runs.

    Attributes
    ----------
    runs, decimals : int
    multiple : float
        The coarsest rounding that prints these numbers. They do not tell it from finer ones.
    p : float or None
        The p-value if they were rounded so.
    """

    runs: int
    decimals: int
    multiple: float
    p: float | None


Reason = (
    Contradiction
    | Divergence
    | AdjustedP
    | LeftOpen
    | TooFewDraws
    | Digits
    | Accepted
    | Power
    | WithinMargin
    | ClaimOutcome
    | ClaimTest
    | Estimate
    | Trace
    | Reading
)
KINDS: dict[str, Callable[..., Reason]] = {kind.__name__: kind for kind in get_args(Reason)}


def to_json(reason: Reason) -> str:
    """A reason as JSON: its attributes, and its kind as "reason"."""
    return json.dumps(
        reason, default=lambda one: {"reason": type(one).__name__, **vars(one)}, ensure_ascii=False
    )


def from_json(text: str) -> Reason:
    """Read a reason written by :func:`to_json`."""
    reason: Reason = json.loads(text, object_hook=_reason)
    return reason


def _reason(attributes: dict[str, Any]) -> Reason:
    kind = KINDS[attributes.pop("reason")]
    return kind(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in attributes.items()
        }
    )
