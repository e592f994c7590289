"""Balanced starts of any depth, and the scale of the imbalanced ones."""

from itertools import pairwise

import numpy as np
import pytest

from deeplinear.networks.balanced import balanced_layers, balanced_spectral, start_scale


@pytest.mark.parametrize("widths", [[3, 5], [4, 2], [5, 3, 3], [3, 7, 5], [4, 1], [6, 4, 9, 5, 4]])
def test_procedure_1_splits_the_matrix_evenly(widths: list[int]) -> None:
    A = np.random.default_rng(0).standard_normal((2, widths[-1], widths[0]))
    layers = balanced_layers(A, widths)
    assert [layer.shape[-2:] for layer in layers] == [(b, a) for a, b in pairwise(widths)]
    product = layers[0]
    for layer in layers[1:]:
        product = layer @ product
    np.testing.assert_allclose(product, A, atol=1e-12)
    for below, above in pairwise(layers):
        np.testing.assert_allclose(above.mT @ above, below @ below.mT, atol=1e-12)


@pytest.mark.parametrize(("n", "m", "h"), [(20, 1, 500), (4, 4, 4), (2, 5, 3)])
def test_balanced_spectral_start_has_no_imbalance(n: int, m: int, h: int) -> None:
    W = np.random.default_rng(1).standard_normal((3, n, m))
    W_1, W_2 = balanced_spectral(W, h)
    assert (W_1.shape, W_2.shape) == ((3, n, h), (3, h, m))
    np.testing.assert_allclose(W_1 @ W_2, W, atol=1e-12)
    np.testing.assert_allclose(W_1.mT @ W_1, W_2 @ W_2.mT, atol=1e-12)


def test_too_few_hidden_units_are_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match=r"at least 3 .*got .*\[2\]; change the hidden widths"):
        balanced_layers(np.ones((3, 4)), [4, 2, 3])
    with pytest.raises(ValueError, match=r"shape \(3, 4\)"):
        balanced_layers(np.ones((4, 3)), [4, 5, 3])


@pytest.mark.parametrize("sigma", [1e-3, 1.0, 5.0, 100.0, 1e6])
def test_sigma_is_the_difference_of_the_variances(sigma: float) -> None:
    q = start_scale(sigma, sigma_means="variance_difference")
    assert q**2 - q**-2 == pytest.approx(sigma)
    assert start_scale(sigma, sigma_means="factor") == sigma


def test_sigma_must_be_positive() -> None:
    with pytest.raises(ValueError, match="sigma > 0, got -1; change sigmas"):
        start_scale(-1, sigma_means="factor")
