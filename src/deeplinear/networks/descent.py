"""Gradient descent for a deep linear network (zhao2023, equation 7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.least_squares import (
    LeastSquares,
    diverged_to_inf,
)
from deeplinear.networks.network import Network
from deeplinear.networks.updates import Factored, Summed, no_update

Real = TypeVar("Real", float, Array)


@dataclass(frozen=True)
class Trajectory:
    """Loss and movement along a run of gradient descent, t = 0..T.

    Attributes
    ----------
    loss : ndarray, shape (..., T + 1)
        L(a_N W_{N:1}(t)); inf from the first iteration at which it overflows.
    movement : ndarray, shape (..., T + 1, N)
        ||W_k(t) - W_k(0)||_F / ||W_k(0)||_F; inf where the loss is.
    """

    loss: Array
    movement: Array


def step_size(factor: float, *, depth: int, n_N: int, beta: Real) -> Real:
    """eta = factor n_N / (N ||X||^2) (zhao2023, appendices G and H; beta = ||X||^2).

    Parameters
    ----------
    factor : float
        In units of n_N / (N ||X||^2).
    depth : int
        N, the number of weight matrices.
    n_N : int
        Output dimension.
    beta : float or ndarray, shape (...)
        `beta` of the :class:`~deeplinear.networks.least_squares.LeastSquares` problem.

    Returns
    -------
    float or ndarray, shape (...)
        As `beta`.
    """
    return factor * n_N / (depth * beta)


def gradient_descent(
    network: Network, problem: LeastSquares, eta: float | Array, iterations: int
) -> Trajectory:
    """Train all layers at once and record loss and movement.

    Parameters
    ----------
    network : Network
        Drawn by any engine; leading axes are independent replicates.
    problem : LeastSquares
    eta : float or ndarray, shape (...)
        The step size, the same for every layer.
    iterations : int
        T.

    Returns
    -------
    Trajectory
        Divergence is not an error: it is recorded as inf.

    Raises
    ------
    ValueError
        As :func:`descend`.
    """
    losses, movements = [], []
    with np.errstate(over="ignore", invalid="ignore"):
        for W, updates in descend(network, problem, eta, iterations):
            losses.append(problem.loss(W))
            squared = np.stack([update.squared_norm for update in updates], axis=-1)
            movements.append(np.sqrt(np.maximum(squared, 0)))
    loss = diverged_to_inf(np.stack(losses, axis=-1))
    movement = np.stack(movements, axis=-2)
    relative = movement / network.draw_norms()[..., None, :]
    finite = np.isfinite(loss)[..., None] & np.isfinite(relative)
    return Trajectory(loss, np.where(finite, relative, np.inf))


def descend(
    network: Network, problem: LeastSquares, eta: float | Array, iterations: int
) -> Iterator[tuple[Array, Sequence[Factored | Summed]]]:
    """Yield the end-to-end matrix and W_k(t) - W_k(0), k = 1..N, for t = 0..iterations.

    The latter are the same objects at every t, updated in place.

    With n_N outputs every gradient has rank n_N. The large W_k(0) are read, never written, and
    always multiplied by n_N rows: W_{N:k+1} from the top, then gradient(W_{N:1}) W_{k-1:1}^T from
    the bottom.

    Parameters
    ----------
    network, problem, eta, iterations
        As for :func:`gradient_descent`.

    Yields
    ------
    W : ndarray, shape (..., n_N, d_x)
        The end-to-end matrix a_N W_{N:1}(t), t = 0..T.
    updates : list of N objects
        The updates W_k(t) - W_k(0); `squared_norm`, shape (...), is their squared Frobenius norm.

    Raises
    ------
    ValueError
        If the network does not have the problem's dimensions, or is a conditioned one drawn for
        fewer iterations.
    """
    _check(network, problem, iterations)
    W_0, scales, depth = network.layers, network.scales, network.depth
    n_N = W_0[-1].shape[-2]
    batch = np.broadcast_shapes(W_0[-1].shape[:-2], problem.minimizer.shape[:-2])
    updates = [no_update(batch, W.shape[-2:], rank=n_N * iterations) for W in W_0]
    identity: Array = np.broadcast_to(np.eye(n_N), (*batch, n_N, n_N))
    step = np.asarray(eta)[..., None, None]

    for t in range(iterations + 1):
        above = [identity]  # s_N W_N ... s_{k+1} W_{k+1}, k = N..0
        for k in reversed(range(depth)):
            product = above[-1] @ W_0[k] + updates[k].times_rows(above[-1])
            above.append(scales[k] * product)
        above.reverse()
        yield above[0], updates
        if t == iterations:
            return

        # eta gradient (s_{k-1} W_{k-1} ... s_1 W_1)^T, k = 1..N. With eta it has the size of the
        # update, whatever the units of the data, and its squares are far from over- and underflow.
        below = [step * problem.gradient(above[0])]
        for k in range(depth - 1):
            product = below[k] @ W_0[k].mT + updates[k].transpose_times_rows(below[k])
            below.append(scales[k] * product)
        for k in range(depth):
            updates[k].add(-scales[k], above[k + 1], below[k])


def _check(network: Network, problem: LeastSquares, iterations: int) -> None:
    n_N, d_x = problem.minimizer.shape[-2:]
    ends = network.layers[0].shape[-1], network.layers[-1].shape[-2]
    if ends != (d_x, n_N):
        raise ValueError(
            f"expected a network of the problem's dimensions d_x = {d_x} and n_N = {n_N}, got "
            f"n_0 = {ends[0]} and n_N = {ends[1]}; draw it with widths [{d_x}, ..., {n_N}]"
        )
    if iterations < 0:
        raise ValueError(f"iterations: expected at least 0, got {iterations}")
