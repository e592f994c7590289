"""Collect the variants of an artefact for the gallery: files, pictures, captions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from deeplinear.provenance.stamps import read_stamp

HEADINGS = {
    "inferred": "As inferred",
    "stated": "As stated",
    "bands": "Many draws",
    "audit": "Published cells on their draws",
}
WORDS = {"csv": "CSV", "pdf": "PDF", "svg": "SVG", "png": "PNG", "tex": "LaTeX", "html": "HTML"}


@dataclass(frozen=True)
class View:
    """One variant of an artefact, or the picture of its audit.

    Attributes
    ----------
    paper, artefact : str
    name : str
        Such as "table1-stated".
    role : str
        The role among the artefact's variants: "inferred", "stated", "bands" or "audit".
    heading : str
    caption : str
        With formulas in TeX between dollar signs.
    files : mapping
        Path by format, such as "csv".
    numbers : str
        Path of the CSV file that it shows.
    stamp : dict
        The provenance record of its pictures and pages (deeplinear.provenance.description).
    """

    paper: str
    artefact: str
    name: str
    role: str
    heading: str
    caption: str
    files: dict[str, str]
    numbers: str
    stamp: dict[str, Any]


def views(
    shown: Sequence[Mapping[str, Any]], made: Iterable[str], numbers: Iterable[str]
) -> list[View]:
    """The variants of one or more artefacts.

    Parameters
    ----------
    shown : sequence of mapping
        For each variant, its "paper", "artefact", "name", "role", "caption" and "formats", such as
        ["csv", "tex", "html"].
    made : iterable of str
        The files, for each variant one per format.
    numbers : iterable of str
        The CSV file that each variant shows.

    Raises
    ------
    ValueError
        If the number of files does not match the formats, or a variant has no picture or page
        with a stamp.
    """
    stated = {_key(each) for each in shown if each["role"] == "stated"}
    files = iter(made)
    found = []
    for each, table in zip(shown, numbers, strict=True):
        own = dict(zip(each["formats"], islice(files, len(each["formats"])), strict=True))
        one = each["role"] == "inferred" and _key(each) not in stated
        heading = "Regenerated" if one else HEADINGS[each["role"]]
        about = (each["name"], each["role"], heading, each["caption"])
        found.append(View(*_key(each), *about, own, table, _stamp(own)))
    if left := list(files):
        raise ValueError(f"expected as many files as formats, got more: {', '.join(left)}")
    return found


def label(artefact: str) -> str:
    """The name of an artefact for display: Table 1, Figure 2, Width and depth."""
    numbered = re.fullmatch(r"(table|figure)(\d+)", artefact)
    if numbered:
        return f"{numbered[1].capitalize()} {numbered[2]}"
    return artefact.replace("_", " and ").capitalize()


def _key(shown: Mapping[str, Any]) -> tuple[str, str]:
    return shown["paper"], shown["artefact"]


def _stamp(files: dict[str, str]) -> dict[str, Any]:
    path = files.get("png") or files["html"]
    stamp = read_stamp(Path(path).read_bytes())
    if stamp is None:
        raise ValueError(f"{path} has no readable stamp; run `snakemake` to rebuild it")
    return stamp.record
