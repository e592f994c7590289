"""Train the runs of a panel of Figure 2 under Algorithm 1, from the panel's imbalance."""

from typing import Any

from deeplinear.files.npz import read_arrays
from deeplinear.networks.balanced import SigmaMeans, start_scale
from deeplinear.papers.xu2023.runs import write_runs
from deeplinear.papers.xu2023.training import train
from deeplinear.papers.xu2023.two_layer import two_layer_problem
from deeplinear.provenance.job import run


def main(
    *, problem: str, runs: str, sigma: float, sigma_means: SigmaMeans, **schedule: Any
) -> None:
    X, Y, W_1, W_2 = read_arrays(problem, "X", "Y", "W_1", "W_2")
    setup = two_layer_problem(X, Y)
    q = start_scale(sigma, sigma_means=sigma_means)
    write_runs(runs, train(setup, q * W_1, W_2 / q, others={}, **schedule))


if __name__ == "__main__":
    run(main, snakemake)
