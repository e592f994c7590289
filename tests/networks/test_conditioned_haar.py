"""Haar frames that are only conditioned have the law of those that are drawn."""

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.conditioned_haar import ConditionedHaar, conditioned_orthogonal
from deeplinear.networks.initialization import orthogonal
from tests.networks import laws


def completed(layer: ConditionedHaar) -> Array:
    """All entries of a layer, after its large space was given the axes that never came up."""
    large = layer.image.space
    large.known, layer.small.known = large.n, layer.small.n
    size = layer.shape[-2]
    entries: Array = np.broadcast_to(np.eye(size), (*layer.shape[:-2], size, size)) @ layer
    return entries


def test_completed_after_training_the_layers_are_scaled_isometries_with_the_dense_law() -> None:
    widths, count = [3, 6, 14, 7, 2], 1500  # 6 + 7 < 14: no singular value is certain
    network = conditioned_orthogonal(np.random.default_rng(1), widths, 4, replicates=(count,))
    laws.train(network, laws.problem_of(3, 2), 4)
    ours = [completed(layer) for layer in network.layers]
    for k, (W, large) in enumerate(zip(ours, (6, 14, 14, 7), strict=True)):
        gram = W.mT @ W if k < 2 else W @ W.mT
        np.testing.assert_allclose(
            gram, np.broadcast_to(large * np.eye(gram.shape[-1]), gram.shape), atol=1e-11
        )
    theirs = orthogonal(np.random.default_rng(2), widths, replicates=(count,)).layers
    p = []
    for i, j in [(0, 4), (0, 3), (1, 4), (1, 3)]:
        mine, dense = (product(list(layers[i:j])) for layers in (ours, theirs))
        pairs = [(np.linalg.svd(mine, compute_uv=False), np.linalg.svd(dense, compute_uv=False))]
        if (i, j) == (0, 4):
            pairs.append((mine.reshape(count, -1), dense.reshape(count, -1)))
        p += [
            stats.ks_2samp(a, b).pvalue
            for one, two in pairs
            for a, b in zip(one.T, two.T, strict=True)
        ]
    assert laws.none_rejected(p)


def product(layers: list[Array]) -> Array:
    result, *rest = layers
    for W in rest:
        result = W @ result
    return result


@pytest.mark.parametrize(
    "widths",
    [[6, 20, 60, 25, 3], [5, 40, 90, 90, 2], [6, 8, 9, 2], [4, 60, 2], [3, 12, 12, 12, 2]],
    ids=["two flags", "one flag", "narrow", "two layers", "equal"],
)
def test_equal_in_law_to_the_dense_engine(widths: list[int]) -> None:
    assert laws.none_rejected(laws.compare_in_law("orthogonal", widths, iterations=8, count=300))


def test_equal_widths_need_no_more_axes_than_the_reduction() -> None:
    """The frames meet in an invariant space of dimension n_0 + n_N (networks.reduction)."""
    network = conditioned_orthogonal(np.random.default_rng(3), [3, 500, 500, 500, 2], 30)
    run = laws.train(network, laws.problem_of(3, 2), 30)
    known = [layer.image.space.known for layer in network.layers[:-1]]
    assert known == [5, 5, 5]
    r_1, r_2 = run.movement[1, :2]
    np.testing.assert_allclose(r_1 / r_2, np.sqrt(500 / 3), rtol=1e-10)


def test_a_batch_has_the_documented_shapes() -> None:
    laws.check_batch_shapes("orthogonal", [5, 30, 40, 2])


def test_frames_of_a_billion_dimensions_stay_orthonormal_and_follow_the_convex_problem() -> None:
    widths, iterations = [8, 10**9, 3 * 10**9, 2 * 10**9, 2], 100
    problem = laws.problem_of(8, 2)
    network = conditioned_orthogonal(np.random.default_rng(7), widths, iterations)
    laws.check_follows_the_convex_problem(network, problem, iterations)
    laws.check_orthonormal(
        asked for layer in network.layers for asked in (layer.image, layer.origin)
    )


@pytest.mark.parametrize(
    ("widths", "kind"),
    [
        ([4, 30, 40, 2], "ConditionedHaar"),
        ([4, 30, 30, 2], "ScaledEmbedding"),
        ([4, 9, 13, 2], "ndarray"),
    ],
)
def test_the_cheapest_exact_representation_is_chosen(widths: list[int], kind: str) -> None:
    """Two outputs and three iterations bring up at most 14 axes."""
    network = laws.draw("orthogonal", widths, engine="conditioned", iterations=3)
    assert type(network.layers[1]).__name__ == kind
