"""Check the claims of Figure 1 for many seeds."""

from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.anon2024.claims import CHECKS
from deeplinear.papers.anon2024.descent import draw_data, losses
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *,
    outcome: str,
    stream: list[Any],
    seeds: int,
    claims: dict[str, dict[str, Any]],
    step_size_factor: float,
    iterations: int,
    **data: Any,
) -> None:
    runs = []
    for k in range(seeds):
        X, Y = draw_data(generator(*stream, "claims", f"seed~{k}"), **data)
        runs.append(losses(X, Y, step_size_factor=step_size_factor, iterations=iterations))
    write_claims(outcome, claims, CHECKS, np.array(runs))


if __name__ == "__main__":
    run(main, snakemake)
