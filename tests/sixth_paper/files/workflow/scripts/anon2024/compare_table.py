"""Compare the printed table with draws."""

import csv
from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.anon2024.descent import draw_data, losses
from deeplinear.provenance.job import run
from deeplinear.replication.audit import write_audit
from deeplinear.replication.judging import table_rows
from deeplinear.replication.predictive import predict
from deeplinear.replication.rounding import as_printed, count_decimals


def main(
    *,
    published: str,
    cells: str,
    stream: list[Any],
    variant: str,
    draws: int,
    step_size_factor: float,
    iterations: int,
    **data: Any,
) -> None:
    with open(published, newline="", encoding="utf-8") as file:
        printed = [row["ratio"] for row in csv.DictReader(file)]
    ratios = []
    for k in range(draws):
        X, Y = draw_data(generator(*stream, "draws", f"draw~{k}"), **data)
        loss = losses(X, Y, step_size_factor=step_size_factor, iterations=iterations)
        ratios.append(loss[1:] / loss[0])
    numbers = np.array(printed, dtype=float)
    names = [f"t={t}" for t in range(1, len(printed) + 1)]
    prediction = predict(numbers, as_printed(np.array(ratios), count_decimals(printed)))
    write_audit(cells, table_rows(variant, names, numbers, prediction))


if __name__ == "__main__":
    run(main, snakemake)
