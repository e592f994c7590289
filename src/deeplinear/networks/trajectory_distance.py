"""The distance of a deep linear network from the convex problem (zhao2023, Theorem 3.2)."""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.descent import descend
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_path,
    diverged_to_inf,
)
from deeplinear.networks.network import Network


@dataclass(frozen=True)
class Comparison:
    """A network compared with the convex problem started at its end-to-end matrix, t = 0..T.

    Attributes
    ----------
    deep_loss, convex_loss : ndarray, shape (..., T + 1)
        L(a_N W_{N:1}(t)) and L(W(t)); inf from the first overflow on.
    distance : ndarray, shape (..., T + 1)
        ||a_N W_{N:1}(t) - W(t)||_X / ||a_N W_{N:1}(0) - W_*||_X, the square root of what (10a)
        bounds by D(tau, q, t); inf likewise.
    """

    deep_loss: Array
    convex_loss: Array
    distance: Array


def compare_trajectories(
    network: Network, problem: LeastSquares, eta: float | Array, iterations: int
) -> Comparison:
    """Train a network and, with eta_* = N eta / n_N, the convex problem from the same start.

    Parameters
    ----------
    network, problem, eta, iterations
        As for :func:`~deeplinear.networks.descent.gradient_descent`. The theorem assumes a step
        size below 2 n_N / (beta N).

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        As :func:`deeplinear.networks.descent.descend`.
    """
    n_N = problem.minimizer.shape[-2]
    eta_convex = network.depth * eta / n_N
    with np.errstate(over="ignore", invalid="ignore"):
        deep = [W for W, _ in descend(network, problem, eta, iterations)]
        convex = list(convex_path(problem, deep[0], eta_convex, iterations))
        apart = [V - W for V, W in zip(deep, convex, strict=True)]
        norms = seminorm(np.stack([deep[0] - problem.minimizer, *apart], axis=-3), problem)
        return Comparison(
            deep_loss=diverged_to_inf(np.stack([problem.loss(W) for W in deep], axis=-1)),
            convex_loss=diverged_to_inf(np.stack([problem.loss(W) for W in convex], axis=-1)),
            distance=diverged_to_inf(norms[..., 1:] / norms[..., :1]),
        )


def seminorm(A: Array, problem: LeastSquares) -> Array:
    """||A||_X = ||A P_X||_F, P_X the projection on the column space of X (zhao2023, section 2.1).

    Parameters
    ----------
    A : ndarray, shape (..., k, n_N, d_x)
        k matrices per problem.
    problem : LeastSquares
        Leading axes (...).

    Returns
    -------
    ndarray, shape (..., k)
    """
    return np.linalg.norm(A @ problem.projection[..., None, :, :], axis=(-2, -1))
