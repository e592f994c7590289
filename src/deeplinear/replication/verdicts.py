"""Reach verdicts on published tables, from p-values and knowledge about the settings."""

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
    """The evidence on one table under one variant of its settings.

    Attributes
    ----------
    found : Draws or Contradiction
        A table whose shape contradicts its settings is not compared with draws.
    open_settings : tuple of str
        Settings that the paper leaves open, whose values are assumed.
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
    """Judge a family of tables.

    The p-values are adjusted for the number of tables that have one: a contradicted table is
    refuted without a test, and Holm's procedure continues with one hypothesis fewer for each
    refutation.

    Parameters
    ----------
    evidence : mapping
        By table.
    level : float
        The probability that any consistent table is judged otherwise.

    Returns
    -------
    dict
        By table:

        - ``consistent``: no evidence against the settings;
        - ``inconsistent``: they contradict the table, or its adjusted p-value is at most the level;
        - ``diverges``: more than half of the draws diverge, while the table is finite;
        - ``not determined``: one of the last two, but some settings are assumed, so other values
          may fit.
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
    """Judge a table's cells; an inconsistent table has one or more inconsistent cells.

    Parameters
    ----------
    p : ndarray
        Adjusted for the number of cells; the smallest is the table's p-value.
    table : Judgement
        The table's judgement; every cell has its verdict unless that is ``inconsistent``.
    level : float
        The same as for the table.
    """
    if table.verdict != "inconsistent" or table.adjusted_p is None:
        return np.full(p.shape, table.verdict)
    # The cells' p-values get the factor of Holm's procedure for the table.
    return np.where(p * table.adjusted_p <= level * p.min(), "inconsistent", "consistent")


def holm(p: Array) -> Array:
    """Adjust p-values for their number (Holm, Scand. J. Statist. 6, 1979).

    Parameters
    ----------
    p : ndarray, shape (m,)
    """
    order = np.argsort(p)
    adjusted = np.empty(len(p))
    adjusted[order] = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    return np.minimum(adjusted, 1)


def holm_levels(p: Array, level: float) -> Array:
    """The level at which Holm's procedure tests each hypothesis, rejected if p is at most that.

    Of m hypotheses, those that are rejected are tested at level / m, level / (m - 1), ..., and all
    others at the level of the first that is not.

    Parameters
    ----------
    p : ndarray, shape (m,)
    level : float
        Of the family.
    """
    rank = np.argsort(np.argsort(p, kind="stable"))
    rejected = np.count_nonzero(holm(p) <= level)
    levels: Array = level / (len(p) - np.minimum(rank, rejected))
    return levels


def shape_contradiction(drawn: tuple[int, int], printed: tuple[int, int]) -> Contradiction | None:
    """The contradiction, if the shapes (rows, columns) of the drawn and printed tables differ."""
    return None if drawn == printed else Contradiction(*drawn, *printed)


def check_resolution(draws: int, tables: int, level: float) -> None:
    """Check that there are enough draws for a table to be judged inconsistent.

    Raises
    ------
    ValueError
        If the smallest p-value, 1 / (draws + 1), times the number of tables exceeds the level.
    """
    if tables > level * (draws + 1):
        needed = int(np.ceil(tables / level)) - 1
        raise ValueError(
            f"expected at least {needed} draws per table, so that one of {tables} can be refuted "
            f"at level {level:g}, got {draws}; raise the audit's number of draws or its level"
        )


def _of_draws(draws: Draws, adjusted_p: float, level: float) -> tuple[Verdict, Refutation]:
    if draws.diverged > 0.5:
        return "diverges", Divergence(draws.diverged)
    return "inconsistent" if adjusted_p <= level else "consistent", AdjustedP(adjusted_p, level)


def _judgement(
    verdict: Verdict, reason: Refutation, adjusted_p: float | None, open_settings: tuple[str, ...]
) -> Judgement:
    """Not determined if the evidence against the table involves assumed settings."""
    if verdict != "consistent" and open_settings:
        return Judgement("not determined", LeftOpen(reason, open_settings), adjusted_p)
    return Judgement(verdict, reason, adjusted_p)
