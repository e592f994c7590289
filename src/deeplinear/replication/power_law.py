"""Fit a power law, with a confidence interval for its exponent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from deeplinear.arrays import Array


@dataclass(frozen=True)
class PowerLaw:
    """y = prefactor x^exponent exp(correction / x), and an interval for the exponent.

    Attributes
    ----------
    prefactor, exponent, correction : float
    low, high : float
        The interval for the exponent.
    error : float
        The standard error of the exponent.
    freedom : int
        Its degrees of freedom.
    """

    prefactor: float
    exponent: float
    correction: float
    low: float
    high: float
    error: float
    freedom: int

    def __call__(self, x: ArrayLike) -> Array:
        """The fitted y at x, of the same shape."""
        x = np.asarray(x, dtype=float)
        return self.prefactor * x**self.exponent * np.exp(self.correction / x)

    def p(self, exponent: float) -> float:
        """The two-sided p-value of an exponent, by the t-test that the interval inverts."""
        return float(2 * stdtr(self.freedom, -abs(self.exponent - exponent) / self.error))


def fit_power_law(x: ArrayLike, y: ArrayLike, *, confidence: float = 0.95) -> PowerLaw:
    """Least squares for log y = log prefactor + exponent log x + correction / x.

    The last term is the first of an expansion about x = inf. Without it the exponent would be that
    at the x of the fit, and its interval would not cover the exponent for large x: a width from
    which the law is as good as pure cannot be found by a test either, since keeping a width for
    want of evidence biases the exponent by as much as its own standard error.

    The interval uses the variance estimator HC3 (MacKinnon and White, J. Econometrics 29, 1985):
    each squared residual, over the square of one minus its leverage, estimates its own variance.
    So the spread may depend on x, as that of replicates at different widths does.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Positive. Independent observations; replicates repeat their x.
    confidence : float
        Confidence level of the interval.

    Raises
    ------
    ValueError
        If a number is not positive and finite, or there are too few different x to fit three
        numbers and know the spread around each.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if not (np.all(np.isfinite(x) & (x > 0)) and np.all(np.isfinite(y) & (y > 0))):
        raise ValueError("x and y must be positive and finite; omit the other points")
    values, counts = np.unique(x, return_counts=True)
    if len(values) < 3 or (len(values) == 3 and counts.min() == 1):
        raise ValueError(
            "a power law with a correction needs four different x, or three with two points each, "
            f"got {x.tolist()}"
        )
    log_x, log_y, scale = np.log(x), np.log(y), x.min()
    centre = log_x.mean()
    design = np.column_stack([np.ones_like(x), log_x - centre, scale / x])
    inverse = np.linalg.pinv(design)
    constant, exponent, correction = inverse @ log_y
    residual = log_y - design @ (constant, exponent, correction)
    leverage = np.sum(design * inverse.T, axis=1)
    error = float(np.linalg.norm(inverse[1] * residual / (1 - leverage)))
    freedom = len(x) - 3
    margin = stdtrit(freedom, 0.5 + confidence / 2) * error
    return PowerLaw(
        prefactor=float(np.exp(constant - exponent * centre)),
        exponent=float(exponent),
        correction=float(correction * scale),
        low=float(exponent - margin),
        high=float(exponent + margin),
        error=error,
        freedom=freedom,
    )
