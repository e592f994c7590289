"""Draw the data X and Y of the picture."""

from typing import Any

import numpy as np

from deeplinear.networks.least_squares import generate_data
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    stream: list[Any],
    d_in: int,
    d_out: int,
    **others: Any,
) -> None:
    """`others` holds the other arguments of generate_data."""
    rng = generator(*stream, "problem")
    X, Y = generate_data(rng, d_x=d_in, n_N=d_out, **others)
    np.savez(problem, X=X, Y=Y)


if __name__ == "__main__":
    run(main, snakemake)
