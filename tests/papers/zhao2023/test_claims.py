"""The claims of zhao2023's figures on curves of which the truth is plain."""

import numpy as np
import pytest

from deeplinear.papers.zhao2023.claims import follows, rises, stays_below_start

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
