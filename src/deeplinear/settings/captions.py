"""Write captions from the registry: what is shown, the number of draws, and the settings that
depart from the paper."""

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from deeplinear.settings.values import plain

# The value of {sample} in the caption of an artefact, by the ending of the file's name.
SAMPLES = {
    "": "one draw",
    "bands": "lines are medians and bands the central 90 % of {figures} draws",
    "audit": "published cells (points) on the central 95 % of {tables} draws as inferred, and of "
    "half as many as stated; below, in per cent off the mean of the draws as inferred. Draws are",
}

# By the registry's evidence_from: what is said of inferred values, and of them beside stated ones.
SOURCES = {
    "code": ("as in the released code", "the released code has"),
    "table": ("as inferred from the printed numbers", "the printed numbers correspond to"),
    "text": ("as the rest of the text implies", "the rest of the text implies"),
}


def caption(variant: Mapping[str, Any], config: Mapping[str, Any], ending: str = "") -> str:
    """The caption of a picture or table.

    Parameters
    ----------
    variant : mapping
        Settings as resolved by :func:`deeplinear.settings.registry.resolve`.
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
    """The caption without the settings that depart from the paper, for pages that list these."""
    sample = SAMPLES[ending].format(**config["replicates"])
    values = {key: _in_words(variant[key]) for key in names(variant["caption"]) - {"sample"}}
    return str(variant["caption"].format(sample=sample, **values))


def names(template: str) -> set[str]:
    """The placeholders of a caption: settings, and `sample`."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def departure(
    origins: Iterable[Mapping[str, Any]], variant: str, notation: Mapping[str, str] | None = None
) -> str:
    """The sentence on the settings whose inferred value differs from the stated one.

    It says which of them are from the authors' code and which from the published numbers.

    Parameters
    ----------
    origins : iterable of mappings
        For each setting its name, "setting", and its values "stated" and "inferred", if any, the
        latter with "evidence_from".
    variant : str
        "inferred"; otherwise settings are as stated.
    notation : mapping, optional
        Formulas by setting, such as $n$ for widths. A setting without one is named.

    Returns
    -------
    str
        Empty if no setting departs.
    """
    rows = [row for row in origins if row.get("inferred") not in (None, row.get("stated"))]
    if not rows:
        return ""
    symbols = notation or {}
    by_source = {
        source: [row for row in rows if row["evidence_from"] == source] for source in SOURCES
    }
    found = [(*SOURCES[source], group) for source, group in by_source.items() if group]
    if variant != "inferred":
        others = "; ".join(
            f"{has} {_values(group, 'inferred', symbols)}" for _, has, group in found
        )
        return f"Settings as the paper states them; {others}."
    sources = " and ".join(
        f"{source} ({', '.join(symbols.get(row['setting'], row['setting']) for row in group)})"
        if len(found) > 1
        else source
        for source, _, group in found
    )
    return f"Settings {sources}; the paper states {_values(rows, 'stated', symbols)}."


def _values(rows: Iterable[Mapping[str, Any]], kind: str, symbols: Mapping[str, str]) -> str:
    """The values of settings, each after its formula or name."""
    return ", ".join(
        f"{symbols[name]} = {plain(row[kind])}"
        if (name := row["setting"]) in symbols
        else f"{name} {plain(row[kind])}"
        for row in rows
    )


def _in_words(value: Any) -> str:
    return value.replace("_", " ") if isinstance(value, str) else plain(value)
