"""Check settings of arora2019 that depend on each other."""

from collections.abc import Mapping
from typing import Any


def check(settings: Mapping[str, Any]) -> None:
    """Check that the construction of Lemma 15 exists for a and d.

    Raises
    ------
    ValueError
    """
    if settings["drawn_a"] * settings["drawn_d"] <= 4:
        raise ValueError(
            "drawn_a: the construction of Lemma 15 needs drawn_a * drawn_d above 4, "
            f"got {settings['drawn_a']} * {settings['drawn_d']}; change one of the two"
        )
