"""Step size schedules: Algorithm 1 of xu2023, and those of Arora et al. and of Du et al."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.rate_polynomials import (
    RatePolynomial,
    gradient_bound,
    positive_root,
    rate_polynomial,
)
from deeplinear.papers.xu2023.spectra import (
    AbsentMargin,
    SpectralBounds,
    margin,
    spectral_bounds,
    spectral_norm,
    tau_spectrum,
)
from deeplinear.papers.xu2023.two_layer import Iterate, Schedule, Step, TwoLayerProblem

Rate = Literal["f_0", "f", "rho_hat", "rho"]
GradientNorm = Literal["exact", "bound"]
MarginAt = Literal["initial", "current"]


@dataclass(frozen=True)
class Guarantee:
    """The quantities of Theorem 3.1 at initialization.

    Attributes
    ----------
    bounds : SpectralBounds
        alpha_0, beta_0 and p_2.
    start : Iterate
    c_1, c_2 : float
        How far lambda_min(tau) may fall below alpha_0, and lambda_max(tau) rise above beta_0.
    absent_margin : {"p_1", "zero"}
        As in :func:`deeplinear.papers.xu2023.spectra.spectral_bounds`.
    """

    bounds: SpectralBounds
    start: Iterate
    c_1: float
    c_2: float
    absent_margin: AbsentMargin


def guarantee(
    problem: TwoLayerProblem,
    start: Iterate,
    *,
    c_1: float,
    c_2: float,
    absent_margin: AbsentMargin,
) -> Guarantee:
    """alpha_0, beta_0 and p_2 at initialization, with the slack c_1 and c_2.

    Parameters
    ----------
    problem : TwoLayerProblem
    start : Iterate
    c_1, c_2, absent_margin
        As in :class:`Guarantee`.

    Returns
    -------
    Guarantee

    Raises
    ------
    ValueError
        Unless 0 < c_1 < 1 < c_2 (Theorem 3.1).
    """
    if not 0 < c_1 < 1:
        raise ValueError(f"expected 0 < c_1 < 1 (xu2023, Theorem 3.1), got {c_1}; change c_1")
    if not c_2 > 1:
        raise ValueError(f"expected c_2 > 1 (xu2023, Theorem 3.1), got {c_2}; change c_2")
    bounds = spectral_bounds(problem, start, start.error_norm, absent_margin=absent_margin)
    return Guarantee(bounds, start, c_1, c_2, absent_margin)


def uniform_rate(problem: TwoLayerProblem, known: Guarantee, loss: Array) -> RatePolynomial:
    """f(., t), which depends on the run only through its loss L(t) (equation 27).

    Parameters
    ----------
    problem : TwoLayerProblem
    known : Guarantee
    loss : ndarray, shape (...)
        L(t); L(0) gives f(., 0).

    Returns
    -------
    RatePolynomial
    """
    return rate_polynomial(
        problem,
        lower=known.c_1 * known.bounds.alpha,
        upper=known.c_2 * known.bounds.beta,
        product=known.bounds.p_2,
        gradient=gradient_bound(problem, loss),
    )


def largest_step_size(problem: TwoLayerProblem, known: Guarantee) -> Array:
    """eta_max, the smaller of the positive roots of equation 30; zero where alpha_0 is zero.

    Theorem 3.1 does not cover alpha_0 = 0, where no positive step size is guaranteed.

    Parameters
    ----------
    problem : TwoLayerProblem
    known : Guarantee

    Returns
    -------
    ndarray, shape (...)
    """
    f_0 = uniform_rate(problem, known, known.start.loss)
    growth = 4 * known.c_2 * known.start.loss * problem.K
    with np.errstate(divide="ignore"):
        ratio = known.bounds.beta / known.bounds.alpha
    of_upper = growth / (known.c_2 - 1)
    of_lower = 2 * growth * np.where(np.isfinite(ratio), ratio, 0) / (1 - known.c_1)
    return positive_root(f_0.a_2 + np.maximum(of_upper, of_lower), f_0.a_3, f_0.a_4, f_0.a_1)


def rate(
    kind: Rate,
    problem: TwoLayerProblem,
    known: Guarantee,
    here: Iterate,
    *,
    gradient_norm: GradientNorm,
    margin_at: MarginAt,
) -> RatePolynomial:
    """One of the bounds h(., t) on L(t+1) / L(t) (equation 40).

    Parameters
    ----------
    kind : {"f_0", "f", "rho_hat", "rho"}
        f(., 0) and f(., t) (equation 27), rho_hat(., t) (equation 38), rho(., t) (equation 21).
    problem : TwoLayerProblem
    known : Guarantee
    here : Iterate
    gradient_norm : {"exact", "bound"}
        Used in rho: the norm of the gradient, or sqrt(2 K L(t)).
    margin_at : {"initial", "current"}
        Used in rho_hat: p_1 and p_2 from ||E(0)||_F or from ||E(t)||_F.

    Returns
    -------
    RatePolynomial
    """
    match kind:
        case "f_0":
            return uniform_rate(problem, known, known.start.loss)
        case "f":
            return uniform_rate(problem, known, here.loss)
        case "rho_hat":
            error = (known.start if margin_at == "initial" else here).error_norm
            bounds = spectral_bounds(problem, here, error, absent_margin=known.absent_margin)
            return rate_polynomial(
                problem,
                lower=bounds.alpha,
                upper=bounds.beta,
                product=bounds.p_2,
                gradient=gradient_bound(problem, here.loss),
            )
        case "rho":
            lower, upper = tau_spectrum(here.W_1, here.W_2)
            exact = gradient_norm == "exact"
            return rate_polynomial(
                problem,
                lower=lower,
                upper=upper,
                product=spectral_norm(here.product),
                gradient=np.linalg.norm(here.gradient, axis=(-2, -1))
                if exact
                else gradient_bound(problem, here.loss),
            )


def algorithm_1(
    kind: Rate,
    problem: TwoLayerProblem,
    known: Guarantee,
    *,
    gradient_norm: GradientNorm,
    margin_at: MarginAt,
) -> Schedule:
    """The step size that minimizes h(., t) up to eta_max (Algorithm 1, Claim 3.1).

    Parameters
    ----------
    kind, problem, known, gradient_norm, margin_at
        As in :func:`rate`.

    Returns
    -------
    callable
        Gives a Step by t and the iterate.
    """
    eta_max = largest_step_size(problem, known)

    def schedule(t: int, here: Iterate) -> Step:
        h = rate(kind, problem, known, here, gradient_norm=gradient_norm, margin_at=margin_at)
        eta = np.minimum(h.minimizer(), eta_max)
        return Step(eta, h(eta))

    return schedule


def arora(problem: TwoLayerProblem, start: Iterate, *, divisor: float) -> Schedule:
    """The constant step size p_1^3 / (divisor ||Y||_F^4) of Arora et al. (equation 142).

    Parameters
    ----------
    problem : TwoLayerProblem
    start : Iterate
    divisor : float
        6144 N^3 with N = 2 layers in arora2019, Theorem 1.

    Returns
    -------
    callable
        Gives a Step by t and the iterate.
    """
    eta = margin(problem, start.error_norm) ** 3 / (divisor * problem.norm_Y**4)
    step = Step(eta, np.full_like(eta, np.nan))
    return lambda t, here: step


def du(problem: TwoLayerProblem, *, precision: float) -> Schedule:
    """The decaying step size sqrt(epsilon / r) / (100 (t + 1) ||Y||_F^1.5) of Du et al. (141).

    Parameters
    ----------
    problem : TwoLayerProblem
    precision : float
        epsilon / ||Y||_F, the target loss in units of ||Y||_F; r is the rank of Y.

    Returns
    -------
    callable
        Gives a Step by t and the iterate.
    """
    rank = np.linalg.matrix_rank(problem.Y)
    first = np.sqrt(precision * problem.norm_Y / rank) / (100 * problem.norm_Y**1.5)
    no_rate = np.full_like(first, np.nan)
    return lambda t, here: Step(first / (t + 1), no_rate)
