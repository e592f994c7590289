"""Settings of du2019 that only make sense together."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Refuse so few samples that the convex problem's minimum, OPT, is zero.

    Raises
    ------
    ValueError
    """
    if settings["samples"] <= settings["d_in"]:
        raise ValueError(
            f"samples: OPT is above zero only with more than d_in = {settings['d_in']} of them, "
            f"got {settings['samples']}; change one of the two"
        )
