"""Compare the ratios alpha_0 / beta_0 that a figure prints with draws, in two interpretations.

The paper does not say whether the ratio is that of one run or the mean over all runs.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.randomness import generator
from deeplinear.papers.xu2023.ratios import ratio_draws
from deeplinear.provenance.job import run
from deeplinear.replication.audit import Row, write_audit
from deeplinear.replication.judging import table_rows
from deeplinear.replication.predictive import fewest_draws, predict
from deeplinear.replication.reasons import Reading, TooFewDraws, Verdict
from deeplinear.replication.rounding import coarsest_unit, count_decimals, to_multiples

# A p-value that is above the level by less than this many of its standard errors, which it has from
# a finite number of draws, decides nothing.
STANDARD_ERRORS = 2.5


def main(
    *,
    published: str,
    cells: str,
    stream: list[Any],
    variant: str,
    level: float,
    figures: int,
    runs: int,
    **settings: Any,
) -> None:
    """`settings` are those of ratio_draws."""
    with open(published, newline="", encoding="utf-8") as file:
        printed = {row["sigma"]: row["alpha_0_over_beta_0"] for row in csv.DictReader(file)}
    numbers = np.array([float(ratio) for ratio in printed.values()])
    decimals = count_decimals(printed.values())
    ratios = np.stack(
        [
            ratio_draws(
                generator(*stream, "ratios", f"figure~{k}"),
                runs,
                sigmas=[float(sigma) for sigma in printed],
                **settings,
            )
            for k in range(figures)
        ]
    )
    names = [f"sigma={sigma}" for sigma in printed]
    units = coarsest_unit(numbers, decimals)

    def compared(draws: Array, units: int) -> list[Row]:
        prediction = predict(numbers, to_multiples(draws, units, decimals))
        return table_rows(variant, names, numbers, prediction)

    # ASSUME: the ratio is that of one run, printed to three decimals. The other interpretation is
    # audited as well, with the finest and the coarsest rounding that print these numbers.
    of_one = compared(ratios.reshape(-1, len(names)), 1)
    means = ratios.mean(axis=1)
    few = figures < (needed := fewest_draws(1, level))
    remarks = [
        replace(
            row,
            kind="reading",
            item=f"{row.item}, mean of {runs} runs",
            verdict="not determined" if few else agreed((row.p, coarse.p), level, figures),
            reason=TooFewDraws(figures, needed)
            if few
            else Reading(runs, decimals, units / 10**decimals, coarse.p),
        )
        for row, coarse in zip(compared(means, 1), compared(means, units), strict=True)
    ]
    shown = None if variant in ("inferred", "stated") else 1
    write_audit(cells, of_one[:shown] + remarks[:shown])


def agreed(values: Sequence[float | None], level: float, draws: int) -> Verdict:
    """The verdict if all p-values agree on it, and so would others of as many draws.

    Refuting is exact for any number of draws; that nothing is refuted may be their chance.
    """
    p = np.array([1 if value is None else value for value in values])
    if np.all(p <= level):
        return "inconsistent"
    chance = STANDARD_ERRORS * math.sqrt(level * (1 - level) / draws)
    return "consistent" if np.all(p > level + chance) else "not determined"


if __name__ == "__main__":
    run(main, snakemake)
