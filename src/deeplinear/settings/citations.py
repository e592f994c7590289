"""Papers and this software in BibTeX."""

from collections.abc import Mapping, Sequence
from typing import Any

# The type in BibTeX and its field for the venue, by the type in CITATION.cff.
TYPES = {
    "article": ("article", "journal"),
    "conference-paper": ("inproceedings", "booktitle"),
    "unpublished": ("unpublished", "note"),
}


def paper_bibtex(key: str, paper: Mapping[str, Any]) -> str:
    """A paper in BibTeX.

    Parameters
    ----------
    key : str
        To cite it by.
    paper : mapping
        ``type``, ``title``, ``authors`` by their full names, ``year`` and ``venue``, as registered.
    """
    kind, field = TYPES[paper["type"]]
    authors = [_last_name_first(name) for name in paper["authors"]]
    return _entry(kind, key, authors, paper["title"], {field: paper["venue"]}, paper["year"])


def software_bibtex(key: str, software: Mapping[str, Any]) -> str:
    """This software in BibLaTeX.

    Parameters
    ----------
    key : str
        To cite it by.
    software : mapping
        CITATION.cff.
    """
    authors = [f"{{{author['name']}}}" for author in software["authors"]]
    year = str(software["date-released"])[:4]
    version = {"version": software["version"]}
    return _entry("software", key, authors, software["title"], version, year)


def _entry(
    kind: str,
    key: str,
    authors: Sequence[str],
    title: str,
    where: Mapping[str, str],
    year: int | str,
) -> str:
    values = {"author": " and ".join(authors), "title": f"{{{title}}}", **where, "year": year}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
    return f"@{kind}{{{key},\n{lines}\n}}"


def _last_name_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family
