"""Draw alpha_0 / beta_0, the number above each panel of xu2023's Figure 2."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.balanced import SigmaMeans, start_scale
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.networks.least_squares import standard_deviation
from deeplinear.papers.xu2023.spectra import AbsentMargin, spectral_bounds
from deeplinear.papers.xu2023.two_layer import iterate, two_layer_problem


def ratio_draws(
    rng: np.random.Generator,
    draws: int,
    *,
    n: int,
    m: int,
    hidden_width: int,
    input: Literal["gaussian", "orthogonal"],
    target_variance: float,
    noise_variance: float,
    sigmas: Sequence[float],
    sigma_means: SigmaMeans,
    absent_margin: AbsentMargin,
) -> Array:
    """Draw data and Gaussian starts, and compute alpha_0 / beta_0 (xu2023, section 4.2).

    The bounds depend on [W_1^T, W_2] only through its Gram matrix, so its triangular factor is
    drawn instead of the h rows. The panels share their draws, like those of the figure.

    Parameters
    ----------
    rng : numpy.random.Generator
    draws : int
    n, m, hidden_width, input, target_variance, noise_variance, sigma_means, absent_margin
        Settings of the figure.
    sigmas : sequence of float

    Returns
    -------
    ndarray, shape (draws, sigmas)

    Raises
    ------
    ValueError
        If a variance is negative or a sigma is not positive.
    """
    X: Array = rng.standard_normal((draws, n, n))
    if input == "orthogonal":
        X = orthonormal_columns(X)
    target = standard_deviation(target_variance, "target_variance") * rng.standard_normal(
        (draws, n, m)
    )
    noise = standard_deviation(noise_variance, "noise_variance") * rng.standard_normal(
        (draws, n, m)
    )
    problem = two_layer_problem(X, X @ target + noise)
    factor = bartlett_factor(rng, n + m, hidden_width, (draws,))
    U_0, V_0 = factor[:, :n], factor[:, n:].mT
    ratios = []
    for sigma in sigmas:
        q = start_scale(sigma, sigma_means=sigma_means)
        start = iterate(problem, q * U_0, V_0 / q)
        bounds = spectral_bounds(problem, start, start.error_norm, absent_margin=absent_margin)
        ratios.append(bounds.alpha / bounds.beta)
    return np.stack(ratios, axis=-1)
