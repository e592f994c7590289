"""Draw the data X and Y = W_* X + E of an artefact."""

import numpy as np

from deeplinear.networks.least_squares import generate_data
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    paper: str,
    artefact: str,
    seed: int,
    d_x: int,
    n_N: int,
    samples: int,
    target_variance: float,
    noise_variance: float,
) -> None:
    # ASSUME: the panels of a figure share their data; zhao2023 does not say.
    # Both variants have this stream, so stated and inferred differ by settings, not by luck.
    X, Y = generate_data(
        generator(seed, paper, artefact, "problem"),
        d_x=d_x,
        n_N=n_N,
        samples=samples,
        target_variance=target_variance,
        noise_variance=noise_variance,
    )
    np.savez(problem, X=X, Y=Y)


if __name__ == "__main__":
    run(main, snakemake)
