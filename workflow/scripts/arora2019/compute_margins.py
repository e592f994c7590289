"""Compute the probability of a deficiency margin and Lemma 15's bound over a range of a and d."""

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.papers.arora2019.margin import (
    margin_probability,
    margin_probability_bound,
)
from deeplinear.provenance.job import run


def main(
    *,
    probabilities: str,
    dimensions: list[int],
    a_range: list[float],
    a_count: int,
    sampled_dimension: int,
    sampled_a: list[float],
) -> None:
    lowest, highest = a_range
    a = np.unique([*np.geomspace(lowest, highest, a_count), *sampled_a])
    bound = margin_probability_bound(a)
    rows = []
    for d in sorted({*dimensions, sampled_dimension}):
        columns = np.column_stack([a, margin_probability(a, d), bound])
        rows += [[d, *row] for row in columns.tolist()]
    write_rows(probabilities, ["d", "a", "exact", "bound"], rows)


if __name__ == "__main__":
    run(main, snakemake)
