"""Draw the data (X, Y) of the picture."""

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
    d_in: int,
    d_out: int,
    samples: int,
    target_variance: float,
    noise_variance: float,
) -> None:
    X, Y = generate_data(
        generator(seed, paper, artefact, "problem"),
        d_x=d_in,
        n_N=d_out,
        samples=samples,
        target_variance=target_variance,
        noise_variance=noise_variance,
    )
    np.savez(problem, X=X, Y=Y)


if __name__ == "__main__":
    run(main, snakemake)
