"""What xu2023 proves of its bounds, along runs of gradient descent."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
import pytest
from scipy.optimize import brentq

from deeplinear.arrays import Array
from deeplinear.networks.balanced import balanced_spectral, start_scale
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.papers.xu2023.imbalance import Imbalance
from deeplinear.papers.xu2023.rate_polynomials import (
    RatePolynomial,
    gradient_bound,
    loss_bound,
    positive_root,
    rate_polynomial,
)
from deeplinear.papers.xu2023.spectra import (
    alpha,
    beta,
    largest_product,
    margin,
    spectral_bounds,
    spectral_norm,
    tau_spectrum,
)
from deeplinear.papers.xu2023.step_sizes import (
    GradientNorm,
    Guarantee,
    MarginAt,
    Rate,
    algorithm_1,
    arora,
    du,
    guarantee,
    largest_step_size,
    rate,
    uniform_rate,
)
from deeplinear.papers.xu2023.two_layer import (
    Iterate,
    Step,
    TwoLayerProblem,
    descend,
    iterate,
    reduce_hidden_width,
    two_layer_problem,
)

KINDS: tuple[Rate, ...] = ("rho", "rho_hat", "f", "f_0")
GRADIENT_NORMS: tuple[GradientNorm, ...] = ("exact", "bound")
MARGINS_AT: tuple[MarginAt, ...] = ("initial", "current")
SLACK = 1 + 1e-12
RUNS = 4


@dataclass(frozen=True)
class Setup:
    problem: TwoLayerProblem
    W_1: Array
    W_2: Array
    known: Guarantee


def imbalanced(n: int, m: int, condition: float) -> Setup:
    rng = np.random.default_rng([n, m, int(condition)])
    frames = [orthonormal_columns(rng.standard_normal((n, n))) for _ in range(2 * RUNS)]
    scales = np.diag(np.linspace(1, np.sqrt(condition), n))
    X = np.stack([frames[2 * r] @ scales @ frames[2 * r + 1] for r in range(RUNS)])
    Y = X @ rng.standard_normal((RUNS, n, m)) / n
    q = start_scale(2.0, sigma_means="variance_difference")
    W_1, W_2 = reduce_hidden_width(
        q * rng.standard_normal((RUNS, n, 200)), rng.standard_normal((RUNS, 200, m)) / q
    )
    return prepared(X, Y, W_1, W_2)


def with_margin(n: int, m: int, noise: float) -> Setup:
    rng = np.random.default_rng([n, m])
    target = rng.standard_normal((RUNS, n, m)) / 2
    Y = target + noise * rng.standard_normal((RUNS, n, m))
    return prepared(np.tile(np.eye(n), (RUNS, 1, 1)), Y, *balanced_spectral(target, n + m))


def prepared(X: Array, Y: Array, W_1: Array, W_2: Array) -> Setup:
    problem = two_layer_problem(X, Y)
    known = guarantee(problem, iterate(problem, W_1, W_2), c_1=0.5, c_2=1.5, absent_margin="zero")
    assert (known.bounds.alpha > 0).all()
    return Setup(problem, W_1, W_2, known)


SETUPS: dict[str, Callable[[], Setup]] = {
    "square": lambda: imbalanced(6, 6, 1),
    "ill-conditioned": lambda: imbalanced(6, 6, 4),
    "tall": lambda: imbalanced(6, 2, 2),
    "flat": lambda: imbalanced(3, 5, 2),
    "margin, one output": lambda: with_margin(20, 1, 0.04),
    "margin, square": lambda: with_margin(3, 3, 0.002),
}


@pytest.fixture(params=SETUPS, scope="module")
def setup(request: pytest.FixtureRequest) -> Setup:
    return SETUPS[request.param]()


def visited(
    setup: Setup, schedule: Callable[[int, Iterate], Step], iterations: int
) -> list[Iterate]:
    places = []

    def recorded(t: int, here: Iterate) -> Step:
        places.append(here)
        return schedule(t, here)

    descend(setup.problem, setup.W_1, setup.W_2, recorded, iterations)
    return places


def at_the_limit(setup: Setup) -> Callable[[int, Iterate], Step]:
    eta_max = largest_step_size(setup.problem, setup.known)
    return lambda t, here: Step(eta_max, eta_max)


def test_proposition_3_2(setup: Setup) -> None:
    """0 <= rho <= rho_hat <= f <= f(., 0) < 1 for every eta up to eta_max."""
    problem, known = setup.problem, setup.known
    eta_max = largest_step_size(problem, known)
    places = visited(setup, at_the_limit(setup), 25)
    for here, gradient_norm, margin_at in product(places, GRADIENT_NORMS, MARGINS_AT):
        polynomials = [
            rate(kind, problem, known, here, gradient_norm=gradient_norm, margin_at=margin_at)
            for kind in KINDS
        ]
        for part in (1e-3, 0.1, 0.5, 1.0):
            rho, rho_hat, f, f_0 = (h(part * eta_max) for h in polynomials)
            assert (rho >= 0).all()
            assert (rho <= rho_hat * SLACK).all()
            assert (rho_hat <= f * SLACK).all()
            assert (f <= f_0 * SLACK).all()
            assert (f_0 < 1).all()


def test_proposition_3_1(setup: Setup) -> None:
    """f(eta, t) >= 1 - 1 / kappa for every positive eta."""
    best = 1 - setup.problem.mu / setup.problem.K
    eta_max = largest_step_size(setup.problem, setup.known)
    for here in visited(setup, at_the_limit(setup), 10):
        f = uniform_rate(setup.problem, setup.known, here.loss)
        for part in np.geomspace(1e-3, 10, 20):
            assert (f(part * eta_max) >= best - 1e-12).all()
        assert (f(f.minimizer()) >= best - 1e-12).all()


def test_theorem_3_1_spectral_bounds_along_the_run(setup: Setup) -> None:
    known, problem = setup.known, setup.problem
    schedules = [
        at_the_limit(setup),
        *(
            algorithm_1(kind, problem, known, gradient_norm="exact", margin_at="initial")
            for kind in KINDS
        ),
    ]
    n, m = problem.Y.shape[-2:]
    p_1, p_2 = (bound(problem, known.start.error_norm) for bound in (margin, largest_product))
    for here in chain.from_iterable(visited(setup, schedule, 40) for schedule in schedules):
        smallest, largest = tau_spectrum(here.W_1, here.W_2)
        now = spectral_bounds(problem, here, here.error_norm, absent_margin="zero")
        assert (known.c_1 * known.bounds.alpha <= smallest * SLACK).all()
        assert (largest <= known.c_2 * known.bounds.beta * SLACK).all()
        assert (now.alpha <= smallest * SLACK).all()
        assert (largest <= now.beta * SLACK).all()
        singular = np.linalg.svd(here.product, compute_uv=False)
        assert (p_1 <= singular[..., min(n, m) - 1] * SLACK).all()
        assert (singular[..., 0] <= p_2 * SLACK).all()
        np.testing.assert_allclose(spectral_norm(here.product), singular[..., 0], rtol=1e-12)


def test_loss_falls_at_least_as_the_rate_says(setup: Setup) -> None:
    """L(t+1) <= h(eta_t, t) L(t) (equation 39), hence the bound of equation 37."""
    for kind, gradient_norm, margin_at in product(KINDS, GRADIENT_NORMS, MARGINS_AT):
        schedule = algorithm_1(
            kind, setup.problem, setup.known, gradient_norm=gradient_norm, margin_at=margin_at
        )
        run = descend(setup.problem, setup.W_1, setup.W_2, schedule, 40)
        step = run.rate[:, :-1] * run.loss[:, :-1]
        path = loss_bound(run.loss, run.rate, first_factor=0)
        assert (run.loss[:, 1:] <= step * (1 + 1e-9)).all(), (kind, gradient_norm, margin_at)
        assert (run.loss <= path * (1 + 1e-9)).all(), (kind, gradient_norm, margin_at)


def test_step_size_minimizes_the_rate_up_to_the_limit(setup: Setup) -> None:
    """Claim 3.1."""
    eta_max = largest_step_size(setup.problem, setup.known)
    for kind in KINDS:
        h = rate(
            kind,
            setup.problem,
            setup.known,
            setup.known.start,
            gradient_norm="bound",
            margin_at="initial",
        )
        schedule = algorithm_1(
            kind, setup.problem, setup.known, gradient_norm="bound", margin_at="initial"
        )
        chosen = schedule(0, setup.known.start)
        grid = eta_max * np.linspace(0, 1, 501)[:, None]
        assert (chosen.size <= eta_max).all()
        assert (h(grid) >= chosen.rate - 1e-12).all()


def test_largest_step_size_solves_equation_30(setup: Setup) -> None:
    known, problem = setup.known, setup.problem
    L, kappa = known.start.loss, problem.K / problem.mu
    mu, p_2, b = problem.mu, known.bounds.p_2, known.c_2 * known.bounds.beta
    a_1 = 2 * known.c_1 * known.bounds.alpha * mu
    a_2 = 2 * np.sqrt(2 * kappa * L * mu**3) * p_2 + kappa * mu**2 * b**2
    a_3 = 2 * np.sqrt(2 * kappa**3 * L * mu**5) * b * p_2
    a_4 = 2 * kappa**2 * mu**3 * p_2**2 * L
    f_0 = uniform_rate(problem, known, L)
    for ours, printed in zip(
        (f_0.a_1, f_0.a_2, f_0.a_3, f_0.a_4), (a_1, a_2, a_3, a_4), strict=True
    ):
        np.testing.assert_allclose(ours, printed, rtol=1e-12)
    extra_1 = 4 * known.c_2 * L * problem.K / (known.c_2 - 1)
    extra_2 = 8 * b * L * problem.K / ((1 - known.c_1) * known.bounds.alpha)
    for run in range(RUNS):
        roots = [
            brentq(
                lambda x, e=extra, r=run: (
                    a_4[r] * x**3 + a_3[r] * x**2 + (a_2[r] + e[r]) * x - a_1[r]
                ),
                0,
                a_1[run] / a_2[run],
                xtol=1e-300,
                rtol=1e-14,
            )
            for extra in (extra_1, extra_2)
        ]
        np.testing.assert_allclose(largest_step_size(problem, known)[run], min(roots), rtol=1e-12)


def test_rho_is_equation_21(setup: Setup) -> None:
    problem, here = setup.problem, setup.known.start
    low, high = tau_spectrum(here.W_1, here.W_2)
    g = np.linalg.norm(here.gradient, axis=(-2, -1))
    s = spectral_norm(here.product)
    mu, K, eta = problem.mu, problem.K, 0.7 * largest_step_size(problem, setup.known)
    printed = (
        1
        - 2 * eta * mu * low
        + K * mu * eta**2 * high**2
        + 2 * eta**2 * mu * s * g
        + 2 * eta**3 * mu * K * high * s * g
        + eta**4 * mu * K * s**2 * g**2
    )
    rho = rate_polynomial(problem, lower=low, upper=high, product=s, gradient=g)
    np.testing.assert_allclose(rho(eta), printed, rtol=1e-12)
    assert (g <= gradient_bound(problem, here.loss) * SLACK).all()


def test_alpha_and_beta_are_table_2() -> None:
    rng = np.random.default_rng(7)
    values = np.sort(rng.exponential(size=(2, 2, 100)), axis=1)
    imbalance = Imbalance(values[0, 1], values[1, 1], values[0, 0], values[1, 0])
    p = rng.exponential(size=100)
    plus, minus, gap = imbalance.delta_plus, imbalance.delta_minus, imbalance.delta
    printed = (-plus + np.sqrt((plus + gap) ** 2 + 4 * p**2)) / 2 + (
        -minus + np.sqrt((minus + gap) ** 2 + 4 * p**2)
    ) / 2
    np.testing.assert_allclose(alpha(imbalance, p, p), printed, rtol=1e-12)
    np.testing.assert_allclose(
        beta(imbalance, p),
        sum((v + np.sqrt(v**2 + 4 * p**2)) / 2 for v in (values[0, 1], values[1, 1])),
        rtol=1e-12,
    )


def test_alpha_keeps_its_digits_under_a_large_imbalance() -> None:
    imbalance = Imbalance(*(np.array(v) for v in (1e12, 0.0, 0.0, 0.0)))
    assert alpha(imbalance, np.array(0.0), np.array(1.0)) == pytest.approx(1e-12, rel=1e-12)
    assert alpha(imbalance, np.array(0.0), np.array(0.0)) == 0


def test_p_1_in_both_roots_is_no_lower_bound_for_one_output() -> None:
    """With m < n and a perfect start Table 2's alpha_0 as printed is twice lambda_min(tau)."""
    setup = with_margin(20, 1, 0.0)
    start = setup.known.start
    smallest, _ = tau_spectrum(start.W_1, start.W_2)
    printed, ours = (
        spectral_bounds(setup.problem, start, start.error_norm, absent_margin=reading).alpha
        for reading in ("p_1", "zero")
    )
    np.testing.assert_allclose(ours, smallest, rtol=1e-7)
    np.testing.assert_allclose(printed, 2 * smallest, rtol=1e-7)


def test_positive_root_over_many_orders_of_magnitude() -> None:
    rng = np.random.default_rng(3)
    c = 10.0 ** rng.uniform(-12, 12, size=(4, 300))
    c[1, ::7], c[2, ::11] = 0, 0
    root = positive_root(*c)
    terms = np.stack([c[0] * root, c[1] * root**2, c[2] * root**3])
    np.testing.assert_allclose(terms.sum(axis=0), c[3], rtol=1e-13)
    assert (root > 0).all()
    assert positive_root(np.array(1.0), np.array(0.0), np.array(0.0), np.array(0.0)) == 0


def test_bound_with_the_late_index_leaves_out_the_first_factor() -> None:
    loss, h = np.array([[8.0, 4.0, 2.0]]), np.array([[0.5, 0.25, 0.125]])
    np.testing.assert_array_equal(loss_bound(loss, h, first_factor=0), [[8, 4, 1]])
    np.testing.assert_array_equal(loss_bound(loss, h, first_factor=1), [[8, 2, 0.25]])


@pytest.mark.parametrize(("c_1", "c_2"), [(0.0, 1.5), (1.0, 1.5), (1.2, 0.8), (0.5, 1.0)])
def test_slack_outside_theorem_3_1_is_refused(c_1: float, c_2: float) -> None:
    setup = SETUPS["square"]()
    wrong = f"c_1, got {c_1}" if not 0 < c_1 < 1 else f"got {c_2}"
    with pytest.raises(ValueError, match=rf"expected .*{wrong.split(', ')[-1]}; change c_[12]"):
        guarantee(setup.problem, setup.known.start, c_1=c_1, c_2=c_2, absent_margin="zero")


def test_without_margin_and_imbalance_algorithm_1_stands_still() -> None:
    """alpha_0 = 0: no step size is guaranteed, and the run does not move."""
    rng = np.random.default_rng(0)
    problem = two_layer_problem(np.eye(4)[None], rng.standard_normal((1, 4, 2)))
    zeros = np.zeros((1, 4, 6)), np.zeros((1, 6, 2))
    known = guarantee(problem, iterate(problem, *zeros), c_1=0.5, c_2=1.5, absent_margin="zero")
    assert known.bounds.alpha == 0
    assert largest_step_size(problem, known) == 0
    for kind in KINDS:
        schedule = algorithm_1(kind, problem, known, gradient_norm="exact", margin_at="initial")
        run = descend(problem, *zeros, schedule, 5)
        np.testing.assert_array_equal(run.step_size, 0)
        np.testing.assert_array_equal(run.rate, 1)
        np.testing.assert_array_equal(run.loss, run.loss[:, :1] * np.ones(6))


def test_step_sizes_of_the_earlier_papers() -> None:
    setup = with_margin(20, 1, 0.04)
    start, problem = setup.known.start, setup.problem
    norm = np.linalg.norm(problem.Y, axis=(-2, -1))
    fixed = arora(problem, start, divisor=6144 * 2**3)
    for t in (0, 9):
        np.testing.assert_allclose(
            fixed(t, start).size, margin(problem, start.error_norm) ** 3 / (49152 * norm**4)
        )
    decaying = du(problem, precision=1.0)
    np.testing.assert_allclose(decaying(0, start).size, np.sqrt(norm) / (100 * norm**1.5))
    np.testing.assert_allclose(decaying(9, start).size, decaying(0, start).size / 10)
    assert np.isnan(fixed(0, start).rate).all()
    assert np.isnan(decaying(0, start).rate).all()


def test_rate_polynomial_is_evaluated_as_written() -> None:
    h = RatePolynomial(*(np.array(a) for a in (1.0, 2.0, 3.0, 4.0)))
    assert h(np.array(0.5)) == pytest.approx(1 - 0.5 + 2 * 0.25 + 3 * 0.125 + 4 * 0.0625)
