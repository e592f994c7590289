"""The quartics in the step size that bound L(t+1) / L(t) (xu2023, equations 21, 27 and 38)."""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.two_layer import TwoLayerProblem

NEWTON_STEPS = 8  # from three times the root to rounding error; each step doubles the digits


@dataclass(frozen=True)
class RatePolynomial:
    """h(eta) = 1 - a_1 eta + a_2 eta^2 + a_3 eta^3 + a_4 eta^4 (equation 27).

    Every coefficient has shape (...) and is not negative.

    Attributes
    ----------
    a_1, a_2, a_3, a_4 : ndarray, shape (...)
        Not negative.
    """

    a_1: Array
    a_2: Array
    a_3: Array
    a_4: Array

    def __call__(self, eta: Array) -> Array:
        """h(eta)."""
        return 1 - eta * (self.a_1 - eta * (self.a_2 + eta * (self.a_3 + eta * self.a_4)))

    def minimizer(self) -> Array:
        """The positive root of h' (Claim 3.1); zero if a_1 is zero."""
        return positive_root(2 * self.a_2, 3 * self.a_3, 4 * self.a_4, self.a_1)


def rate_polynomial(
    problem: TwoLayerProblem, *, lower: Array, upper: Array, product: Array, gradient: Array
) -> RatePolynomial:
    """The polynomial of Lemma 3.1, given bounds on its four quantities.

    It is decreasing in `lower` and increasing in the others, so rho <= rho_hat <= f whenever the
    bounds are ordered in this way (Proposition 3.2).

    Parameters
    ----------
    problem : TwoLayerProblem
    lower, upper : ndarray, shape (...)
        Bounds on the spectrum of tau: its extreme eigenvalues (rho), alpha_t and beta_t (rho_hat),
        or c_1 alpha_0 and c_2 beta_0 (f).
    product : ndarray, shape (...)
        sigma_max(W) (rho) or p_2.
    gradient : ndarray, shape (...)
        The Frobenius norm of the convex loss's gradient, or :func:`gradient_bound`.

    Returns
    -------
    RatePolynomial
    """
    mu, K = problem.mu, problem.K
    push = product * gradient
    return RatePolynomial(
        a_1=2 * mu * lower,
        a_2=mu * (K * upper**2 + 2 * push),
        a_3=2 * mu * K * upper * push,
        a_4=mu * K * push**2,
    )


def gradient_bound(problem: TwoLayerProblem, loss: Array) -> Array:
    """The upper bound sqrt(2 K L) on the gradient's Frobenius norm (Lemma C.2).

    Parameters
    ----------
    problem : TwoLayerProblem
    loss : ndarray, shape (...)
        L.

    Returns
    -------
    ndarray, shape (...)
    """
    return np.sqrt(2 * problem.K * loss)


def loss_bound(loss: Array, rate: Array, *, first_factor: int) -> Array:
    """The bound on L(t): L(0) times the product of h(eta_k, k) (equation 37).

    Parameters
    ----------
    loss, rate : ndarray, shape (..., T + 1)
    first_factor : int
        The index of the first of t factors. With 0 the product ends at k = t - 1 and bounds the
        loss (equation 37); with 1 it ends at k = t, one index late.

    Returns
    -------
    ndarray, shape (..., T + 1)
    """
    factors = rate[..., first_factor : first_factor + loss.shape[-1] - 1]
    return loss[..., :1] * np.concatenate(
        [np.ones_like(loss[..., :1]), np.cumprod(factors, axis=-1)], axis=-1
    )


def positive_root(linear: Array, quadratic: Array, cubic: Array, constant: Array) -> Array:
    """The positive root of linear x + quadratic x^2 + cubic x^3 = constant, elementwise.

    The left side is convex and increasing for x > 0, so Newton's method started to the right of the
    root decreases monotonically. It starts where a single term reaches the constant, at no more
    than three times the root.

    Parameters
    ----------
    linear, quadratic, cubic, constant : ndarray, shape (...)
        Not negative; `linear` is positive unless `constant` is zero, and then the root is zero.

    Returns
    -------
    ndarray, shape (...)
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        x = constant / linear
        for coefficient, degree in ((quadratic, 2), (cubic, 3)):
            alone = (constant / coefficient) ** (1 / degree)
            x = np.where(coefficient > 0, np.minimum(x, alone), x)
        for _ in range(NEWTON_STEPS):
            value = x * (linear + x * (quadratic + x * cubic)) - constant
            slope = linear + x * (2 * quadratic + x * 3 * cubic)
            x = x - value / slope
    return np.where(constant > 0, x, 0.0)
