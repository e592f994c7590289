"""Judge tables and claims, as rows of the audit."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.audit import WHOLE, Row
from deeplinear.replication.predictive import Prediction
from deeplinear.replication.proportions import most_refuting, p_value, upper_bound
from deeplinear.replication.reasons import (
    AdjustedP,
    ClaimOutcome,
    ClaimTest,
    Contradiction,
    Verdict,
)
from deeplinear.replication.verdicts import (
    Draws,
    Evidence,
    Judgement,
    holm,
    holm_levels,
    judge,
    judge_cells,
    mostly_diverge,
)


def table_rows(
    variant: str, names: Iterable[str], published: Array, prediction: Prediction
) -> list[Row]:
    """One row for the whole table and one per cell, in the order of the flattened arrays.

    The p-value of a cell is adjusted for the number of cells. There is neither p nor z if most
    draws diverge, which decides without a test.
    """
    whole = Row(
        "table",
        variant,
        WHOLE,
        z=_finite(prediction.extreme_z),
        p=prediction.p,
        draws=prediction.draws,
        diverged=prediction.diverged,
    )
    columns = [published] + [
        getattr(prediction, name)
        for name in ("mean", "sd", "low", "high", "percentile", "z", "adjusted_p")
    ]
    rows = [whole]
    for name, *numbers in zip(names, *(column.ravel().tolist() for column in columns), strict=True):
        cell = Row("cell", variant, name, *numbers)
        rows.append(
            replace(
                cell,
                mean=_finite(cell.mean),
                sd=_finite(cell.sd),
                z=_finite(cell.z),
                draws=prediction.draws,
            )
        )
    if mostly_diverge(prediction.diverged):
        rows = [replace(row, z=None, p=None) for row in rows]
    return rows


def _finite(value: float | None) -> float | None:
    """A finite number, else None: no draws that could have one, or draws without spread."""
    return value if value is not None and np.isfinite(value) else None


def judged_tables(
    rows_of: Mapping[str, Sequence[Row]],
    level: float,
    open_settings: Mapping[str, Sequence[str]],
    read_off: Mapping[str, Sequence[str]],
) -> dict[str, list[Row]]:
    """Add verdicts to the audits of a paper's tables.

    The family of Holm's procedure consists of the paper's tables as inferred, or as stated; a table
    with one stated setting replaces itself as inferred in the former.

    Parameters
    ----------
    rows_of : mapping
        By table, as from :func:`table_rows` for every variant, or one row with a contradiction as
        its reason.
    level : float
        The family-wise level.
    open_settings : mapping
        By table, the settings that the paper leaves open.
    read_off : mapping
        By table, the settings that were inferred from its own numbers.
    """
    evidence = {
        (table, row.variant): Evidence(
            found=_found(row),
            open_settings=tuple(open_settings.get(table, ())),
            read_off=_inferred(read_off.get(table, ()), row.variant),
        )
        for table, rows in rows_of.items()
        for row in rows
        if row.kind == "table"
    }
    judgements = {}
    for table, variant in evidence:
        others = "stated" if variant == "stated" else "inferred"
        family = {name: evidence[name, others] for name in rows_of if (name, others) in evidence}
        judgements[table, variant] = judge(family | {table: evidence[table, variant]}, level)[table]
    return {
        table: [
            row
            for variant in dict.fromkeys(row.variant for row in rows)
            for row in _with_verdicts(
                [row for row in rows if row.variant == variant],
                judgements[table, variant],
                level,
            )
        ]
        for table, rows in rows_of.items()
    }


def claim_rows(variant: str, claims: Sequence[ClaimOutcome], level: float) -> list[Row]:
    """The rows of an artefact's claims under one variant of its settings.

    A claim over seeds is inconsistent if it held for significantly fewer of them than required, not
    determined if there are so few that this is impossible.
    These claims are one family of Holm's procedure: they are checked on the same runs, and the
    worst of their verdicts is that of the artefact. The bound on a claim's probability is at the
    level of its step, so that it agrees with the test. A claim over the points of a grid is
    inconsistent if it fails for more of them than it may: nothing is random.

    Parameters
    ----------
    variant : str
    claims : sequence of ClaimOutcome
    level : float
        The family-wise level.
    """
    sampled = [claim for claim in claims if claim.over == "seeds"]
    p = np.array([p_value(claim.held, claim.trials, claim.share) for claim in sampled])
    rows = {}
    for claim, adjusted_p, own_level in zip(
        sampled, holm(p).tolist(), holm_levels(p, level).tolist(), strict=True
    ):
        verdict: Verdict = "inconsistent" if adjusted_p <= level else "consistent"
        rows[claim.item] = _sampled_row(variant, claim, adjusted_p, own_level, verdict)
    return [rows.get(claim.item) or _grid_row(variant, claim) for claim in claims]


def _sampled_row(
    variant: str, claim: ClaimOutcome, p: float, level: float, verdict: Verdict
) -> Row:
    refuting = most_refuting(claim.trials, claim.share, level)
    return replace(
        _claim_row(variant, claim, "not determined" if refuting is None else verdict, refuting),
        low=0.0,
        high=upper_bound(claim.held, claim.trials, level),
        p=p,
        draws=claim.trials,
    )


def _grid_row(variant: str, claim: ClaimOutcome) -> Row:
    needed = math.ceil(claim.share * claim.trials)
    verdict: Verdict = "consistent" if claim.held >= needed else "inconsistent"
    return _claim_row(variant, claim, verdict, needed - 1)


def _claim_row(variant: str, claim: ClaimOutcome, verdict: Verdict, refuting: int | None) -> Row:
    return Row(
        "claim",
        variant,
        claim.item,
        published=claim.share,
        mean=claim.held / claim.trials,
        verdict=verdict,
        reason=ClaimTest(claim, refuting),
    )


def _inferred(settings: Sequence[str], variant: str) -> tuple[str, ...]:
    """Those of the settings that are not as stated in a variant."""
    if variant == "stated":
        return ()
    return tuple(name for name in settings if variant != f"stated {name}")


def _found(row: Row) -> Draws | Contradiction:
    if isinstance(row.reason, Contradiction):
        return row.reason
    if row.draws is None or row.diverged is None:
        raise ValueError(
            f"the row of {row.item}, {row.variant}, has neither draws nor a contradiction; "
            "write a table's rows with table_rows"
        )
    return Draws(row.p, row.draws, row.diverged)


def _with_verdicts(rows: Sequence[Row], table: Judgement, level: float) -> list[Row]:
    """Judge the rows of one variant of a table; those that have a verdict keep it.

    With one stated setting alone, only the row of the whole table is kept.
    """
    cells = [row for row in rows if row.kind == "cell"]
    p = np.array([row.p for row in cells], dtype=float)
    verdicts = judge_cells(p, table, level).tolist()
    verdict_of = {row.item: verdict for row, verdict in zip(cells, verdicts, strict=True)}
    alone = rows[0].variant.startswith("stated ")
    reason = table.reason
    if isinstance(reason, AdjustedP):
        reason = replace(reason, cells=verdicts.count("inconsistent"))
    return [
        replace(row, verdict=table.verdict, reason=reason)
        if row.kind == "table"
        else replace(row, verdict=verdict_of.get(row.item, row.verdict))
        for row in rows
        if row.kind == "table" or not alone
    ]
