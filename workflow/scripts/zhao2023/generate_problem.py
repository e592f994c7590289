"""Draw the data X and Y = W_* X + E of an artefact."""

from typing import Any

import numpy as np

from deeplinear.networks.least_squares import generate_data
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    stream: list[Any],
    **settings: Any,
) -> None:
    """`settings` are those of generate_data."""
    # ASSUME: the panels of a figure share their data; zhao2023 does not say.
    # Both variants share this stream, so that they differ by their settings only.
    X, Y = generate_data(generator(*stream, "problem"), **settings)
    np.savez(problem, X=X, Y=Y)


if __name__ == "__main__":
    run(main, snakemake)
