"""Draw whitened data X, Y and the initial end-to-end matrix W_0 at an angle to Z = Y X^T / m."""

from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.eftekhari2020.whitened import rotated_start, whitened_data
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    stream: list[Any],
    samples: int,
    d_x: int,
    d_y: int,
    label_variance: float,
    **start: float,
) -> None:
    """`start` holds the arguments of rotated_start."""
    X, Y = whitened_data(
        generator(*stream, "problem"),
        d_x=d_x,
        d_y=d_y,
        samples=samples,
        label_variance=label_variance,
    )
    Z = Y @ X.T / samples
    W_0 = rotated_start(generator(*stream, "start"), Z[0], **start)[None]
    np.savez(problem, X=X, Y=Y, Z=Z, W_0=W_0)


if __name__ == "__main__":
    run(main, snakemake)
