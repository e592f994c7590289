"""Gradient descent for a deep linear network (zhao2023, equation 7)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from deeplinear.least_squares import Array, LeastSquares, diverged_to_inf
from deeplinear.network import Network


@dataclass(frozen=True)
class Trajectory:
    """What a run of gradient descent leaves behind, t = 0..T.

    Attributes
    ----------
    loss : ndarray, shape (..., T + 1)
        L(a_N W_{N:1}(t)); inf from the iteration on at which it left the floating-point numbers.
    movement : ndarray, shape (..., T + 1, N)
        ||W_k(t) - W_k(0)||_F / ||W_k(0)||_F; inf where the loss is.
    """

    loss: Array
    movement: Array


def step_size(factor: float, *, depth: int, n_N: int, beta: float) -> float:
    """eta = factor n_N / (N ||X||^2) (zhao2023, appendices G and H; beta = ||X||^2)."""
    return factor * n_N / (depth * beta)


def gradient_descent(
    network: Network, problem: LeastSquares, eta: float, iterations: int
) -> Trajectory:
    """Train all layers at once and record loss and movement.

    Parameters
    ----------
    network : Network
        Dense or reduced; leading axes are independent replicates.
    problem : LeastSquares
    eta : float
        The step size, the same for every layer.
    iterations : int
        T.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        states = list(descend(network, problem, eta, iterations))
        loss = diverged_to_inf(np.stack([problem.loss(W) for W, _ in states], axis=-1))
        movement = np.stack([np.stack(m, axis=-1) for _, m in states], axis=-2)
    relative = movement / network.draw_norms()[..., None, :]
    finite = np.isfinite(loss)[..., None] & np.isfinite(relative)
    return Trajectory(loss, np.where(finite, relative, np.inf))


def descend(
    network: Network, problem: LeastSquares, eta: float, iterations: int
) -> Iterator[tuple[Array, list[Array]]]:
    """The end-to-end matrix and ||W_k(t) - W_k(0)||_F, k = 1..N, for t = 0..iterations.

    With n_N outputs every gradient has rank n_N, so W_k(t) = W_k(0) + A_k B_k where each iteration
    appends n_N columns to A_k and rows to B_k. The large W_k(0) are read, never written, and
    always multiplied by n_N rows: W_{N:k+1} from the top, then gradient(W_{N:1}) W_{k-1:1}^T from
    the bottom. Movements come from the factors and lose no digits to the size of W_k(0).
    """
    W_0, scales, depth = network.layers, network.scales, network.depth
    n_N = W_0[-1].shape[-2]
    batch = np.broadcast_shapes(W_0[-1].shape[:-2], problem.minimizer.shape[:-2])
    rank = n_N * iterations
    A = [np.empty((*batch, W.shape[-2], rank)) for W in W_0]
    B = [np.empty((*batch, rank, W.shape[-1])) for W in W_0]
    squared = [np.zeros(batch) for _ in W_0]
    identity: Array = np.broadcast_to(np.eye(n_N), (*batch, n_N, n_N))

    for t in range(iterations + 1):
        past, now = slice(0, n_N * t), slice(n_N * t, n_N * (t + 1))
        above = [identity]  # s_N W_N ... s_{k+1} W_{k+1}, k = N..0
        for k in reversed(range(depth)):
            rows = above[-1]
            product = rows @ W_0[k] + (rows @ A[k][..., past]) @ B[k][..., past, :]
            above.append(scales[k] * product)
        above.reverse()
        yield above[0], [np.sqrt(np.maximum(s, 0)) for s in squared]
        if t == iterations:
            return

        rows = problem.gradient(above[0])  # gradient (s_{k-1} W_{k-1} ... s_1 W_1)^T, k = 1..N
        for k in range(depth):
            if k > 0:
                product = rows @ W_0[k - 1].mT
                product += (rows @ B[k - 1][..., past, :].mT) @ A[k - 1][..., past].mT
                rows = scales[k - 1] * product
            A[k][..., now] = -eta * scales[k] * above[k + 1].mT
            B[k][..., now, :] = rows
            squared[k] = squared[k] + _squared_growth(
                A[k][..., : now.stop], B[k][..., : now.stop, :], n_N
            )


def _squared_growth(A: Array, B: Array, rank: int) -> Array:
    """By how much the last `rank` columns of A and rows of B change ||A B||_F^2."""
    inner = (A[..., -rank:].mT @ A) * (B[..., -rank:, :] @ B.mT)
    return 2 * inner.sum(axis=(-2, -1)) - inner[..., -rank:].sum(axis=(-2, -1))
