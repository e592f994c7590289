"""Check settings of eftekhari2020 that depend on each other."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Check that there are enough samples for whitened data (Definition 3.5).

    Raises
    ------
    ValueError
    """
    if settings["samples"] < settings["d_x"]:
        raise ValueError(
            f"samples: whitened data need at least d_x = {settings['d_x']} of them, "
            f"got {settings['samples']}; change one of the two"
        )
