"""Format citations in BibTeX."""

from collections.abc import Mapping
from typing import Any

# The entry type in BibTeX and its field for the venue, by the type in CITATION.cff.
TYPES = {
    "article": ("article", "journal"),
    "conference-paper": ("inproceedings", "booktitle"),
    "software": ("software", "version"),
    "unpublished": ("unpublished", "note"),
}


def bibtex(key: str, cited: Mapping[str, Any]) -> str:
    """Format a paper in BibTeX, or software in BibLaTeX.

    Parameters
    ----------
    key : str
        The citation key.
    cited : mapping
        ``type``, ``title``, ``authors`` by their full names, ``year`` and ``venue``, as registered;
        for software, the venue is its version.
    """
    kind, field = TYPES[cited["type"]]
    values = {
        "author": " and ".join(map(_last_name_first, cited["authors"])),
        "title": f"{{{cited['title']}}}",
        field: cited["venue"],
        "year": cited["year"],
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
    return f"@{kind}{{{key},\n{lines}\n}}"


def software_cited(citation: Mapping[str, Any]) -> dict[str, Any]:
    """This software's entry in CITATION.cff, in the form that :func:`bibtex` takes."""
    return {
        "type": citation["type"],
        "title": citation["title"],
        "authors": [f"{{{author['name']}}}" for author in citation["authors"]],
        "venue": citation["version"],
        "year": str(citation["date-released"])[:4],
    }


def _last_name_first(name: str) -> str:
    """'Arora, Sanjeev'; a name in braces is not a person's and stays as it is."""
    given, _, family = name.rpartition(" ")
    return name if name.startswith("{") or not given else f"{family}, {given}"
