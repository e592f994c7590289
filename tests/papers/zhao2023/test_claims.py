"""The claims of zhao2023's figures on curves of which the truth is plain."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from deeplinear.papers.zhao2023.claims import follows, rises, stays_below_start
from deeplinear.papers.zhao2023.loss_comparison import beside_convex

FALLING, BUMP, GONE = [4.0, 2.0, 1.0], [4.0, 2.0, 2.1], [4.0, np.inf, np.inf]


def test_a_rise_is_found_and_a_divergence_is_one() -> None:
    assert rises(np.array([FALLING, BUMP, GONE]), 0).tolist() == [False, True, True]
    assert rises(np.array([FALLING, BUMP, GONE]), 0.1).tolist() == [False, False, True]


def test_following_is_meant_at_every_iteration_and_both_ways() -> None:
    convex = np.array([4.0, 2.0, 1.0])
    losses = np.array([convex, 1.2 * convex, [4.0, 2.0, 0.7], GONE])
    assert follows(losses, convex, 0.25).tolist() == [True, True, False, False]
    assert follows(losses, convex, 0.1).tolist() == [True, False, False, False]


@pytest.mark.parametrize(("threshold", "expected"), [(1, [True, True, False]), (0.5, [False] * 3)])
def test_staying_below_the_start_counts_the_start(threshold: float, expected: list[bool]) -> None:
    assert stays_below_start(np.array([FALLING, BUMP, GONE]), threshold).tolist() == expected


def test_the_table_beside_a_figure_says_what_the_claims_check(tmp_path: Path) -> None:
    """Of random curves, one of which diverges."""
    rng = np.random.default_rng(5)
    deep, convex = rng.uniform(1, 2, size=(2, 4, 6))
    deep[1] = np.sort(deep[1])[::-1]
    deep[2, 3:] = np.inf
    rows = [
        {"n": n, "network": network, "t": t, "loss": losses[n, t]}
        for network, losses in (("deep", deep), ("convex", convex))
        for n, t in np.ndindex(losses.shape)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "losses.csv", index=False)
    table = beside_convex(str(tmp_path / "losses.csv"))
    assert list(table["iterations in which the loss rises"] > 0) == list(rises(deep, 0))
    farthest = table["farthest from convex / convex"].astype(float).to_numpy()
    for n, share in enumerate(farthest):
        assert follows(deep[n], convex[n], 1.01 * share)
        assert share == np.inf or not follows(deep[n], convex[n], 0.99 * share)
    assert list(np.isinf(farthest)) == [False, False, True, False]
