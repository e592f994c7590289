"""Check the settings of a sweep that its schema cannot."""

from collections.abc import Mapping
from typing import Any

from deeplinear.networks.widths import check_widths
from deeplinear.settings.registry import SettingError, suggestion
from deeplinear.settings.shards import ENGINES

# The settings that a sweep takes from the artefact that it names.
LEFT_OPEN = ("d_x", "n_N", "samples", "noise_variance", "iterations")


def check_sweep(sweep: Mapping[str, Any], artefacts: Mapping[str, Any], place: str) -> None:
    """Check that the settings agree with each other and with the artefact that the sweep names.

    Parameters
    ----------
    sweep : mapping
        Valid by ``sweep.schema.yaml``.
    artefacts : mapping
        The paper's resolved settings, by artefact.
    place : str
        The file, for error messages.

    Raises
    ------
    SettingError
    """
    if sweep["artefact"] not in artefacts:
        raise SettingError(
            f"{place}: artefact: {sweep['paper']} has no {sweep['artefact']!r}; "
            f"{suggestion(sweep['artefact'], artefacts)}"
        )
    problem = artefacts[sweep["artefact"]]
    lacking = [key for key in LEFT_OPEN if key not in problem]
    if lacking:
        raise SettingError(
            f"{place}: artefact: a sweep takes {', '.join(LEFT_OPEN)} from it, but "
            f"{sweep['paper']} {sweep['artefact']} has no {', '.join(lacking)}; name another one"
        )
    for initialization in sweep["initializations"]:
        for depth in sweep["depths"]:
            for n in sweep["widths"]:
                try:
                    check_widths(
                        [problem["d_x"], *[n] * (depth - 1), problem["n_N"]],
                        engine=ENGINES[initialization],
                        initialization=initialization,
                    )
                except ValueError as reason:
                    raise SettingError(f"{place}: {reason}") from None
    if "fit_from" in sweep:
        fitted = [n for n in sweep["widths"] if n >= sweep["fit_from"]]
        if len(fitted) < 3:
            raise SettingError(
                f"{place}: fit_from: expected three or more of the widths from this one on, got "
                f"{sweep['fit_from']} and the widths {sweep['widths']}; lower or omit it"
            )
