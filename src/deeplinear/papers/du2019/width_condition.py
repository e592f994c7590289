"""Theorem 4.1 of du2019: the width that it requires and the rate that it guarantees."""

import math

import numpy as np

from deeplinear.networks.least_squares import LeastSquares


def required_width(
    problem: LeastSquares, depth: int, *, constant: float, failure_probability: float
) -> float:
    """The right side of condition (4): the smallest hidden width m that meets it.

    C L max{r kappa^3 d_out (1 + ||Phi||^2), r kappa^3 log(r / delta), log L}, where r is the rank
    of X, kappa the condition number of X^T X and Phi the minimizer of smallest spectral norm.

    Parameters
    ----------
    problem : LeastSquares
        A single one. Its minimizer W_* P_X is Phi, since projecting the rows increases no
        spectral norm.
    depth : int
        L, the number of weight matrices.
    constant : float
        C, "sufficiently large" in the paper, which gives no value.
    failure_probability : float
        delta, in (0, 1).

    Returns
    -------
    float
    """
    r = round(float(np.trace(problem.projection)))
    kappa = float(problem.beta / problem.alpha)
    d_out = problem.minimizer.shape[-2]
    size = float(np.linalg.norm(problem.minimizer, 2))
    data = r * kappa**3 * max(d_out * (1 + size**2), math.log(r / failure_probability))
    return constant * depth * max(data, math.log(depth))


def guaranteed_factor(problem: LeastSquares, depth: int, eta: float) -> float:
    """The rate 1 - eta L lambda_r(X^T X) / (4 d_out), a bound on the decrease of l(t) - OPT.

    Parameters
    ----------
    problem : LeastSquares
        A single one.
    depth : int
        L.
    eta : float
        The step size, at most d_out / (3 L ||X^T X||).

    Returns
    -------
    float
        Below 1.
    """
    d_out = problem.minimizer.shape[-2]
    return 1 - eta * depth * float(problem.alpha) / (4 * d_out)
