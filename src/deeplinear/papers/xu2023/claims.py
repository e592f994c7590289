"""Check the claims of xu2023 about its Figures 1 and 2 (section 4), for many seeds at once.

A check returns one truth value per seed, shape (seeds,): whether the claim holds in every panel and
for every schedule that it is about. A nan makes it false.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.two_layer import Trajectory
from deeplinear.replication.claims import Flags

UNIFORM = ("f_0", "f")
TRACKING = ("rho_hat", "rho")
ALGORITHM_1 = UNIFORM + TRACKING
EARLIER = ("arora", "du")
START = ("alpha_0", "beta_0", "p_1")


@dataclass(frozen=True)
class Runs:
    """The runs behind a figure, by seed.

    Attributes
    ----------
    trajectories : mapping
        By schedule; attributes of shape (seeds, panels, T + 1), panels by increasing sigma.
    bounds : mapping
        By schedule: the bound on the loss (equation 37), shape (seeds, panels, T + 1).
    start : mapping
        alpha_0, beta_0 and p_1, shape (seeds, panels); empty for Figure 1.
    """

    trajectories: Mapping[str, Trajectory]
    bounds: Mapping[str, Array]
    start: Mapping[str, Array]


def faster_than_earlier(runs: Runs, threshold: float) -> Flags:
    """From t = 1 on all of Algorithm 1 is below `threshold` times the earlier schedules' losses."""
    ours, theirs = losses(runs, ALGORITHM_1).max(axis=0), losses(runs, EARLIER).min(axis=0)
    return every(ours[..., 1:] < threshold * theirs[..., 1:])


def larger_step_sizes(runs: Runs, threshold: float) -> Flags:
    """All step sizes of Algorithm 1 exceed `threshold` times the earlier schedules' at equal t."""
    ours, theirs = (
        np.stack([runs.trajectories[name].step_size for name in names])
        for names in (ALGORITHM_1, EARLIER)
    )
    return every(ours.min(axis=0) > threshold * theirs.max(axis=0))


def tracking_faster_than_uniform(runs: Runs, threshold: float) -> Flags:
    """From t = 1 on rho_hat and rho are below `threshold` times the losses of both f."""
    tracking, uniform = losses(runs, TRACKING).max(axis=0), losses(runs, UNIFORM).min(axis=0)
    return every(tracking[..., 1:] < threshold * uniform[..., 1:])


def tracking_alike(runs: Runs, threshold: float) -> Flags:
    """Of rho_hat and rho, one falls by at most `threshold` times as many decades as the other."""
    falls = fall(losses(runs, TRACKING))
    return every((falls.min(axis=0) > 0) & (falls.max(axis=0) <= threshold * falls.min(axis=0)))


def bound_above_loss(runs: Runs, threshold: float) -> Flags:
    """From t = 1 on no loss of Algorithm 1 is above `threshold` times its bound."""
    bounds = np.stack([runs.bounds[name] for name in ALGORITHM_1])
    loss = losses(runs, ALGORITHM_1)
    return every(np.all(loss[..., 1:] <= threshold * bounds[..., 1:], axis=0))


def bound_follows_tracking(runs: Runs, threshold: float) -> Flags:
    """The bounds for rho_hat and rho fall by `threshold` times the loss's decades or more."""
    return _bound_follows(runs, TRACKING, threshold)


def bound_follows_uniform(runs: Runs, threshold: float) -> Flags:
    """The bounds for both f fall by `threshold` times the loss's decades or more."""
    return _bound_follows(runs, UNIFORM, threshold)


def larger_sigma_faster(runs: Runs, threshold: float) -> Flags:
    """L(T) / L(0) is below `threshold` times that of the next smaller sigma."""
    last = _last_over_first(runs)
    return every(np.all(last[..., 1:] < threshold * last[..., :-1], axis=0))


def larger_ratio_faster(runs: Runs, threshold: float) -> Flags:
    """L(T) / L(0) is below `threshold` times that of every panel with smaller alpha_0 / beta_0."""
    last, ratio = _last_over_first(runs), _ratio(runs)
    larger = ratio[:, :, None] > ratio[:, None, :]
    faster = last[..., :, None] < threshold * last[..., None, :]
    return every(np.all(faster | ~larger, axis=0)) & every(np.isfinite(ratio))


def similar_ratios(runs: Runs, threshold: float) -> Flags:
    """The largest alpha_0 / beta_0 of the panels is at most `threshold` times the smallest."""
    ratio = _ratio(runs)
    return ratio.max(axis=1) <= threshold * ratio.min(axis=1)


def no_margin(runs: Runs, threshold: float) -> Flags:
    """p_1 is at most `threshold` at the start."""
    return every(runs.start["p_1"] <= threshold)


def adaptive_faster_than_constant(runs: Runs, threshold: float) -> Flags:
    """At the end f, rho_hat and rho are below `threshold` times the loss of f(., 0)."""
    constant, *adaptive = losses(runs, ALGORITHM_1)[..., -1]
    return every(np.max(adaptive, axis=0) < threshold * constant)


def linear_convergence(runs: Runs, threshold: float) -> Flags:
    """In the second half the loss falls by at least `threshold` times the decades of the first."""
    loss = losses(runs, ALGORITHM_1)
    half = (loss.shape[-1] - 1) // 2
    first, second = fall(loss[..., : half + 1]), fall(loss[..., -half - 1 :])
    return every(np.all((first > 0) & (second >= threshold * first), axis=0))


CHECKS: dict[str, Callable[[Runs, float], Flags]] = {
    check.__name__: check
    for check in (
        faster_than_earlier,
        larger_step_sizes,
        tracking_faster_than_uniform,
        tracking_alike,
        bound_above_loss,
        bound_follows_tracking,
        bound_follows_uniform,
        larger_sigma_faster,
        larger_ratio_faster,
        similar_ratios,
        no_margin,
        adaptive_faster_than_constant,
        linear_convergence,
    )
}


def losses(runs: Runs, schedules: tuple[str, ...]) -> Array:
    """L(t), shape (schedules, seeds, panels, T + 1)."""
    return np.stack([runs.trajectories[name].loss for name in schedules])


def fall(curve: Array) -> Array:
    """The decades by which a curve over the last axis falls from its first to its last point."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(curve[..., 0]) - np.log10(curve[..., -1])


def every(flags: Flags) -> Flags:
    """Whether all flags of a seed are set, shape (seeds,)."""
    return np.all(flags, axis=tuple(range(1, flags.ndim)))


def _bound_follows(runs: Runs, schedules: tuple[str, ...], threshold: float) -> Flags:
    of_bound = fall(np.stack([runs.bounds[name] for name in schedules]))
    of_loss = fall(losses(runs, schedules))
    return every(np.all((of_loss > 0) & (of_bound >= threshold * of_loss), axis=0))


def _last_over_first(runs: Runs) -> Array:
    loss = losses(runs, ALGORITHM_1)
    with np.errstate(invalid="ignore"):
        return loss[..., -1] / loss[..., 0]


def _ratio(runs: Runs) -> Array:
    return runs.start["alpha_0"] / runs.start["beta_0"]
