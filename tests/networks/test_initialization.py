"""Initializations of zhao2023, section 2.3."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.initialization import balanced, orthogonal
from deeplinear.networks.widths import equal_hidden_width, peak_layer

ONE_PEAK = [3, 5, 9, 9, 6, 2]


def test_orthogonal_layers_are_scaled_embeddings_and_projections() -> None:
    layers = orthogonal(np.random.default_rng(1), ONE_PEAK).layers
    peak = peak_layer(ONE_PEAK)
    for k, W in enumerate(layers, start=1):
        rows, columns = ONE_PEAK[k], ONE_PEAK[k - 1]
        if k <= peak:
            np.testing.assert_allclose(W.T @ W, rows * np.eye(columns), atol=1e-12)
        else:
            np.testing.assert_allclose(W @ W.T, columns * np.eye(rows), atol=1e-12)


def test_special_balanced_layers_are_balanced_and_orthogonal() -> None:
    layers = balanced(np.random.default_rng(1), [3, 8, 8, 8, 2]).layers
    for lower, upper in pairwise(layers[1:-1]):
        np.testing.assert_allclose(lower @ lower.T, upper.T @ upper, atol=1e-12)
    np.testing.assert_allclose(layers[0].T @ layers[0], 8 * np.eye(3), atol=1e-12)
    np.testing.assert_allclose(layers[-1] @ layers[-1].T, 8 * np.eye(2), atol=1e-12)


@pytest.mark.parametrize(
    ("engine", "initialization", "widths"),
    [
        ("dense", "gaussian", [4, 6, 5, 3]),
        ("dense", "gaussian", [4, 3]),
        ("dense", "orthogonal", [4, 6, 9, 5, 3]),
        ("dense", "balanced", [4, 9, 9, 3]),
        ("reduced", "orthogonal", [4, 50, 50, 3]),
        ("reduced", "orthogonal", [4, 5, 5, 3]),
        ("conditioned", "gaussian", [4, 60, 5, 3]),
        ("conditioned", "gaussian", [4, 600, 50, 3]),
    ],
)
def test_equation_8_norms_are_kept_in_the_mean(
    engine: Engine, initialization: Initialization, widths: Sequence[int]
) -> None:
    rng = np.random.default_rng(8)
    x = rng.standard_normal(widths[0])
    squares = []
    for _ in range(1500):
        network = draw_network(
            rng, widths, engine=engine, initialization=initialization, iterations=1
        )
        squares.append(np.sum((network.end_to_end @ x) ** 2))
    standard_error = np.std(squares) / np.sqrt(len(squares))
    assert abs(np.mean(squares) - x @ x) < 4 * standard_error


@pytest.mark.parametrize("widths", [[4, 3, 5, 2], [4, 5, 6, 5, 6, 2], [4, 6, 1, 2], [4, 2]])
def test_widths_without_one_hidden_peak_are_refused(widths: list[int]) -> None:
    with pytest.raises(ValueError, match=r"Definition 2\.1.*got \[.*change the hidden widths"):
        peak_layer(widths)


@pytest.mark.parametrize("widths", [[4, 5, 6, 2], [4, 3, 3, 2], [4, 3, 3, 5], [4, 2]])
def test_unequal_or_narrow_hidden_widths_are_refused(widths: list[int]) -> None:
    with pytest.raises(ValueError, match=r"need equal hidden widths.*got \[.*conditioned"):
        equal_hidden_width(widths)
