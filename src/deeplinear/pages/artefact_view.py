"""What the gallery shows of an artefact: its files by variant, with what they say of themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deeplinear.provenance.stamps import read_stamp

# By the ending of the file's name, in the order of the page.
HEADINGS = {
    "": "As inferred",
    "stated": "As stated",
    "bands": "Many draws",
    "audit": "Published cells on their draws",
}
FORMATS = ("csv", "pdf", "svg", "png", "tex", "html")
WORDS = {"csv": "CSV", "pdf": "PDF", "svg": "SVG", "png": "PNG", "tex": "LaTeX", "html": "HTML"}


@dataclass(frozen=True)
class View:
    """One variant of an artefact.

    Attributes
    ----------
    name : str
        Such as "table1-stated".
    heading : str
    files : mapping
        Path by format, such as "csv".
    numbers : str
        Path of the CSV file that a picture shows.
    stamp : dict
        What the pictures and pages say of themselves (deeplinear.provenance.description).
    """

    name: str
    heading: str
    files: dict[str, str]
    numbers: str
    stamp: dict[str, Any]


def views(paths: Iterable[str], cells: Iterable[str]) -> list[View]:
    """An artefact's variants, from its files.

    Parameters
    ----------
    paths : iterable of str
        The made files, such as figures/zhao2023/table1-stated.csv.
    cells : iterable of str
        What pictures of audits show, such as results/audit/zhao2023/table1/cells.csv.

    Raises
    ------
    ValueError
        If a variant has no picture or page with a stamp.
    """
    audited = {Path(path).parent.name: path for path in cells}
    by_name: dict[str, dict[str, str]] = {}
    for path in paths:
        by_name.setdefault(Path(path).stem, {})[Path(path).suffix[1:]] = path
    endings = {name: name.partition("-")[2] for name in by_name}
    one = "stated" not in endings.values()
    return [
        View(
            name,
            "Regenerated" if one and not endings[name] else HEADINGS[endings[name]],
            {kind: by_name[name][kind] for kind in FORMATS if kind in by_name[name]},
            by_name[name].get("csv") or audited[name.removesuffix("-audit")],
            _stamp(by_name[name]),
        )
        for name in sorted(by_name, key=lambda name: list(HEADINGS).index(endings[name]))
    ]


def label(artefact: str) -> str:
    """What a reader calls an artefact: Table 1, Figure 2, Width and depth."""
    numbered = re.fullmatch(r"(table|figure)(\d+)", artefact)
    if numbered:
        return f"{numbered[1].capitalize()} {numbered[2]}"
    return artefact.replace("_", " and ").capitalize()


def _stamp(files: dict[str, str]) -> dict[str, Any]:
    path = files.get("png") or files["html"]
    stamp = read_stamp(Path(path).read_bytes())
    if stamp is None:
        raise ValueError(f"{path}: expected a stamp, found none; make it again: snakemake")
    return stamp.record
