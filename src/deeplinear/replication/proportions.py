"""Exact one-sided inference on a probability, from a count of successes.

A probability of at least `share` is refuted at some level if so few successes have at most that
probability (the binomial test). The bound is that test's inversion: it lies below every share that
is refuted, and at or above every other.
"""

import numpy as np
from scipy.special import bdtr, betaincinv


def p_value(successes: int, trials: int, share: float) -> float:
    """The probability of at most so many successes, if each trial succeeds with that of `share`.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials, trials at least 1.
    share : float
        Between 0 and 1.
    """
    return float(bdtr(successes, trials, share))


def upper_bound(successes: int, trials: int, level: float) -> float:
    """The exact upper confidence bound of a probability (Clopper and Pearson, Biometrika 26, 1934).

    It is at least the probability with a confidence of 1 - level or more.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials, trials at least 1.
    level : float
        1 - confidence.
    """
    if successes == trials:
        return 1.0
    return float(betaincinv(successes + 1, trials - successes, 1 - level))


def most_refuting(trials: int, share: float, level: float) -> int | None:
    """The largest number of successes that refutes a probability of at least `share`.

    Parameters
    ----------
    trials : int
    share, level : float

    Returns
    -------
    int or None
        None if not even zero successes do.
    """
    refuting = int(np.count_nonzero(bdtr(np.arange(trials), trials, share) <= level))
    return refuting - 1 if refuting else None
