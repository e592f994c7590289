"""Compare the ratios alpha_0 / beta_0 that a figure prints with draws, in two interpretations.

The paper does not say whether the ratio is that of one run or the mean over all runs.
"""

import csv
from dataclasses import replace
from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.xu2023.ratios import ratio_draws
from deeplinear.provenance.job import run
from deeplinear.replication.audit import write_audit
from deeplinear.replication.judging import table_rows
from deeplinear.replication.predictive import predict
from deeplinear.replication.reasons import Reading
from deeplinear.replication.rounding import as_printed, count_decimals


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
    of_one, of_means = (
        table_rows(variant, names, numbers, predict(numbers, as_printed(draws, decimals)))
        for draws in (ratios.reshape(-1, len(names)), ratios.mean(axis=1))
    )
    # ASSUME: the ratio is that of one run; the other interpretation is audited as well. Both are
    # taken as printed to three decimals. All three ratios are multiples of 0.005; if they were
    # rounded to that, they could be means over the runs as well.
    remarks = [
        replace(
            row,
            kind="reading",
            item=f"{row.item}, mean of {runs} runs",
            verdict="inconsistent" if row.p is not None and row.p <= level else "consistent",
            reason=Reading(runs, decimals),
        )
        for row in of_means
    ]
    shown = None if variant in ("inferred", "stated") else 1
    write_audit(cells, of_one[:shown] + remarks[:shown])


if __name__ == "__main__":
    run(main, snakemake)
