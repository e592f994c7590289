"""The law of alpha_0 / beta_0 against draws with whole matrices."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import ks_2samp

from deeplinear.arrays import Array
from deeplinear.networks.balanced import start_scale
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.papers.xu2023.ratios import ratio_draws
from deeplinear.papers.xu2023.spectra import spectral_bounds
from deeplinear.papers.xu2023.two_layer import iterate, two_layer_problem

SIZES: dict[str, Any] = {
    "n": 4,
    "m": 3,
    "target_variance": 0.2,
    "noise_variance": 0.01,
    "sigmas": [1.0, 5.0],
    "sigma_means": "variance_difference",
    "absent_margin": "zero",
}


def with_whole_matrices(seed: int, draws: int, hidden_width: int) -> Array:
    rng = np.random.default_rng(seed)
    X = orthonormal_columns(rng.standard_normal((draws, 4, 4)))
    Y = X @ (np.sqrt(0.2) * rng.standard_normal((draws, 4, 3)))
    problem = two_layer_problem(X, Y + 0.1 * rng.standard_normal(Y.shape))
    U_0 = rng.standard_normal((draws, 4, hidden_width))
    V_0 = rng.standard_normal((draws, hidden_width, 3))
    ratios = []
    for sigma in SIZES["sigmas"]:
        q = start_scale(sigma, sigma_means="variance_difference")
        start = iterate(problem, q * U_0, V_0 / q)
        bounds = spectral_bounds(problem, start, start.error_norm, absent_margin="zero")
        ratios.append(bounds.alpha / bounds.beta)
    return np.stack(ratios, axis=-1)


@pytest.mark.parametrize("hidden_width", [5, 40])
def test_without_the_hidden_rows_the_law_is_the_same(hidden_width: int) -> None:
    """Also with fewer hidden units than n + m, where the factor is the matrix itself."""
    ours = ratio_draws(
        np.random.default_rng(1), 600, hidden_width=hidden_width, input="orthogonal", **SIZES
    )
    dense = with_whole_matrices(2, 600, hidden_width)
    assert ours.shape == dense.shape == (600, 2)
    for panel in range(2):
        assert ks_2samp(ours[:, panel], dense[:, panel]).pvalue > 1e-3
    assert ks_2samp(ours[:, 1] - ours[:, 0], dense[:, 1] - dense[:, 0]).pvalue > 1e-3


def test_a_gaussian_input_has_smaller_ratios() -> None:
    """beta_0 grows with the condition number of X."""
    gaussian, orthogonal = (
        ratio_draws(np.random.default_rng(3), 200, hidden_width=40, input=kind, **SIZES)
        for kind in ("gaussian", "orthogonal")
    )
    assert np.all(np.median(gaussian, axis=0) < np.median(orthogonal, axis=0))
