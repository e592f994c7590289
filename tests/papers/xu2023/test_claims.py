"""The claims of xu2023's figures on losses made so that each holds or fails."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from deeplinear.arrays import Array
from deeplinear.papers.xu2023.claims import CHECKS, Runs
from deeplinear.papers.xu2023.two_layer import Trajectory

SEEDS, PANELS, T = 3, 2, 10
SPEED = {"f_0": 0.1, "f": 0.2, "rho_hat": 0.5, "rho": 0.52, "arora": 0.01, "du": 0.02}
# One seed of three, in the second of two panels.
BROKEN = (1, 1)
HELD = [True, False, True]


def losses(decades: Array) -> Array:
    """Losses that fall by as many decades an iteration."""
    return 10.0 ** -(decades[..., None] * np.arange(T + 1))


def made(speed: Mapping[str, float] = {}, share: Mapping[str, float] = {}) -> Runs:
    """Runs of which all claims hold but for one seed and panel.

    There some schedules have another speed, and bounds fall by another share of the loss's decades.
    """
    trajectories, bounds = {}, {}
    for name, usual in SPEED.items():
        decades = np.tile([usual, 1.5 * usual], (SEEDS, 1))
        shares = np.full((SEEDS, PANELS), 0.6)
        decades[BROKEN] = speed.get(name, decades[BROKEN])
        shares[BROKEN] = share.get(name, shares[BROKEN])
        size = np.full((SEEDS, PANELS, T + 1), 1.0 if name in ("arora", "du") else 2.0)
        trajectories[name] = Trajectory(losses(decades), size, size)
        bounds[name] = losses(shares * decades)
    start = {
        "alpha_0": np.tile([0.5, 0.55], (SEEDS, 1)),
        "beta_0": np.ones((SEEDS, PANELS)),
        "p_1": np.zeros((SEEDS, PANELS)),
    }
    return Runs(trajectories, bounds, start)


THRESHOLDS = {
    "faster_than_earlier": 1,
    "larger_step_sizes": 1,
    "tracking_faster_than_uniform": 1,
    "tracking_alike": 1.1,
    "bound_above_loss": 1,
    "bound_follows_tracking": 0.5,
    "bound_follows_uniform": 0.5,
    "larger_sigma_faster": 1,
    "larger_ratio_faster": 1,
    "similar_ratios": 1.25,
    "no_margin": 0,
    "adaptive_faster_than_constant": 1,
    "linear_convergence": 0.5,
}


@pytest.mark.parametrize("claim", CHECKS)
def test_every_claim_holds_where_it_is_built_to(claim: str) -> None:
    assert CHECKS[claim](made(), THRESHOLDS[claim]).tolist() == [True] * SEEDS


@pytest.mark.parametrize(
    ("claim", "runs"),
    [
        ("faster_than_earlier", made({"du": 0.16})),
        ("faster_than_earlier", made({"f_0": 0.02})),
        ("tracking_faster_than_uniform", made({"f": 0.77})),
        ("tracking_faster_than_uniform", made({"rho": 0.29})),
        ("tracking_alike", made({"rho": 0.66})),
        ("bound_above_loss", made(share={"f": 1.01})),
        ("bound_follows_tracking", made(share={"rho_hat": 0.49})),
        ("bound_follows_uniform", made(share={"f_0": 0.49})),
        ("larger_sigma_faster", made({"rho": 0.51})),
        ("larger_ratio_faster", made({"rho": 0.51})),
        ("adaptive_faster_than_constant", made({"f_0": 0.31})),
    ],
)
def test_one_schedule_of_one_seed_breaks_a_claim_for_that_seed(claim: str, runs: Runs) -> None:
    assert CHECKS[claim](runs, THRESHOLDS[claim]).tolist() == HELD


def test_claims_of_another_group_of_schedules_do_not_mind() -> None:
    runs = made(share={"f_0": 0.49})
    assert CHECKS["bound_follows_tracking"](runs, 0.5).all()
    runs = made({"du": 0.16})
    assert CHECKS["tracking_faster_than_uniform"](runs, 1).all()


@pytest.mark.parametrize(
    ("claim", "runs", "holds"),
    [
        ("faster_than_earlier", made({"du": 1.5 * 0.1}), False),
        ("tracking_faster_than_uniform", made({"f": 1.5 * 0.5}), False),
        ("bound_above_loss", made(share={"f": 1.0}), True),
        ("larger_sigma_faster", made({"f": 0.2}), False),
        ("adaptive_faster_than_constant", made({"f_0": 1.5 * 0.2}), False),
    ],
)
def test_equal_losses_are_not_faster_but_may_meet_their_bound(
    claim: str, runs: Runs, holds: bool
) -> None:
    """At the threshold of one."""
    assert CHECKS[claim](runs, 1)[1] == holds


def changed(runs: Runs, name: str, value: float) -> Runs:
    start = {key: values.copy() for key, values in runs.start.items()}
    start[name][BROKEN] = value
    return replace(runs, start=start)


def test_ratios_and_margin_at_the_start() -> None:
    assert CHECKS["similar_ratios"](changed(made(), "alpha_0", 0.62), 1.25).all()
    assert CHECKS["similar_ratios"](changed(made(), "alpha_0", 0.63), 1.25).tolist() == HELD
    assert CHECKS["no_margin"](changed(made(), "p_1", 1e-9), 0).tolist() == HELD
    # The order of the ratios, not that of sigma, decides who has to be faster.
    assert CHECKS["larger_ratio_faster"](changed(made(), "alpha_0", 0.45), 1).tolist() == HELD
    assert CHECKS["larger_ratio_faster"](changed(made(), "alpha_0", 0.5), 1).all()
    assert CHECKS["larger_ratio_faster"](changed(made(), "alpha_0", np.nan), 1).tolist() == HELD


def with_trajectory(runs: Runs, name: str, trajectory: Trajectory) -> Runs:
    return replace(runs, trajectories={**runs.trajectories, name: trajectory})


def test_one_smaller_step_is_enough_to_refute() -> None:
    runs = made()
    usual = runs.trajectories["rho"]
    size = usual.step_size.copy()
    size[(*BROKEN, 7)] = 1.0
    broken = with_trajectory(runs, "rho", replace(usual, step_size=size))
    assert CHECKS["larger_step_sizes"](broken, 1).tolist() == HELD
    assert CHECKS["larger_step_sizes"](broken, 0.99).all()


@pytest.mark.parametrize(("exponent", "holds"), [(0.6, True), (0.5, False)])
def test_slower_than_linear_convergence_is_detected(exponent: float, holds: bool) -> None:
    """log L = -t^p falls in its second half by 2^p - 1 times the first half's decades."""
    runs = made()
    usual = runs.trajectories["f"]
    loss = usual.loss.copy()
    loss[BROKEN] = 10.0 ** -(np.arange(T + 1) ** exponent)
    curved = with_trajectory(runs, "f", replace(usual, loss=loss))
    assert CHECKS["linear_convergence"](curved, 0.5)[1] == holds
    assert CHECKS["linear_convergence"](curved, 0.4).all()


def test_of_a_diverged_run_no_claim_holds() -> None:
    runs = made()
    usual = runs.trajectories["rho"]
    parts = {key: getattr(usual, key).copy() for key in ("loss", "step_size", "rate")}
    for key, gone in (("loss", np.inf), ("step_size", np.nan), ("rate", np.nan)):
        parts[key][(*BROKEN, slice(4, None))] = gone
    bounds = {**runs.bounds, "rho": runs.bounds["rho"].copy()}
    bounds["rho"][(*BROKEN, slice(5, None))] = np.nan
    diverged = replace(with_trajectory(runs, "rho", Trajectory(**parts)), bounds=bounds)
    for claim in CHECKS.keys() - {"bound_follows_uniform", "similar_ratios", "no_margin"}:
        assert CHECKS[claim](diverged, THRESHOLDS[claim]).tolist() == HELD, claim


def test_a_run_that_stands_still_neither_follows_nor_converges() -> None:
    still = made(dict.fromkeys(SPEED, 0.0))
    for claim in ("tracking_alike", "bound_follows_tracking", "linear_convergence"):
        assert CHECKS[claim](still, THRESHOLDS[claim]).tolist() == HELD
    assert CHECKS["bound_above_loss"](still, 1).all()
