"""Check Lemma 15 against the exact probability, at every dimension and radius of a grid."""

from typing import Any

import numpy as np

from deeplinear.papers.arora2019.claims import CHECKS, Grid
from deeplinear.papers.arora2019.margin import margin_probability, margin_probability_bound
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *,
    outcome: str,
    claims: dict[str, dict[str, Any]],
    dimensions: list[int],
    a_range: list[float],
    a_count: int,
) -> None:
    lowest, highest = a_range
    a = np.geomspace(lowest, highest, a_count)
    every_d = range(min(dimensions), max(dimensions) + 1)
    grid = Grid(
        exact=np.concatenate([margin_probability(a, d) for d in every_d]),
        bound=np.tile(margin_probability_bound(a), len(every_d)),
    )
    write_claims(outcome, claims, CHECKS, grid, over="points")


if __name__ == "__main__":
    run(main, snakemake)
