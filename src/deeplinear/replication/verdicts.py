"""Reach verdicts on published tables, from p-values and knowledge about the settings."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeplinear.arrays import Array
from deeplinear.replication.predictive import fewest_draws
from deeplinear.replication.reasons import (
    AdjustedP,
    Contradiction,
    Divergence,
    LeftOpen,
    Refutation,
    TooFewDraws,
    Verdict,
)


@dataclass(frozen=True)
class Draws:
    """What draws say of a table.

    Attributes
    ----------
    p : float or None
        Its p-value (predictive.Prediction); None if most draws diverge.
    draws : int
        Their number.
    diverged : float
        The share of them that diverged.
    """

    p: float | None
    draws: int
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
    read_off : tuple of str
        Settings whose values were read off the table itself.
    """

    found: Draws | Contradiction
    open_settings: tuple[str, ...] = ()
    read_off: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The verdict on one table and its reason.

    Attributes
    ----------
    verdict : str
    reason : Reason
    factor : float or None
        By what the p-value was multiplied to adjust it for the number of tables; None if there is
        none.
    """

    verdict: Verdict
    reason: Refutation | LeftOpen | TooFewDraws
    factor: float | None = None


def judge(evidence: Mapping[str, Evidence], level: float) -> dict[str, Judgement]:
    """Judge a family of tables.

    The p-values are adjusted for the number of tables that have one. A table that is contradicted
    by its shape, or most of whose draws diverge, is judged without a test and has none. Which ones
    these are does not depend on the printed numbers, so the level holds for the others.

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
          may fit; or too few draws to refute any table.
    """
    tested = {
        name: one.found.p
        for name, one in evidence.items()
        if isinstance(one.found, Draws) and one.found.p is not None
    }
    adjusted = dict(zip(tested, holm(np.array(list(tested.values()))).tolist(), strict=True))
    return {
        name: _judge(one, tested.get(name), adjusted.get(name), level, len(tested))
        for name, one in evidence.items()
    }


def _judge(
    table: Evidence, p: float | None, adjusted_p: float | None, level: float, tests: int
) -> Judgement:
    match table.found:
        case Contradiction() as contradiction:
            return _refuted("inconsistent", contradiction, table.open_settings)
        case Draws(diverged=share) if p is None or adjusted_p is None:
            return _refuted("diverges", Divergence(share), table.open_settings)
        case Draws(draws=draws):
            reason, factor = AdjustedP(adjusted_p, level, table.read_off), adjusted_p / p
            if adjusted_p <= level:
                return _refuted("inconsistent", reason, table.open_settings, factor)
            if draws < (needed := fewest_draws(tests, level)):
                return Judgement("not determined", TooFewDraws(draws, needed), factor)
            return Judgement("consistent", reason, factor)


def _refuted(
    verdict: Verdict,
    reason: Refutation,
    open_settings: tuple[str, ...],
    factor: float | None = None,
) -> Judgement:
    """Not determined if the evidence against the table involves assumed settings."""
    if open_settings:
        return Judgement("not determined", LeftOpen(reason, open_settings), factor)
    return Judgement(verdict, reason, factor)


def judge_cells(p: Array, table: Judgement, level: float) -> NDArray[np.str_]:
    """Judge a table's cells.

    An inconsistent table may have no inconsistent cell: all of them together may be what is
    extreme, and no single one. With a contradiction it has no cells.

    Parameters
    ----------
    p : ndarray
        Adjusted for the number of cells.
    table : Judgement
        The table's judgement; every cell has its verdict unless that is ``inconsistent``.
    level : float
        The same as for the table.
    """
    if table.verdict != "inconsistent" or table.factor is None:
        return np.full(p.shape, table.verdict)
    return np.where(p * table.factor <= level, "inconsistent", "consistent")


def mostly_diverge(share: float) -> bool:
    """Whether so many draws diverge that a finite table is not one of them."""
    return share > 0.5


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
