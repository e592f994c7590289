"""Integrate the induced flow by an adaptive high-order method, as a check of forward Euler."""

from collections.abc import Sequence

import numpy as np
from scipy.integrate import solve_ivp

from deeplinear.arrays import Array
from deeplinear.papers.eftekhari2020.induced_flow import velocity

TOLERANCE = 1e-12


def adaptive_distances(
    W_0: Array, Z: Array, depth: int, *, samples: int, times: Sequence[float]
) -> Array:
    """||W(t) - Z|| along the flow (eftekhari2020, equation 17, d_y = 1).

    Parameters
    ----------
    W_0, Z : ndarray, shape (d,)
        In any orthonormal coordinates.
    depth : int
        N.
    samples : int
        m.
    times : sequence of float
        Increasing, from 0 on.

    Returns
    -------
    ndarray, shape (times,)

    Raises
    ------
    RuntimeError
        If the solver fails.
    """
    depths = np.array([depth])
    solution = solve_ivp(
        lambda _, W: velocity(W[None], Z, depths, samples)[0],
        (times[0], times[-1]),
        W_0,
        method="DOP853",
        t_eval=times,
        rtol=TOLERANCE,
        atol=TOLERANCE * np.linalg.norm(Z),
    )
    if not solution.success:
        raise RuntimeError(
            f"the adaptive solver stopped at depth {depth}: {solution.message}; "
            "change the start or the time span in config/papers/eftekhari2020.yaml"
        )
    return np.linalg.norm(solution.y - Z[:, None], axis=0)
