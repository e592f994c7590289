"""Check settings of xu2023 that depend on each other."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Check that a balanced start has enough hidden units (equation 45).

    Raises
    ------
    ValueError
    """
    if settings.get("initialization") == "balanced":
        needed = min(settings["n"], settings["m"])
        if settings["hidden_width"] < needed:
            raise ValueError(
                f"hidden_width: a balanced start needs at least min(n, m) = {needed}, "
                f"got {settings['hidden_width']}; change it there"
            )
