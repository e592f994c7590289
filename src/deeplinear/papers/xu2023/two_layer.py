"""Gradient descent for two-layer linear networks (xu2023, equations 1-4 and 17).

Row convention: L(W_1, W_2) = 1/2 ||Y - X W_1 W_2||_F^2 with W_1 of shape (n, h) and W_2 of shape
(h, m). Leading axes are independent runs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.least_squares import (
    diverged_to_inf,
)


@dataclass(frozen=True)
class TwoLayerProblem:
    """The data, with the norms used by the convergence bounds.

    Attributes
    ----------
    X : ndarray, shape (..., n, n)
        One sample per row.
    Y : ndarray, shape (..., n, m)
    mu, K : ndarray, shape (...)
        sigma_min(X)^2 and sigma_max(X)^2: constants of the Polyak-Lojasiewicz inequality and of
        smoothness; kappa = K / mu.
    norm_Y : ndarray, shape (...)
        ||Y||_F.
    sigma_min_Y : ndarray, shape (...)
        The smallest of the min(n, m) singular values of Y.
    """

    X: Array
    Y: Array
    mu: Array
    K: Array
    norm_Y: Array
    sigma_min_Y: Array


@dataclass(frozen=True)
class Iterate:
    """An iterate of gradient descent.

    Attributes
    ----------
    W_1 : ndarray, shape (..., n, h)
    W_2 : ndarray, shape (..., h, m)
    product : ndarray, shape (..., n, m)
        W = W_1 W_2.
    gradient : ndarray, shape (..., n, m)
        That of the convex loss, -X^T (Y - X W); xu2023's text loses the sign after equation 3.
    loss : ndarray, shape (...)
        L(W_1, W_2).
    """

    W_1: Array
    W_2: Array
    product: Array
    gradient: Array
    loss: Array

    @property
    def error_norm(self) -> Array:
        """||E||_F with E = Y - X W, shape (...)."""
        return np.sqrt(2 * self.loss)


@dataclass(frozen=True)
class Step:
    """The decision of a schedule at an iteration.

    Attributes
    ----------
    size : ndarray, shape (...)
        eta_t.
    rate : ndarray, shape (...)
        h(eta_t, t) with L(t+1) <= h(eta_t, t) L(t); nan for a schedule without such a bound.
    """

    size: Array
    rate: Array


Schedule = Callable[[int, Iterate], Step]


@dataclass(frozen=True)
class Trajectory:
    """Loss, step size and rate at t = 0..T, each of shape (..., T + 1).

    After divergence the loss is inf, the step size and rate are nan.

    Attributes
    ----------
    loss, step_size, rate : ndarray, shape (..., T + 1)
    """

    loss: Array
    step_size: Array
    rate: Array


def two_layer_problem(X: Array, Y: Array) -> TwoLayerProblem:
    """Check the data and compute their norms.

    Parameters
    ----------
    X : ndarray, shape (..., n, n)
        Invertible. Data of another shape or rank reduce to this case (xu2023, appendix A).
    Y : ndarray, shape (..., n, m)

    Returns
    -------
    TwoLayerProblem

    Raises
    ------
    ValueError
        If X is not square or is singular, or the numbers of samples differ.
    """
    if X.shape[-1] != X.shape[-2] or X.shape[-2] != Y.shape[-2]:
        raise ValueError(
            "expected X of shape (n, n) and Y of shape (n, m), got "
            f"{X.shape[-2:]} and {Y.shape[-2:]}; reduce the data as in xu2023, appendix A"
        )
    singular = np.linalg.svd(X, compute_uv=False)
    largest, smallest = singular[..., 0], singular[..., -1]
    if not np.all(smallest > X.shape[-1] * np.finfo(float).eps * largest):
        raise ValueError(
            "expected X of full rank, got a smallest singular value of "
            f"{smallest.min():.3g}; reduce the data as in xu2023, appendix A"
        )
    return TwoLayerProblem(
        X=X,
        Y=Y,
        mu=smallest**2,
        K=largest**2,
        norm_Y=np.linalg.norm(Y, axis=(-2, -1)),
        sigma_min_Y=np.linalg.svd(Y, compute_uv=False)[..., -1],
    )


def reduce_hidden_width(W_1: Array, W_2: Array) -> tuple[Array, Array]:
    """Rotate the hidden units so that at most n + m are nonzero, and drop the others.

    Gradients are G W_2^T and W_1^T G, so the rows of W_1 and the columns of W_2 never leave the
    span of [W_1(0)^T, W_2(0)]. In an orthonormal basis of it the whole trajectory is the same, and
    so is the imbalance but for zero eigenvalues.

    Parameters
    ----------
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)

    Returns
    -------
    W_1 : ndarray, shape (..., n, min(h, n + m))
    W_2 : ndarray, shape (..., min(h, n + m), m)
    """
    n, h = W_1.shape[-2:]
    if h <= n + W_2.shape[-1]:
        return W_1, W_2
    triangle = np.linalg.qr(np.concatenate([W_1.mT, W_2], axis=-1)).R
    return triangle[..., :n].mT.copy(), triangle[..., n:].copy()


def iterate(problem: TwoLayerProblem, W_1: Array, W_2: Array) -> Iterate:
    """Compute product, gradient and loss at given weights, of any hidden width.

    Parameters
    ----------
    problem : TwoLayerProblem
    W_1, W_2 : ndarray, shapes (..., n, h) and (..., h, m)

    Returns
    -------
    Iterate
    """
    product = W_1 @ W_2
    error = problem.Y - problem.X @ product
    return Iterate(W_1, W_2, product, -problem.X.mT @ error, 0.5 * np.sum(error**2, axis=(-2, -1)))


def descend(
    problem: TwoLayerProblem, W_1: Array, W_2: Array, schedule: Schedule, iterations: int
) -> Trajectory:
    """Gradient descent on both layers at once (xu2023, equation 17).

    Parameters
    ----------
    problem : TwoLayerProblem
    W_1 : ndarray, shape (..., n, h)
    W_2 : ndarray, shape (..., h, m)
    schedule : callable
        Returns the step, given t and the iterate.
    iterations : int
        T.

    Returns
    -------
    Trajectory
    """
    losses, sizes, rates = [], [], []
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(iterations + 1):
            here = iterate(problem, W_1, W_2)
            finite = np.isfinite(here.loss)
            if not np.all(finite):  # diverged runs continue from zero, for the eigensolvers
                kept = finite[..., None, None]
                here = iterate(problem, np.where(kept, W_1, 0), np.where(kept, W_2, 0))
            step = schedule(t, here)
            losses.append(np.where(finite, here.loss, np.inf))
            sizes.append(step.size)
            rates.append(step.rate)
            eta = step.size[..., None, None]
            W_1 = here.W_1 - eta * (here.gradient @ here.W_2.mT)
            W_2 = here.W_2 - eta * (here.W_1.mT @ here.gradient)
    loss = diverged_to_inf(np.stack(losses, axis=-1))
    gone = np.isinf(loss)
    return Trajectory(
        loss,
        np.where(gone, np.nan, np.stack(sizes, axis=-1)),
        np.where(gone, np.nan, np.stack(rates, axis=-1)),
    )
