"""The claim of arora2019's Figure 1, Lemma 15, checked for many seeds at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.arora2019.margin import margin_probability_bound
from deeplinear.replication.claims import Flags


@dataclass(frozen=True)
class Shares:
    """The share of random vectors V on S^d(r) that have the margin.

    Attributes
    ----------
    a : ndarray, shape (a,)
        r = ||Phi|| / sqrt(a d).
    share : ndarray, shape (seeds, a)
    """

    a: Array
    share: Array


def lemma_15(shares: Shares, threshold: float) -> Flags:
    """The share exceeds the lemma's bound by `threshold` or more for every a, shape (seeds,)."""
    return np.all(shares.share >= margin_probability_bound(shares.a) + threshold, axis=1)


CHECKS: dict[str, Callable[[Shares, float], Flags]] = {"lemma_15": lemma_15}
