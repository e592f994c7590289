"""Widths, and samples, whose products no integer of NumPy's holds: exact laws, and training."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.bartlett import bartlett_factor
from deeplinear.networks.chi_square import chi_square
from deeplinear.networks.conditioned_gaussian import conditioned_gaussian
from deeplinear.networks.conditioned_haar import conditioned_orthogonal
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.least_squares import draw_least_squares
from deeplinear.networks.network import Network
from tests.networks import laws

HUGE = [10**12, 10**18, 10**20]
ENGINES: list[tuple[Engine, Initialization, tuple[int, ...]]] = [
    ("reduced", "orthogonal", (1, 1, 1)),
    ("conditioned", "gaussian", (1, 1, 1)),
    ("conditioned", "gaussian", (3, 1, 2)),
    ("conditioned", "orthogonal", (1, 3, 2)),
]


def draw(
    engine: Engine, initialization: Initialization, widths: Sequence[int], iterations: int = 0
) -> Network:
    return draw_network(
        np.random.default_rng(1),
        widths,
        engine=engine,
        initialization=initialization,
        iterations=iterations,
    )


def standardized(squares: Array, degrees: float) -> Array:
    """Chi-square variables of very many degrees of freedom are normal."""
    return (squares - degrees) / math.sqrt(2 * degrees)


@pytest.mark.parametrize("degrees", [1, 7, 10**4, 10**12, 2**63 - 1, 2**63, 2**64, 10**20, 10**25])
def test_chi_square_variables_have_their_law(degrees: int) -> None:
    squares = chi_square(np.random.default_rng(degrees % 1000), degrees, (4000,))
    if degrees <= 10**4:
        assert stats.kstest(squares, stats.chi2(degrees).cdf).pvalue > 1e-3
    else:
        assert stats.kstest(standardized(squares, degrees), "norm").pvalue > 1e-3
    assert abs(standardized(squares, degrees).mean()) < 4.5 / math.sqrt(4000)


def test_no_degrees_of_freedom_give_zero() -> None:
    found = chi_square(np.random.default_rng(0), np.array([0.0, 3.0]), (5, 2))
    assert np.all(found[:, 0] == 0)
    assert np.all(found[:, 1] > 0)


@pytest.mark.parametrize("columns", HUGE)
def test_bartlett_factors_of_wide_matrices_have_chi_variables_on_the_diagonal(columns: int) -> None:
    factors = bartlett_factor(np.random.default_rng(2), 3, columns, (1500,))
    diagonal = standardized(np.diagonal(factors, axis1=-2, axis2=-1) ** 2, columns)
    below = factors[:, [1, 2, 2], [0, 0, 1]]
    tests = [stats.kstest(entries, "norm").pvalue for entries in (*diagonal.T, *below.T)]
    assert laws.none_rejected(tests)


@pytest.mark.parametrize("n", HUGE)
@pytest.mark.parametrize(("engine", "initialization", "shape"), ENGINES)
def test_networks_of_any_width_follow_the_convex_problem(
    engine: Engine, initialization: Initialization, shape: tuple[int, ...], n: int
) -> None:
    iterations = 60
    widths = [6, *(factor * n for factor in shape), 2]
    network = draw(engine, initialization, widths, iterations)
    laws.check_follows_the_convex_problem(network, laws.problem_of(6, 2), iterations)


@pytest.mark.parametrize("n", HUGE)
@pytest.mark.parametrize(("engine", "initialization", "shape"), ENGINES)
def test_norms_are_those_of_the_whole_matrices(
    engine: Engine, initialization: Initialization, shape: tuple[int, ...], n: int
) -> None:
    """sqrt(n_k n_{k-1}); of a Gaussian matrix up to a part of 1 / sqrt(2 n_k n_{k-1})."""
    widths = [6, *(factor * n for factor in shape), 2]
    expected = [math.sqrt(a * b) for a, b in zip(widths[1:], widths[:-1], strict=True)]
    tolerance = 4.5 / math.sqrt(2 * 2 * n) if initialization == "gaussian" else 0
    norms = draw(engine, initialization, widths).draw_norms()
    np.testing.assert_allclose(norms, expected, rtol=1e-15 + tolerance)


@pytest.mark.parametrize("n", HUGE[:2])
def test_gaussian_norms_have_their_law_after_training(n: int) -> None:
    widths = [6, n, 2 * n, 2]
    network = conditioned_gaussian(np.random.default_rng(4), widths, 2, replicates=(800,))
    laws.train(network, laws.problem_of(6, 2), 2)
    squares = network.draw_norms() ** 2
    degrees = [a * b for a, b in zip(widths[1:], widths[:-1], strict=True)]
    # Beyond, the spread is below the rounding errors.
    tests = [
        stats.kstest(standardized(square, d), "norm").pvalue
        for square, d in zip(squares.T, degrees, strict=True)
        if d < 10**25
    ]
    assert len(tests) >= 2
    assert laws.none_rejected(tests)


@pytest.mark.parametrize("n", HUGE)
def test_at_the_first_step_orthogonal_layers_move_equally_far(n: int) -> None:
    """So the ratios of relative movements are those of the norms."""
    problem = laws.problem_of(6, 2)
    for network in (
        draw("reduced", "orthogonal", [6, n, n, 2], 1),
        conditioned_orthogonal(np.random.default_rng(5), [6, n, n, 2], 1),
    ):
        r_1, r_2, r_3 = laws.train(network, problem, 1).movement[1]
        np.testing.assert_allclose([r_1 / r_2, r_3 / r_2], [(n / 6) ** 0.5, (n / 2) ** 0.5])


@pytest.mark.parametrize(("engine", "initialization", "shape"), ENGINES)
def test_integers_of_numpy_s_give_the_same_networks(
    engine: Engine, initialization: Initialization, shape: tuple[int, ...]
) -> None:
    """The product of two such widths overflows in 64 bits, without an error."""
    widths = [6, *(factor * 10**12 for factor in shape), 2]
    ours, theirs = (draw(engine, initialization, w) for w in (widths, list(np.array(widths))))
    np.testing.assert_array_equal(ours.end_to_end, theirs.end_to_end)
    np.testing.assert_array_equal(ours.draw_norms(), theirs.draw_norms())


@pytest.mark.parametrize("samples", HUGE)
def test_problems_with_any_number_of_samples(samples: int) -> None:
    """tr X X^T and 2 L(W_*) over the noise's variance are chi-square variables."""
    problem = draw_least_squares(
        np.random.default_rng(6),
        d_x=3,
        n_N=2,
        samples=samples,
        target_variance=4.0,
        noise_variance=0.5,
        replicates=(1500,),
    )
    trace = np.trace(problem.gram, axis1=-2, axis2=-1)
    tests = [
        stats.kstest(standardized(trace, 3 * samples), "norm").pvalue,
        stats.kstest(standardized(problem.minimum / 0.25, 2 * (samples - 3)), "norm").pvalue,
        stats.kstest(problem.minimizer.ravel() / 2, "norm").pvalue,
    ]
    assert laws.none_rejected(tests)
