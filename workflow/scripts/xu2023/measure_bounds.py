"""Compute the quantities in the bounds on the convergence rate at t = 0, for every run."""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.files.columns import write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.networks.balanced import SigmaMeans, start_scale
from deeplinear.papers.xu2023.imbalance import imbalance_spectrum, measure_imbalance
from deeplinear.papers.xu2023.spectra import (
    AbsentMargin,
    margin,
    spectral_bounds,
    tau_spectrum,
)
from deeplinear.papers.xu2023.two_layer import TwoLayerProblem, iterate, two_layer_problem
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    bounds: str,
    sigmas: list[float],
    sigma_means: SigmaMeans,
    absent_margin: AbsentMargin,
) -> None:
    X, Y, W_1, W_2 = read_arrays(problem, "X", "Y", "W_1", "W_2")
    setup = two_layer_problem(X, Y)
    rows: list[list[object]] = []
    header: list[str] = []
    for sigma in sigmas:
        q = start_scale(sigma, sigma_means=sigma_means)
        measured = _measure(setup, q * W_1, W_2 / q, absent_margin)
        header = ["sigma", "run", *measured]
        values = np.stack(list(measured.values()), axis=-1).tolist()
        rows.extend([sigma, index, *value] for index, value in enumerate(values))
    write_rows(bounds, header, rows)


def _measure(
    setup: TwoLayerProblem, W_1: Array, W_2: Array, absent_margin: AbsentMargin
) -> dict[str, Array]:
    start = iterate(setup, W_1, W_2)
    imbalance = measure_imbalance(W_1, W_2)
    lowest, highest = tau_spectrum(W_1, W_2)
    tau = start.gradient @ (W_2.mT @ W_2) + (W_1 @ W_1.mT) @ start.gradient
    found = spectral_bounds(setup, start, start.error_norm, absent_margin=absent_margin)
    return {
        "loss": start.loss,
        "norm_tau": np.linalg.norm(tau, axis=(-2, -1)),
        "lambda_min_tau": lowest,
        "lambda_max_tau": highest,
        "norm_imbalance": np.linalg.norm(imbalance_spectrum(W_1, W_2), axis=-1),
        "norm_product": np.linalg.norm(start.product, axis=(-2, -1)),
        "norm_error": start.error_norm,
        "kappa": setup.K / setup.mu,
        "p_1": margin(setup, start.error_norm),
        "p_2": found.p_2,
        "delta_plus": imbalance.delta_plus,
        "delta_minus": imbalance.delta_minus,
        "delta": imbalance.delta,
        "lambda_plus": imbalance.lambda_plus,
        "lambda_minus": imbalance.lambda_minus,
        "alpha_0": found.alpha,
        "beta_0": found.beta,
    }


if __name__ == "__main__":
    run(main, snakemake)
