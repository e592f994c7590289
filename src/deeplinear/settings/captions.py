"""Captions, written from the registry: what a table or figure shows, from how many draws, and by
which settings it departs from the paper."""

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from deeplinear.settings.values import plain

# What {sample} stands for in the caption of an artefact, by the ending of the file's name.
SAMPLES = {
    "": "one draw",
    "bands": "lines are medians and bands the central 90 % of {figures} draws",
    "audit": "published cells (points) on the central 95 % of {tables} draws as inferred, and of "
    "half as many as stated; below, in per cent off the mean of the draws as inferred. Draws are",
}


def caption(variant: Mapping[str, Any], config: Mapping[str, Any], ending: str = "") -> str:
    """The caption of a picture or table.

    Parameters
    ----------
    variant : mapping
        Resolved settings (deeplinear.settings.registry.resolve).
    config : mapping
        As in config/config.yaml.
    ending : str
        "bands", "audit" or nothing.

    Returns
    -------
    str
        With formulas in TeX between dollar signs (see formulas).
    """
    own = without_departure(variant, config, ending)
    if ending == "audit":
        return own
    return f"{own} {departure(variant['origins'], variant['variant'])}".rstrip()


def without_departure(
    variant: Mapping[str, Any], config: Mapping[str, Any], ending: str = ""
) -> str:
    """The caption without the settings that depart from the paper, where these stand beside it."""
    sample = SAMPLES[ending].format(**config["replicates"])
    values = {key: _in_words(variant[key]) for key in names(variant["caption"]) - {"sample"}}
    return str(variant["caption"].format(sample=sample, **values))


def names(template: str) -> set[str]:
    """What a caption asks for: settings, and `sample`."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def departure(
    origins: Iterable[Mapping[str, Any]], variant: str, notation: Mapping[str, str] | None = None
) -> str:
    """The sentence on the settings of which another value than the stated one was inferred.

    Parameters
    ----------
    origins : iterable of mappings
        Of each setting its "setting" (the name) and, where there are any, "stated" and "inferred".
    variant : str
        "inferred"; otherwise settings are as stated.
    notation : mapping, optional
        Formulas for settings by name, as $n$ for widths. A setting without one has its name.

    Returns
    -------
    str
        Empty where no setting departs.
    """
    rows = [row for row in origins if row.get("inferred") not in (None, row.get("stated"))]
    if not rows:
        return ""
    symbols = {setting: f"{symbol} =" for setting, symbol in (notation or {}).items()}
    other = "stated" if variant == "inferred" else "inferred"
    values = ", ".join(
        f"{symbols.get(row['setting'], row['setting'])} {plain(row[other])}" for row in rows
    )
    if variant == "inferred":
        return f"Settings as inferred from the published numbers; the paper states {values}."
    return f"Settings as the paper states them; the published numbers correspond to {values}."


def _in_words(value: Any) -> str:
    return value.replace("_", " ") if isinstance(value, str) else plain(value)
