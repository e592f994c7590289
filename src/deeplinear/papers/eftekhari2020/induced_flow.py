"""The flow that gradient flow induces on the end-to-end vector (eftekhari2020, equation 17).

For whitened data and one output (d_y = 1) the operator (16) is
A_W(Delta) = ||W||^{2-2/N} (Delta + (N-1) P_W Delta) with P_W the projection on W, so the flow is

    dW/dt = -m ||W||^{2-2/N} ((W - Z) + (N-1) <W, W - Z> W / ||W||^2)

and stays in the plane of W(0) and Z: its state is two numbers. Linearized at Z, its rates are
m N ||Z||^{2-2/N} along Z and m ||Z||^{2-2/N} across.
"""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.least_squares import (
    diverged_to_inf,
)


def velocity(W: Array, Z: Array, depths: Array, samples: int) -> Array:
    """dW/dt of equation (17) for d_y = 1 and X X^T / m = I, for all depths at once.

    Parameters
    ----------
    W : ndarray, shape (depths, d)
        End-to-end vectors, not zero, in any orthonormal coordinates; one row per depth.
    Z : ndarray, shape (d,)
        Y X^T / m in the same coordinates.
    depths : ndarray, shape (depths,)
        N.
    samples : int
        m.

    Returns
    -------
    ndarray, shape (depths, d)
    """
    error = W - Z
    squared = np.vecdot(W, W)
    along = (depths - 1) * np.vecdot(W, error) / squared
    return (-samples * squared ** (1 - 1 / depths))[:, None] * (error + along[:, None] * W)


def forward_euler(
    W_0: Array, Z: Array, depths: Array, *, samples: int, step_size: float, steps: int
) -> Array:
    """Integrate the induced flow by the explicit Euler method from one start for every depth.

    Parameters
    ----------
    W_0, Z : ndarray, shape (d,)
        d = d_x, or 2 in the coordinates of :func:`plane_coordinates`.
    depths : ndarray, shape (depths,)
    samples : int
        m.
    step_size : float
        In units of time.
    steps : int

    Returns
    -------
    ndarray, shape (steps + 1, depths, d)
        W(k step_size), k = 0..steps; not finite after divergence.
    """
    states = np.empty((steps + 1, len(depths), len(W_0)))
    states[0] = W_0
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(steps):
            states[k + 1] = states[k] + step_size * velocity(states[k], Z, depths, samples)
    return states


def plane_coordinates(W_0: Array, Z: Array) -> tuple[Array, Array]:
    """The coordinates of W_0 and Z in their plane, with Z on the first axis.

    Parameters
    ----------
    W_0, Z : ndarray, shape (d_x,)
        Z must not be zero.

    Returns
    -------
    W_0, Z : ndarray, shape (2,)
    """
    s_Z = np.linalg.norm(Z)
    along = W_0 @ Z / s_Z
    return np.array([along, np.linalg.norm(W_0 - along / s_Z * Z)]), np.array([s_Z, 0.0])


def norms(states: Array) -> Array:
    """Norms over the last axis of shape (steps + 1, depths, d); inf from divergence on.

    Parameters
    ----------
    states : ndarray, shape (steps + 1, depths, d)

    Returns
    -------
    ndarray, shape (steps + 1, depths)
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return diverged_to_inf(np.linalg.norm(states, axis=-1).T).T


def recorded_steps(steps: int, count: int) -> list[int]:
    """Choose step numbers from 0 to ``steps`` to record, half evenly, half logarithmically spaced.

    The distance falls within the first hundredth of the time and changes slowly in the rest.

    Parameters
    ----------
    steps : int
    count : int
        The largest number of them; coinciding step numbers are kept once.
    """
    even = np.linspace(0, steps, count // 2)
    logarithmic = np.geomspace(1, steps, count - count // 2)
    return sorted({round(k) for k in (*even, *logarithmic)})
