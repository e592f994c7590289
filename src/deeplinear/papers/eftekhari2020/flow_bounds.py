"""The convergence rates of gradient flow far from and near the target (eftekhari2020, Theorem 4.4).

The theorem bounds squared distances; here all bounds are on distances, so the exponents are halved.
"""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array

FARAWAY = np.sqrt(6.0)  # the faraway regime ends where s(t) <= sqrt(6) s_Z


@dataclass(frozen=True)
class Setting:
    """The assumptions of Theorem 4.4.

    Attributes
    ----------
    depth : int
        N.
    samples : int
        m.
    s_Z, gamma_Z : float
        Largest singular value of Z, and ratio of the second to it (26); 0 if there is no second.
    s_0 : float
        The singular value of W_0.
    correlation : float
        u_0^T Z_1 v_0.
    alpha, beta : float
        The theorem's free constants; it holds for all values that meet its conditions.
    """

    depth: int
    samples: int
    s_Z: float
    gamma_Z: float
    s_0: float
    correlation: float
    alpha: float
    beta: float


def theorem_setting(
    W_0: Array, Z: Array, *, depth: int, samples: int, alpha: float, beta: float
) -> Setting:
    """The setting for a start W_0 and a matrix Z.

    Parameters
    ----------
    W_0 : ndarray, shape (d_y, d_x)
        Of rank one.
    Z : ndarray, shape (d_y, d_x)
    depth : int
        N.
    samples : int
        m.
    alpha, beta : float
        The theorem's free constants.

    Returns
    -------
    Setting
        To be checked against the theorem's conditions by :func:`unmet_condition`.
    """
    s_Z, second, *_ = [*np.linalg.svd(Z, compute_uv=False), 0.0]
    U, S, V_T = np.linalg.svd(W_0, full_matrices=False)
    U_Z, _, V_Z_T = np.linalg.svd(Z, full_matrices=False)
    correlation = s_Z * (U[:, 0] @ U_Z[:, 0]) * (V_Z_T[0] @ V_T[0])
    return Setting(
        depth=depth,
        samples=samples,
        s_Z=float(s_Z),
        gamma_Z=float(second / s_Z),
        s_0=float(S[0]),
        correlation=float(correlation),
        alpha=alpha,
        beta=beta,
    )


def guaranteed_rates(setting: Setting) -> tuple[float, float]:
    """The exponents of (38a) and (38b), halved.

    Parameters
    ----------
    setting : Setting

    Returns
    -------
    faraway, nearby : float
        Per unit of time: the distance falls at least like exp(-faraway t) up to tau, and like
        exp(-nearby (t - tau)) after it.
    """
    p = 2 - 2 / setting.depth
    gap = (setting.alpha - setting.gamma_Z) ** p
    loss = 2 * setting.gamma_Z * setting.beta**p
    unit = 0.5 * setting.samples * setting.s_Z**p
    faraway = unit * setting.depth * (gap - loss)
    return faraway, unit * (setting.alpha * gap - setting.depth * loss)


def unmet_condition(setting: Setting) -> str:
    """The condition of Theorem 4.4 that is not met, in words; empty if all are.

    Parameters
    ----------
    setting : Setting

    Returns
    -------
    str
    """
    s_Z, alpha, beta = setting.s_Z, setting.alpha, setting.beta
    if setting.depth < 2:
        return "Assumption 3.6 requires a depth of at least 2"
    if not setting.gamma_Z < alpha < 1:
        return f"alpha = {alpha:g} is not between gamma_Z = {setting.gamma_Z:.3g} and 1"
    if not max(1, setting.s_0 / s_Z) < beta:
        return f"beta = {beta:g} is not above 1 and s_0 / s_Z = {setting.s_0 / s_Z:.3g} (37)"
    if not (alpha - setting.gamma_Z) * s_Z < setting.s_0:
        return f"s_0 / s_Z = {setting.s_0 / s_Z:.3g} is not above alpha - gamma_Z (37)"
    if not setting.correlation > alpha * s_Z:
        return (
            f"u_0^T Z_1 v_0 / s_Z = {setting.correlation / s_Z:.3g} "
            f"is not above alpha = {alpha:g} (37)"
        )
    if min(guaranteed_rates(setting)) <= 0:
        return f"gamma_Z = {setting.gamma_Z:.3g} is too large for negative exponents (38)"
    return ""


def arrival(norms: Array, s_Z: float) -> int | None:
    """The first index at which s <= sqrt(6) s_Z, where (38b) takes over; None if there is none.

    Parameters
    ----------
    norms : ndarray, shape (times,)
        s(t), the singular value of W(t).
    s_Z : float

    Returns
    -------
    int or None
    """
    near = np.flatnonzero(norms <= FARAWAY * s_Z)
    return int(near[0]) if near.size else None


def distance_bounds(
    setting: Setting, t: Array, distance: Array, reached: int | None
) -> tuple[Array, Array]:
    """The right-hand sides of (38a) and (38b) as bounds on ||Z_1 - W(t)||_F.

    Parameters
    ----------
    setting : Setting
        A setting that meets all conditions.
    t, distance : ndarray, shape (times,)
        The run, from t = 0 on; (38b) starts from the run's own distance at tau.
    reached : int or None
        Index of tau.

    Returns
    -------
    faraway : ndarray, shape (reached + 1,)
        (38a) at t[:reached + 1], or at all times if tau was not reached.
    nearby : ndarray, shape (times - reached,)
        (38b) at t[reached:], empty if tau was not reached.
    """
    end = len(t) - 1 if reached is None else reached
    start = len(t) if reached is None else reached
    faraway, nearby = guaranteed_rates(setting)
    up_to_tau = distance[0] * np.exp(-faraway * t[: end + 1])
    return up_to_tau, distance[end] * np.exp(-nearby * (t[start:] - t[end]))
