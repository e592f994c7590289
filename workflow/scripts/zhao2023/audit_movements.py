"""Compare a published table of layer movements with draws, and infer settings from its digits.

The draws are as inferred, as stated, and with one setting at a time as stated.
"""

import csv
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.zhao2023.first_row import given_first_row, p_given_first_row
from deeplinear.papers.zhao2023.float32_trace import (
    middle_in_single_precision,
    middle_layer_trace,
)
from deeplinear.papers.zhao2023.printed_ratios import printed_widths
from deeplinear.provenance.job import run
from deeplinear.replication.audit import WHOLE, Row, write_audit
from deeplinear.replication.confidence_set import confidence_set
from deeplinear.replication.intervals import Interval
from deeplinear.replication.judging import table_rows
from deeplinear.replication.predictive import finite_tables, predict
from deeplinear.replication.proportions import upper_bound
from deeplinear.replication.reasons import (
    Accepted,
    Digits,
    Power,
    Precision,
    Trace,
    WithinMargin,
)
from deeplinear.replication.rounding import as_printed, count_decimals
from deeplinear.replication.single_precision import largest_movement_error
from deeplinear.replication.verdicts import shape_contradiction

# Step size factors from far too small to far too large, whatever the settings are.
FACTORS = [2.0**k for k in range(-30, 31)]


def main(
    *,
    published: str,
    draws: list[str],
    alternatives: str,
    audit: str,
    n_N: int,
    level: float,
    tables: int,
    changes: dict[str, float],
    variants: dict[str, dict[str, Any]],
) -> None:
    """`tables` of the paper are audited; `changes` has the settings changed in `alternatives`."""
    printed, decimals = read_printed(published)
    movements = {
        directory: np.concatenate([np.load(path)["movement"][:, 1:] for path in paths])
        for directory, paths in groupby(draws, key=lambda path: Path(path).parts[-3])
    }
    widths = printed_widths(printed[0], n_N=n_N, decimals=decimals)
    rows, settings_rows = [], []
    for directory, settings in variants.items():
        variant, drawn = settings["variant"], movements[directory]
        rounded = as_printed(drawn, decimals)
        compared = compare(variant, printed, rounded, decimals)
        rows += compared
        if variant not in ("inferred", "stated"):
            continue
        if settings["initialization"] == "orthogonal":
            settings_rows += [
                width_row(settings, "n", widths.n, settings["n"], n_N),
                width_row(settings, "d_x", widths.d_x, settings["d_x"], n_N),
            ]
        if compared[0].draws is not None and finite_tables(drawn[:, 0]).all():
            settings_rows.append(
                factor_row(settings, printed[0], drawn[:, 0], decimals, level, tables)
            )
        if variant == "inferred" and compared[0].p is not None:
            single = middle_in_single_precision(drawn, n=settings["n"], n_N=n_N)
            settings_rows += trace(printed, rounded, level, "double")
            settings_rows += trace(printed, as_printed(single, decimals), level, "single")
            for name, movement in np.load(alternatives).items():
                others = as_printed(movement[:, 1:], decimals)
                own = settings["n" if name == "width" else name]
                settings_rows.append(
                    power_row(name, changes[name], own, others, rounded, decimals, level / tables)
                )
    write_audit(audit, rows + settings_rows)


def read_printed(path: str) -> tuple[Array, int]:
    """The printed numbers, shape (T, N), and their number of decimals."""
    with open(path, newline="", encoding="utf-8") as file:
        _, *lines = csv.reader(file)
    cells = [line[1:] for line in lines]
    return np.array(cells, dtype=float), count_decimals(cell for line in cells for cell in line)


def compare(variant: str, printed: Array, draws: Array, decimals: int) -> list[Row]:
    """The rows of a table and its cells; with a contradiction of shapes, no numbers but its own.

    What the draws are is described as they are; they are tested given the first row.
    """
    names = [f"t={t + 1} i={k + 1}" for t, k in np.ndindex(printed.shape)]
    contradiction = shape_contradiction(draws[0].shape, printed.shape)
    if contradiction:
        cells = zip(names, printed.ravel().tolist(), strict=True) if variant == "inferred" else ()
        return [
            Row("table", variant, WHOLE, reason=contradiction),
            *(Row("cell", variant, name, number) for name, number in cells),
        ]
    given = given_first_row(np.concatenate([printed[None], draws]), decimals)
    return table_rows(variant, names, printed, predict(printed, draws, ranked=given))


def power_row(
    name: str,
    value: float,
    used: float,
    others: Array,
    draws: Array,
    decimals: int,
    level: float,
) -> Row:
    """The share of tables with another value of a setting that the draws refute.

    A table that diverges would not have been printed, and counts as noticed.
    """
    noticed = sum(
        not finite or p_given_first_row(table, draws, decimals) <= level
        for table, finite in zip(others, finite_tables(others), strict=True)
    )
    count = len(others)
    return Row(
        "power",
        "inferred",
        f"{name} = {value:g}",
        published=value,
        mean=noticed / count,
        low=1 - upper_bound(count - noticed, count, 0.025),
        high=upper_bound(noticed, count, 0.025),
        reason=Power(name, value, used, count, level),
        draws=len(draws),
    )


def factor_row(
    settings: dict[str, Any],
    first_row: Array,
    draws: Array,
    decimals: int,
    level: float,
    tables: int,
) -> Row:
    """Whether the first row refutes the step size factor; and which others, these settings given.

    At t = 1 every layer has moved by eta times a gradient at the start, so draws with one factor
    give those with any other.
    """
    factor = settings["step_size_factor"]

    def test(other: float) -> tuple[float, float]:
        prediction = predict(first_row, as_printed(draws / factor * other, decimals))
        return prediction.p, prediction.extreme_z

    found = confidence_set(test, FACTORS, level / tables)
    row = setting_row(settings, "step_size_factor", found.interval)
    reason = Accepted(factor, row.low, row.high, 1 - level, len(draws), found.connected)
    return replace(row, reason=reason, draws=len(draws))


def width_row(settings: dict[str, Any], name: str, digits: Interval, fan_in: int, n_N: int) -> Row:
    """Whether the first printed row allows a width, up to what norms in single precision lose.

    The ratios depend on the square root of the width, through the norms of matrices with n rows and
    `fan_in` columns.
    """
    margin = largest_movement_error(settings["n"] * fan_in, n_N)
    misfit = np.sqrt(digits.stretch(settings[name])) - 1
    row = setting_row(settings, name, digits)
    if not 0 < misfit <= margin:
        return row
    return replace(
        row,
        verdict="consistent",
        reason=WithinMargin(float(misfit), margin),
    )


def setting_row(settings: dict[str, Any], name: str, allowed: Interval) -> Row:
    """Whether the first printed row allows the value of a setting."""
    value = settings[name]
    low, high = (None, None) if allowed.empty else (allowed.low, allowed.high)
    return Row(
        "setting",
        settings["variant"],
        name,
        published=value,
        low=low,
        high=high,
        verdict="consistent" if value in allowed else "inconsistent",
        reason=Digits(value, low, high),
    )


def trace(printed: Array, draws: Array, level: float, precision: Precision) -> list[Row]:
    """Compare the middle columns given the outer ones, which reveals single precision.

    Not where a draw is printed as zero, which has no ratios.
    """
    if printed.shape[1] < 3 or not np.all(draws > 0):
        return []
    prediction = middle_layer_trace(printed, draws)
    t, k = np.unravel_index(np.argmax(np.abs(prediction.z)), prediction.z.shape)
    outer = np.sqrt(printed[t, 0] * printed[t, -1])
    excess = printed[t, k + 1] / (prediction.mean[t, k] * outer) - 1
    return [
        Row(
            "trace",
            "inferred",
            f"middle layers given the outer ones, {precision} precision",
            z=prediction.extreme_z,
            p=prediction.p,
            draws=prediction.draws,
            verdict="consistent" if prediction.p > level else "inconsistent",
            reason=Trace(f"t={t + 1} i={k + 2}", float(excess), (1, printed.shape[1]), precision),
        )
    ]


if __name__ == "__main__":
    run(main, snakemake)
