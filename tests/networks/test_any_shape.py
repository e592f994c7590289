"""Conditioned engines at random shapes: bases are orthonormal, and a dense replay agrees."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from deeplinear.networks.conditioned_gaussian import conditioned_gaussian
from deeplinear.networks.conditioned_haar import conditioned_orthogonal
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.least_squares import least_squares_problem
from deeplinear.networks.network import Network
from tests.networks.laws import check_orthonormal, queried_spaces, replayable

reproducible = settings(derandomize=True, deadline=None, max_examples=100)


@dataclass(frozen=True)
class Case:
    """A training; X has a rank of its own, the target may be zero, large steps may diverge."""

    widths: list[int]
    samples: int
    rank: int
    target: float
    iterations: int
    factor: float
    seed: int


@st.composite
def cases(draw: st.DrawFn, one_peak: bool) -> Case:
    n_0, n_N, samples = (draw(st.integers(1, most)) for most in (7, 4, 9))
    # Short trainings leave most of a space unknown, long ones complete the narrow ones.
    longest = st.sampled_from([60, 500]) if n_N == 1 else st.just(60 // n_N)
    hidden = draw(st.lists(st.integers(1, 80) | st.just(10**9), min_size=one_peak, max_size=5))
    if one_peak:
        p = draw(st.integers(0, len(hidden) - 1))
        rising, falling = (
            [max(n, least) for n in part] for part, least in ((hidden[:p], n_0), (hidden[p:], n_N))
        )
        rising.append(max(*rising, *falling, n_0))
        hidden = sorted(rising) + sorted(falling, reverse=True)[1:]
    return Case(
        widths=[n_0, *hidden, n_N],
        samples=samples,
        rank=draw(st.integers(1, min(n_0, samples))),
        target=draw(st.sampled_from([1.0, 0.0])),
        iterations=draw(st.integers(0, 12) | longest),
        factor=draw(st.sampled_from([0.5, 0.01, 30.0])),
        seed=draw(st.integers(0, 999)),
    )


def check(case: Case, network: Network) -> None:
    (n_0, *_, n_N), T = case.widths, case.iterations
    rng = np.random.default_rng(case.seed)
    X = rng.standard_normal((n_0, case.rank)) @ rng.standard_normal((case.rank, case.samples))
    problem = least_squares_problem(X, case.target * rng.standard_normal((n_N, case.samples)))
    eta = step_size(case.factor, depth=network.depth, n_N=n_N, beta=float(problem.beta))
    loss = gradient_descent(network, problem, eta, T).loss
    check_orthonormal(queried_spaces(network))
    replay = gradient_descent(replayable(network), problem, eta, T).loss
    # Runs that leave their descent magnify rounding errors.
    calm = np.logical_and.accumulate(loss == np.minimum.accumulate(loss))
    np.testing.assert_allclose(loss[calm], replay[calm], rtol=1e-7, atol=1e-9 * loss[0])


@reproducible
@given(cases(one_peak=False))
def test_gaussian_matrices(case: Case) -> None:
    rng = np.random.default_rng([1, case.seed])
    check(case, conditioned_gaussian(rng, case.widths, case.iterations))


@reproducible
@given(cases(one_peak=True))
def test_haar_frames(case: Case) -> None:
    rng = np.random.default_rng([1, case.seed])
    check(case, conditioned_orthogonal(rng, case.widths, case.iterations))
