"""What the audit says of a published table, from its p-value and what is known of its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array

Verdict = Literal["consistent", "inconsistent", "diverges", "not determined"]


@dataclass(frozen=True)
class Evidence:
    """What is known of one table under one variant of its settings.

    Attributes
    ----------
    p : float
        The table's p-value (predictive.Prediction); 0 beside a contradiction.
    diverged : float
        The share of draws that diverged.
    contradiction : str
        Why the settings cannot give such a table at all, say one with as many columns.
    open_settings : tuple of str
        Settings that the paper leaves open, so that we had to choose.
    """

    p: float
    diverged: float = 0.0
    contradiction: str = ""
    open_settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The verdict of one table, its reason, and its p-value adjusted for the number of tables."""

    verdict: Verdict
    reason: str
    adjusted_p: float


def judge(evidence: Mapping[str, Evidence], level: float) -> dict[str, Judgement]:
    """The verdicts of a family of tables.

    Parameters
    ----------
    evidence : mapping
        By table.
    level : float
        The probability that any consistent table is called otherwise.

    Returns
    -------
    dict
        By table:

        - ``consistent``: nothing speaks against the settings;
        - ``inconsistent``: they contradict the table, or its adjusted p-value is at most the level;
        - ``diverges``: more than half of the draws do, the table is finite;
        - ``not determined``: one of the last two, but with settings of our own choice among them,
          so other choices may fit.
    """
    adjusted = holm(np.array([table.p for table in evidence.values()]))
    return {
        name: _judge(table, float(p), level)
        for (name, table), p in zip(evidence.items(), adjusted, strict=True)
    }


def judge_cells(p: Array, table: Judgement, level: float) -> NDArray[np.str_]:
    """The verdicts of a table's cells; an inconsistent table has one or more inconsistent cells.

    Parameters
    ----------
    p : ndarray
        Adjusted for the number of cells; the least of them is the table's p-value.
    table : Judgement
        Its verdict is that of every cell unless it is ``inconsistent``.
    level : float
        As for the table.
    """
    if table.verdict != "inconsistent":
        return np.full(p.shape, table.verdict)
    # What Holm's procedure multiplied the table's p-value by, it multiplies the cells' by.
    return np.where(p * table.adjusted_p <= level * p.min(), "inconsistent", "consistent")


def holm(p: Array) -> Array:
    """p-values adjusted for their number (Holm, Scand. J. Statist. 6, 1979).

    Parameters
    ----------
    p : ndarray, shape (m,)
    """
    order = np.argsort(p)
    adjusted = np.empty(len(p))
    adjusted[order] = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    return np.minimum(adjusted, 1)


def shape_contradiction(drawn: tuple[int, ...], printed: tuple[int, ...]) -> str:
    """What to say of settings that give a table of another shape (rows, columns); else nothing."""
    if drawn == printed:
        return ""
    (rows, columns), (printed_rows, printed_columns) = drawn, printed
    return (
        f"the settings give {rows} rows and {columns} columns, "
        f"the paper prints {printed_rows} and {printed_columns}"
    )


def check_resolution(draws: int, tables: int, level: float) -> None:
    """Refuse so few draws that no table could ever be called inconsistent.

    Raises
    ------
    ValueError
        If the least p-value, 1 / (draws + 1), times the number of tables exceeds the level.
    """
    if tables > level * (draws + 1):
        needed = int(np.ceil(tables / level)) - 1
        raise ValueError(
            f"expected at least {needed} draws a table, so that one of {tables} can be refuted at "
            f"level {level:g}, got {draws}; raise the audit's number of draws or its level"
        )


def _judge(table: Evidence, adjusted_p: float, level: float) -> Judgement:
    verdict: Verdict = "consistent"
    reason = f"adjusted p = {adjusted_p:.2g} > {level:g}"
    if table.contradiction:
        verdict, reason = "inconsistent", table.contradiction
    elif table.diverged > 0.5:
        verdict, reason = "diverges", f"{table.diverged:.0%} of the draws diverge"
    elif adjusted_p <= level:
        verdict, reason = "inconsistent", f"adjusted p = {adjusted_p:.2g} <= {level:g}"
    if verdict != "consistent" and table.open_settings:
        settings = ", ".join(table.open_settings)
        return Judgement(
            "not determined", f"{reason}; the paper leaves {settings} open", adjusted_p
        )
    return Judgement(verdict, reason, adjusted_p)
