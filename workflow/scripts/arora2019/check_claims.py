"""Check Lemma 15 with the random vectors of many seeds."""

from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.arora2019.claims import CHECKS, Shares
from deeplinear.papers.arora2019.margin import sampled_margin_share
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *,
    outcome: str,
    stream: list[Any],
    seeds: int,
    claims: dict[str, dict[str, Any]],
    sampled_dimension: int,
    sampled_a: list[float],
    draws: int,
) -> None:
    share = []
    for k in range(seeds):
        rng = generator(*stream, "claims", f"seed~{k}")
        share.append([sampled_margin_share(rng, a, sampled_dimension, draws) for a in sampled_a])
    shares = Shares(np.array(sampled_a), np.array(share))
    write_claims(outcome, claims, CHECKS, shares)


if __name__ == "__main__":
    run(main, snakemake)
