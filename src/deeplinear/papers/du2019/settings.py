"""Check settings of du2019 that depend on each other."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Check that there are enough samples for the convex problem's minimum, OPT, to be positive.

    Raises
    ------
    ValueError
    """
    if settings["samples"] <= settings["d_in"]:
        raise ValueError(
            f"samples: OPT is positive only with more than d_in = {settings['d_in']} samples, "
            f"got {settings['samples']}; change one of the two"
        )
