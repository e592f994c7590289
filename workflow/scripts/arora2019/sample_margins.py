"""Estimate the probability of a deficiency margin by drawing random vectors."""

from typing import Any

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.networks.randomness import generator
from deeplinear.papers.arora2019.margin import sampled_margin_share
from deeplinear.provenance.job import run


def main(
    *,
    samples: str,
    stream: list[Any],
    sampled_dimension: int,
    sampled_a: list[float],
    draws: int,
) -> None:
    rows = []
    for a in sampled_a:
        rng = generator(*stream, f"a~{a}", "samples")
        share = sampled_margin_share(rng, a, sampled_dimension, draws)
        standard_error = float(np.sqrt(share * (1 - share) / draws))
        rows.append([sampled_dimension, a, share, standard_error])
    write_rows(samples, ["d", "a", "monte_carlo", "standard_error"], rows)


if __name__ == "__main__":
    run(main, snakemake)
