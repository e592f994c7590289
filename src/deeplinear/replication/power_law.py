"""Fit a power law, with a confidence interval for its exponent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from deeplinear.arrays import Array


@dataclass(frozen=True)
class PowerLaw:
    """y = prefactor x^exponent, and an interval for the exponent."""

    prefactor: float
    exponent: float
    low: float
    high: float

    def __call__(self, x: ArrayLike) -> Array:
        """The fitted y at x, of the same shape."""
        return self.prefactor * np.asarray(x, dtype=float) ** self.exponent


def fit_power_law(x: ArrayLike, y: ArrayLike, *, confidence: float = 0.95) -> PowerLaw:
    """Least squares for log y = log prefactor + exponent log x.

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
        If a number is not positive and finite, or all points but one share a single x: then the
        spread around that point is unknown.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if not (np.all(np.isfinite(x) & (x > 0)) and np.all(np.isfinite(y) & (y > 0))):
        raise ValueError("x and y must be positive and finite; omit the other points")
    values, counts = np.unique(x, return_counts=True)
    if len(values) < 2 or (len(values) == 2 and counts.min() == 1):
        raise ValueError(
            f"a power law needs three different x, or two with two points each, got {x.tolist()}"
        )
    log_x, log_y = np.log(x), np.log(y)
    u = log_x - log_x.mean()
    exponent = u @ log_y / (u @ u)
    intercept = log_y.mean() - exponent * log_x.mean()
    residual = log_y - intercept - exponent * log_x
    leverage = 1 / len(u) + u**2 / (u @ u)
    error = np.linalg.norm(u * residual / (1 - leverage)) / (u @ u)
    margin = stdtrit(len(u) - 2, 0.5 + confidence / 2) * error
    return PowerLaw(
        prefactor=float(np.exp(intercept)),
        exponent=float(exponent),
        low=float(exponent - margin),
        high=float(exponent + margin),
    )
