"""Check settings of zhao2023 that depend on each other."""

from collections.abc import Mapping
from typing import Any

from deeplinear.networks.widths import check_widths


def check(settings: Mapping[str, Any]) -> None:
    """Check that the initialization can be drawn with these widths (section 2.3).

    Raises
    ------
    ValueError
    """
    for n in settings["widths"]:
        check_widths(
            [settings["d_x"], *[n] * (settings["depth"] - 1), settings["n_N"]],
            engine=settings["engine"],
            initialization=settings["initialization"],
        )
