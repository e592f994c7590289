"""Exact confidence intervals for a probability, from a count of successes."""

from scipy.special import betaincinv

from deeplinear.replication.intervals import Interval


def clopper_pearson(successes: int, trials: int, level: float) -> Interval:
    """The exact confidence interval of a probability (Clopper and Pearson, Biometrika 26, 1934).

    It inverts the two one-sided binomial tests, so its coverage is at least 1 - level for every
    probability.

    Parameters
    ----------
    successes, trials : int
        0 <= successes <= trials, trials at least 1.
    level : float
        1 - confidence, 0.05 for a 95 % interval.
    """
    low = betaincinv(successes, trials - successes + 1, level / 2) if successes else 0.0
    high = (
        betaincinv(successes + 1, trials - successes, 1 - level / 2) if successes < trials else 1.0
    )
    return Interval(float(low), float(high))
