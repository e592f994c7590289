"""Verdicts on published tables, from p-values and what is known of the settings."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.replication.reasons import (
    AdjustedP,
    Contradiction,
    Divergence,
    LeftOpen,
    Refutation,
    Verdict,
)


@dataclass(frozen=True)
class Draws:
    """A table's p-value (predictive.Prediction), and the share of draws that diverged."""

    p: float
    diverged: float = 0.0


@dataclass(frozen=True)
class Evidence:
    """What is known of one table under one variant of its settings.

    Attributes
    ----------
    found : Draws or Contradiction
        A table of another shape than its settings give is compared with no draws.
    open_settings : tuple of str
        Settings that the paper leaves open, so that we had to choose.
    """

    found: Draws | Contradiction
    open_settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The verdict on one table, its reason, and its p-value adjusted for the number of tables.

    A contradicted table has no p-value.
    """

    verdict: Verdict
    reason: Refutation | LeftOpen
    adjusted_p: float | None = None


def judge(evidence: Mapping[str, Evidence], level: float) -> dict[str, Judgement]:
    """The verdicts of a family of tables.

    The p-values are adjusted for the number of tables that have one: a contradicted table is
    refuted without a test, and Holm's procedure goes on with one hypothesis less for each that is
    refuted.

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
    p = {name: one.found.p for name, one in evidence.items() if isinstance(one.found, Draws)}
    adjusted = dict(zip(p, holm(np.array(list(p.values()))).tolist(), strict=True))
    judged = {}
    for name, table in evidence.items():
        if isinstance(table.found, Contradiction):
            judged[name] = _judgement("inconsistent", table.found, None, table.open_settings)
        else:
            verdict, reason = _of_draws(table.found, adjusted[name], level)
            judged[name] = _judgement(verdict, reason, adjusted[name], table.open_settings)
    return judged


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
    if table.verdict != "inconsistent" or table.adjusted_p is None:
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


def shape_contradiction(drawn: tuple[int, int], printed: tuple[int, int]) -> Contradiction | None:
    """The contradiction if the settings give a table of another shape (rows, columns)."""
    return None if drawn == printed else Contradiction(*drawn, *printed)


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


def _of_draws(draws: Draws, adjusted_p: float, level: float) -> tuple[Verdict, Refutation]:
    if draws.diverged > 0.5:
        return "diverges", Divergence(draws.diverged)
    return "inconsistent" if adjusted_p <= level else "consistent", AdjustedP(adjusted_p, level)


def _judgement(
    verdict: Verdict, reason: Refutation, adjusted_p: float | None, open_settings: tuple[str, ...]
) -> Judgement:
    """Not determined where settings that decide against the table are of our own choice."""
    if verdict != "consistent" and open_settings:
        return Judgement("not determined", LeftOpen(reason, open_settings), adjusted_p)
    return Judgement(verdict, reason, adjusted_p)
