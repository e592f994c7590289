"""Settings of xu2023 that only make sense together."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Refuse a balanced start with too few hidden units for it (equation 45).

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
