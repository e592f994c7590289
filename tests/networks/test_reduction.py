"""The width-free reduction against dense matrices: the same run, and the same law."""

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import Engine, draw_network
from deeplinear.networks.initialization import balanced, orthogonal
from deeplinear.networks.least_squares import (
    LeastSquares,
    draw_least_squares,
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.reduction import reduce_orthogonal, reduced_orthogonal

D_X, N_N = 6, 3


@pytest.fixture(scope="module")
def problem() -> LeastSquares:
    rng = np.random.default_rng(0)
    X, Y = generate_data(rng, d_x=D_X, n_N=N_N, samples=50, target_variance=1.0, noise_variance=1.0)
    return least_squares_problem(X, Y)


@pytest.mark.parametrize("depth", [2, 3, 5])
@pytest.mark.parametrize("n", [D_X, D_X + 1, D_X + N_N, 40])
@pytest.mark.parametrize("initialize", [orthogonal, balanced])
def test_a_dense_draw_pushed_into_reduced_coordinates_runs_the_same(
    problem: LeastSquares, initialize: type, n: int, depth: int
) -> None:
    dense = initialize(np.random.default_rng(1), [D_X, *[n] * (depth - 1), N_N])
    reduced = reduce_orthogonal(dense)
    assert reduced.layers[0].shape[0] == min(n, D_X + N_N)
    np.testing.assert_allclose(reduced.draw_norms(), dense.draw_norms(), rtol=1e-12)
    eta = step_size(0.5, depth=depth, n_N=N_N, beta=float(problem.beta))
    ours, theirs = (gradient_descent(network, problem, eta, 10) for network in (reduced, dense))
    np.testing.assert_allclose(ours.loss, theirs.loss, rtol=1e-10)
    np.testing.assert_allclose(ours.movement, theirs.movement, rtol=1e-10)


@pytest.mark.parametrize("n", [D_X + 1, 30])
def test_reduced_and_dense_draws_have_the_same_law(problem: LeastSquares, n: int) -> None:
    """Two-sample tests over 200 seeds each, Bonferroni over the statistics."""
    eta = step_size(0.5, depth=3, n_N=N_N, beta=float(problem.beta))

    def sample(engine: Engine) -> Array:
        rows = []
        for seed in range(200):
            rng = np.random.default_rng([seed, len(engine)])
            network = draw_network(
                rng, [D_X, n, n, N_N], engine=engine, initialization="orthogonal", iterations=10
            )
            run = gradient_descent(network, problem, eta, 10)
            rows.append([*run.loss[[0, 3, 10]], *run.movement[1], *run.movement[10]])
        return np.array(rows)

    dense, reduced = sample("dense"), sample("reduced")
    p = [stats.ks_2samp(a, b).pvalue for a, b in zip(dense.T, reduced.T, strict=True)]
    assert min(p) > 0.01 / len(p)


def test_a_batch_of_replicates_has_the_documented_shapes_and_the_law_of_single_draws() -> None:
    widths = [D_X, 25, 25, N_N]
    rng = np.random.default_rng(6)
    networks = reduced_orthogonal(rng, widths, replicates=(2, 150))
    problems = draw_least_squares(
        rng,
        d_x=D_X,
        n_N=N_N,
        samples=50,
        target_variance=1.0,
        noise_variance=1.0,
        replicates=(2, 150),
    )
    eta = step_size(0.5, depth=3, n_N=N_N, beta=problems.beta)
    batch = gradient_descent(networks, problems, eta, 5)
    assert batch.loss.shape == (2, 150, 6)
    assert batch.movement.shape == (2, 150, 6, 3)

    singles = []
    for _ in range(300):
        X, Y = generate_data(
            rng, d_x=D_X, n_N=N_N, samples=50, target_variance=1.0, noise_variance=1.0
        )
        single = least_squares_problem(X, Y)
        eta_ = step_size(0.5, depth=3, n_N=N_N, beta=float(single.beta))
        singles.append(gradient_descent(reduced_orthogonal(rng, widths), single, eta_, 5))
    losses, movements = (
        np.stack([getattr(run, name) for run in singles]) for name in ("loss", "movement")
    )
    p = [stats.ks_2samp(batch.loss[..., t].ravel(), losses[:, t]).pvalue for t in (0, 1, 5)]
    for k in range(3):
        p.append(stats.ks_2samp(batch.movement[..., 5, k].ravel(), movements[:, 5, k]).pvalue)
    assert min(p) > 0.01 / len(p)


@pytest.mark.slow
def test_the_paper_s_own_size_runs_the_same_in_reduced_coordinates() -> None:
    """zhao2023, Table 3: 32 million dense weights against 138 dimensions."""
    d_x, n, n_N = 128, 4000, 10
    X, Y = generate_data(
        np.random.default_rng(4),
        d_x=d_x,
        n_N=n_N,
        samples=1000,
        target_variance=1.0,
        noise_variance=1.0,
    )
    problem = least_squares_problem(X, Y)
    dense = orthogonal(np.random.default_rng(5), [d_x, n, n, n_N])
    eta = step_size(0.5, depth=3, n_N=n_N, beta=float(problem.beta))
    ours, theirs = (
        gradient_descent(network, problem, eta, 10) for network in (reduce_orthogonal(dense), dense)
    )
    np.testing.assert_allclose(ours.loss, theirs.loss, rtol=1e-10)
    np.testing.assert_allclose(ours.movement, theirs.movement, rtol=1e-10)


def test_bartlett_factor_has_the_law_of_a_gaussian_gram_matrix() -> None:
    rng = np.random.default_rng(2)
    factors = np.stack([bartlett_factor(rng, 3, 7) for _ in range(3000)])
    matrices = rng.standard_normal((3000, 3, 7))
    ours, theirs = factors @ factors.mT, matrices @ matrices.mT
    for i, j in [(0, 0), (1, 1), (2, 2), (1, 0), (2, 1)]:
        assert stats.ks_2samp(ours[:, i, j], theirs[:, i, j]).pvalue > 0.001
    determinants = (np.linalg.det(ours), np.linalg.det(theirs))
    assert stats.ks_2samp(*determinants).pvalue > 0.001


def test_the_width_costs_nothing_and_loses_no_digits(problem: LeastSquares) -> None:
    """At n = 10^9 layer 2 moves by 10^-8 of its norm; the ratio identity still holds."""
    n = 10**9
    network = reduced_orthogonal(np.random.default_rng(3), [D_X, n, n, N_N])
    assert network.layers[1].shape == (D_X + N_N, D_X + N_N)
    eta = step_size(0.5, depth=3, n_N=N_N, beta=float(problem.beta))
    r_1, r_2, r_3 = gradient_descent(network, problem, eta, 10).movement[1]
    np.testing.assert_allclose([r_1 / r_2, r_3 / r_2], np.sqrt([n / D_X, n / N_N]), rtol=1e-9)
