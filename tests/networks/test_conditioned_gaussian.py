"""Gaussian matrices that are only conditioned have the law of those that are drawn."""

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.conditioned_gaussian import ConditionedGaussian, conditioned_gaussian
from tests.networks import laws


def completed(layer: ConditionedGaussian) -> Array:
    """All entries of a layer, after its spaces were given the axes that never came up."""
    for asked in (layer.left, layer.right):
        asked.space.known = asked.space.n
    rows = np.broadcast_to(
        np.eye(layer.left.space.n), (*layer.shape[:-2], *[layer.left.space.n] * 2)
    )
    entries: Array = rows @ layer
    return entries


def test_completed_after_training_the_matrices_are_jointly_gaussian() -> None:
    """Statistics that do not depend on the hidden bases determine the law of the layers."""
    d_x, hidden, n_N, count = 3, (7, 5), 2, 3000
    network = conditioned_gaussian(
        np.random.default_rng(1), [d_x, *hidden, n_N], 3, replicates=(count,)
    )
    laws.train(network, laws.problem_of(d_x, n_N), 3)
    ours = [completed(layer) for layer in network.layers]
    rng = np.random.default_rng(2)
    theirs = [rng.standard_normal(W.shape) for W in ours]

    p = []
    for W, V in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(np.mean(np.sum(W**2, axis=(1, 2))), W[0].size, rtol=0.02)
        mine, dense = (np.linalg.svd(M, compute_uv=False) for M in (W, V))
        p += [stats.ks_2samp(a, b).pvalue for a, b in zip(mine.T, dense.T, strict=True)]
    ends = [W[2] @ W[1] @ W[0] for W in (ours, theirs)]
    p += [
        stats.ks_2samp(ends[0][:, i, j], ends[1][:, i, j]).pvalue for i, j in np.ndindex(n_N, d_x)
    ]
    grams = [W[0].mT @ W[1].mT @ W[1] @ W[0] for W in (ours, theirs)]
    p += [stats.ks_2samp(grams[0][:, i, j], grams[1][:, i, j]).pvalue for i, j in [(0, 0), (0, 1)]]
    tops = [W[2] @ W[1] @ W[1].mT @ W[2].mT for W in (ours, theirs)]
    p += [stats.ks_2samp(tops[0][:, i, j], tops[1][:, i, j]).pvalue for i, j in [(0, 0), (0, 1)]]
    assert laws.none_rejected(p)


def test_first_layer_entries_are_normal_in_the_data_s_own_coordinates() -> None:
    """The end spaces have fixed axes: n_1 = 1 leaves no freedom but a sign."""
    network = conditioned_gaussian(np.random.default_rng(3), [4, 1, 2], 2, replicates=(4000,))
    laws.train(network, laws.problem_of(4, 2), 2)
    W_1, W_2 = (completed(layer) for layer in network.layers)
    signs = np.sign(np.random.default_rng(4).standard_normal((4000, 1, 1)))
    entries = [*(signs * W_1)[:, 0].T, *(signs * W_2)[:, :, 0].T]
    assert laws.none_rejected([stats.kstest(entry, "norm").pvalue for entry in entries])
    correlations = np.corrcoef(np.stack(entries))[np.triu_indices(len(entries), 1)]
    assert np.abs(correlations).max() < 4.5 / np.sqrt(4000)


@pytest.mark.parametrize(
    "widths",
    [[16, 64, 64, 64, 4], [8, 40, 90, 25, 3], [6, 3, 9, 2], [5, 300, 2]],
    ids=["equal", "unequal", "narrow", "two layers"],
)
def test_equal_in_law_to_the_dense_engine(widths: list[int]) -> None:
    assert laws.none_rejected(laws.compare_in_law("gaussian", widths, iterations=12, count=400))


@pytest.mark.slow
@pytest.mark.parametrize(("n", "seeds"), [(64, 400), (200, 400), (400, 150)])
def test_equal_in_law_to_the_dense_engine_at_the_paper_s_sizes(n: int, seeds: int) -> None:
    """zhao2023, Figure 1, at each of its 25 iterations; the widest take a third of a second."""
    widths = [128, n, n, n, 10]
    assert laws.none_rejected(laws.compare_in_law("gaussian", widths, iterations=25, count=seeds))


def test_the_bases_stay_orthonormal_and_late_losses_do_not_blow_up() -> None:
    n, iterations = 10**9, 200
    problem = laws.problem_of(8, 2)
    network = conditioned_gaussian(np.random.default_rng(7), [8, n, n, n, 2], iterations)
    laws.check_follows_the_convex_problem(network, problem, iterations)
    laws.check_orthonormal(asked for layer in network.layers for asked in (layer.left, layer.right))


def test_a_repeated_query_gets_the_same_answer_without_a_new_draw() -> None:
    network = conditioned_gaussian(np.random.default_rng(8), [5, 1000, 1000, 2], 4)
    first = network.end_to_end
    counts = [layer.left.count for layer in network.layers]
    np.testing.assert_allclose(network.end_to_end, first, rtol=1e-12)
    assert [layer.left.count for layer in network.layers] == counts
    np.testing.assert_allclose(
        laws.train(network, laws.problem_of(5, 2), 4).loss[0],
        laws.problem_of(5, 2).loss(first),
        rtol=1e-12,
    )


def test_a_batch_has_the_documented_shapes() -> None:
    laws.check_batch_shapes("gaussian", [5, 30, 40, 2])


@pytest.mark.parametrize(("n", "conditioned"), [(14, False), (15, True)])
def test_the_engine_is_dense_where_the_basis_would_reach_the_width(
    n: int, conditioned: bool
) -> None:
    """Two outputs and three iterations bring up at most 14 axes."""
    network = laws.draw("gaussian", [4, n, n, 2], engine="conditioned", iterations=3)
    assert isinstance(network.layers[1], ConditionedGaussian) == conditioned
