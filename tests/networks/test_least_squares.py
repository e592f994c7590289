"""The convex problem: gradients, minimizers, and the rates (3) and (4) of zhao2023."""

from dataclasses import fields

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_descent,
    draw_least_squares,
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.trajectory_distance import seminorm


def data(
    seed: int, d_x: int = 6, samples: int = 30, rank: int | None = None
) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    X, Y = generate_data(
        rng, d_x=d_x, n_N=3, samples=samples, target_variance=4.0, noise_variance=1.0
    )
    if rank is not None:
        X = rng.standard_normal((d_x, rank)) @ X[:rank]
    return X, Y


CASES = [data(1), data(2, samples=4), data(3, rank=2), data(4, d_x=1)]


@pytest.mark.parametrize(("X", "Y"), CASES)
def test_loss_is_half_the_squared_residual(X: Array, Y: Array) -> None:
    problem = least_squares_problem(X, Y)
    W = np.random.default_rng(9).standard_normal(problem.minimizer.shape)
    np.testing.assert_allclose(problem.loss(W), 0.5 * np.sum((W @ X - Y) ** 2), rtol=1e-12)
    np.testing.assert_allclose(problem.gradient(W), (W @ X - Y) @ X.T, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("X", "Y"), CASES)
def test_gradient_agrees_with_finite_differences(X: Array, Y: Array) -> None:
    problem = least_squares_problem(X, Y)
    rng = np.random.default_rng(10)
    W, direction = rng.standard_normal((2, *problem.minimizer.shape))
    h = 1e-5
    difference = (problem.loss(W + h * direction) - problem.loss(W - h * direction)) / (2 * h)
    np.testing.assert_allclose(np.sum(problem.gradient(W) * direction), difference, rtol=1e-6)


@pytest.mark.parametrize(("X", "Y"), CASES)
def test_minimizer_is_the_one_of_least_norm(X: Array, Y: Array) -> None:
    problem = least_squares_problem(X, Y)
    np.testing.assert_allclose(problem.minimizer, Y @ np.linalg.pinv(X), atol=1e-10)
    singular_values = np.linalg.svd(X, compute_uv=False)
    kept = singular_values[singular_values > 1e-10]
    np.testing.assert_allclose(problem.beta, kept.max() ** 2, rtol=1e-12)
    np.testing.assert_allclose(problem.alpha, kept.min() ** 2, rtol=1e-9)


def excess(problem: LeastSquares, W: Array, step_size: float, iterations: int) -> Array:
    return convex_descent(problem, W, step_size, iterations) - problem.minimum


@pytest.mark.parametrize(("X", "Y"), CASES)
def test_rate_3_with_step_size_one_over_beta(X: Array, Y: Array) -> None:
    problem = least_squares_problem(X, Y)
    W = np.random.default_rng(11).standard_normal(problem.minimizer.shape)
    t = np.arange(41)
    bound = (1 - problem.alpha / problem.beta) ** t
    errors = excess(problem, W, 1 / float(problem.beta), 40)
    assert np.all(errors <= bound * errors[0] + 1e-9 * (1 + problem.minimum))


@pytest.mark.parametrize(("X", "Y"), CASES)
def test_rate_4_with_the_best_constant_step_size(X: Array, Y: Array) -> None:
    problem = least_squares_problem(X, Y)
    W = np.random.default_rng(12).standard_normal(problem.minimizer.shape)
    kappa = problem.beta / problem.alpha
    projection = X @ np.linalg.pinv(X)
    distance = np.sum(((W - problem.minimizer) @ projection) ** 2)
    bound = problem.beta / 2 * (1 - 4 * kappa / (1 + kappa) ** 2) ** np.arange(41) * distance
    errors = excess(problem, W, 2 / float(problem.alpha + problem.beta), 40)
    assert np.all(errors <= bound * (1 + 1e-9) + 1e-9 * (1 + problem.minimum))


def test_a_step_size_beyond_two_over_beta_diverges_to_inf_without_a_warning() -> None:
    problem = least_squares_problem(*data(5))
    losses = convex_descent(problem, np.ones((3, 6)), 1e3 / float(problem.beta), 200)
    first = int(np.argmax(~np.isfinite(losses)))
    assert first > 0
    assert np.all(np.isinf(losses[first:]))


def test_batches_are_the_problems_one_by_one() -> None:
    X, Y = (np.stack(arrays) for arrays in zip(data(1), data(6), strict=True))
    together = least_squares_problem(X, Y)
    for i in range(2):
        alone = least_squares_problem(X[i], Y[i])
        np.testing.assert_allclose(together.minimizer[i], alone.minimizer, rtol=1e-10)
        np.testing.assert_allclose(together.minimum[i], alone.minimum, rtol=1e-10)
        np.testing.assert_allclose(together.alpha[i], alone.alpha, rtol=1e-10)


@pytest.mark.parametrize("samples", [3, 5, 40])
def test_problems_drawn_without_samples_have_the_law_of_those_with_them(samples: int) -> None:
    """What rotating the inputs leaves alone; with fewer samples than inputs, with as many, more."""
    rng, count = np.random.default_rng(11), 1500
    drawn = draw_least_squares(
        rng,
        d_x=5,
        n_N=2,
        samples=samples,
        target_variance=4.0,
        noise_variance=0.5,
        replicates=(count,),
    )
    whole = []
    for _ in range(count):
        X, Y = generate_data(
            rng, d_x=5, n_N=2, samples=samples, target_variance=4.0, noise_variance=0.5
        )
        whole.append(least_squares_problem(X, Y))
    assert drawn.minimizer.shape == (count, 2, 5)
    pairs = [
        (drawn.beta, [problem.beta for problem in whole]),
        (drawn.alpha, [problem.alpha for problem in whole]),
        (drawn.minimum, [problem.minimum for problem in whole]),
        (drawn.loss(np.zeros((2, 5))), [problem.loss(np.zeros((2, 5))) for problem in whole]),
        (
            np.sum(drawn.minimizer[:, 0] * drawn.minimizer[:, 1], axis=1),
            [problem.minimizer[0] @ problem.minimizer[1] for problem in whole],
        ),
    ]
    if samples <= 5:
        pairs = [pair for pair in pairs if pair[0] is not drawn.minimum]
        np.testing.assert_allclose([problem.minimum for problem in whole], 0, atol=1e-10)
        np.testing.assert_array_equal(drawn.minimum, 0)
    p = [stats.ks_2samp(*pair).pvalue for pair in pairs]
    assert min(p) > 0.01 / len(p)


def test_impossible_data_are_refused() -> None:
    with pytest.raises(ValueError, match="got a matrix of zeros"):
        least_squares_problem(np.zeros((2, 5)), np.ones((1, 5)))
    with pytest.raises(ValueError, match="got 5 and 4"):
        least_squares_problem(np.ones((2, 5)), np.ones((1, 4)))


def with_singular_values(rng: np.random.Generator, singular: Array, samples: int) -> Array:
    U = orthonormal_columns(rng.standard_normal((len(singular), len(singular))))
    V = orthonormal_columns(rng.standard_normal((samples, len(singular))))
    return (U * singular) @ V.mT


@pytest.mark.parametrize("samples", [3, 20, 1000])
@pytest.mark.parametrize("exponent", [0, 2, 3.9, 4.1, 6.5, 8, 10, 12])
def test_minimizers_are_those_of_lapack_at_any_condition_number(
    exponent: float, samples: int
) -> None:
    """As close as the condition number allows, on either side of where X X^T resolves it."""
    rng = np.random.default_rng(1)
    smallest = 10.0**-exponent
    X = with_singular_values(rng, np.array([1.0, 1.0, smallest]), samples)
    W = rng.standard_normal((2, 3))
    problem = least_squares_problem(X, W @ X)
    theirs = np.linalg.lstsq(X.T, (W @ X).T, rcond=1e-13)[0].T
    np.testing.assert_allclose(problem.minimizer, W, rtol=0, atol=2e-14 / smallest)
    np.testing.assert_allclose(problem.minimizer, theirs, rtol=0, atol=2e-14 / smallest)
    np.testing.assert_allclose(problem.beta, 1, rtol=1e-12)
    np.testing.assert_allclose(problem.alpha, smallest**2, rtol=1e-14 / smallest + 1e-7)
    np.testing.assert_allclose(problem.projection, np.eye(3), atol=1e-12)

    noisy = W @ X + 0.1 * rng.standard_normal((2, samples))
    problem, theirs = least_squares_problem(X, noisy), np.linalg.lstsq(X.T, noisy.T, rcond=1e-13)[0]
    scale = np.abs(theirs).max()
    np.testing.assert_allclose(problem.minimizer, theirs.T, rtol=0, atol=2e-14 / smallest * scale)
    residual = 0.5 * np.sum((theirs.T @ X - noisy) ** 2)
    np.testing.assert_allclose(problem.minimum, residual, rtol=1e-7, atol=(1e-14 * scale) ** 2)


@pytest.mark.parametrize("smallest", [1.0, 3e-7, 1e-10])
@pytest.mark.parametrize("samples", [3, 4, 500])
def test_rank_deficient_inputs_of_any_condition_number(smallest: float, samples: int) -> None:
    """Of six inputs three are seen; the minimizer is that of least norm."""
    rng = np.random.default_rng(2)
    seen = orthonormal_columns(rng.standard_normal((6, 3)))
    X = seen @ with_singular_values(rng, np.array([1.0, 0.5, smallest]), samples)
    W = rng.standard_normal((2, 6))
    problem = least_squares_problem(X, W @ X)
    np.testing.assert_allclose(problem.projection, seen @ seen.T, atol=1e-14 / smallest)
    np.testing.assert_allclose(problem.minimizer, W @ seen @ seen.T, atol=1e-13 / smallest)
    np.testing.assert_allclose(problem.alpha, min(0.5, smallest) ** 2, rtol=1e-13 / smallest)
    unseen = np.eye(6) - seen @ seen.T
    norms = seminorm(np.stack([W, W @ seen @ seen.T, W @ unseen]), problem)
    np.testing.assert_allclose(norms[0], norms[1], rtol=1e-13 / smallest)
    np.testing.assert_allclose(norms[2], 0, atol=1e-13 / smallest)


def test_every_problem_of_a_batch_is_solved_as_alone() -> None:
    rng = np.random.default_rng(3)
    spectra = [[1, 1, 1], [1, 1, 3e-7], [1, 0, 0], [1e9, 1, 1e-2], [2, 1, 1e-13], [1, 1, 0.3]]
    X = np.stack([with_singular_values(rng, np.array(singular), 40) for singular in spectra])
    Y = rng.standard_normal((len(spectra), 2, 40))
    alone = [least_squares_problem(*data) for data in zip(X, Y, strict=True)]
    for order in ([0, 1, 2, 3, 4, 5], [5, 0], [1, 0], [4, 2, 5]):
        together = least_squares_problem(X[order], Y[order])
        for r, i in enumerate(order):
            for field in fields(LeastSquares):
                ours, theirs = (getattr(p, field.name) for p in (together, alone[i]))
                np.testing.assert_array_equal(ours[r], theirs)


def test_drawn_eigenvalues_keep_their_digits_with_as_many_samples_as_inputs() -> None:
    """The limit law of m alpha for d_x = m (Edelman, SIAM J. Matrix Anal. Appl. 9, 1988)."""
    m = 60
    problem = draw_least_squares(
        np.random.default_rng(4),
        d_x=m,
        n_N=1,
        samples=m,
        target_variance=1.0,
        noise_variance=0.0,
        replicates=(3000,),
    )
    assert np.all(problem.alpha > 0)
    limit = stats.kstest(m * problem.alpha, lambda s: 1 - np.exp(-s / 2 - np.sqrt(s)))
    assert limit.pvalue > 1e-3
