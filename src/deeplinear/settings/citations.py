"""What is in CITATION.cff in BibTeX."""

from typing import Any

# The type in BibTeX, and its field for where it appeared, by the type in CITATION.cff.
TYPES = {
    "conference-paper": ("inproceedings", "booktitle", "collection-title"),
    "unpublished": ("unpublished", "note", "notes"),
    "software": ("software", "version", "version"),
}


def bibtex(key: str, entry: dict[str, Any]) -> str:
    """An entry of CITATION.cff in BibTeX (BibLaTeX for software).

    Parameters
    ----------
    key : str
        To cite it by.
    entry : dict
        The whole file, for the software itself, or one of its references.
    """
    kind, field, source = TYPES[entry["type"]]
    values = {
        "author": " and ".join(map(_name, entry["authors"])),
        "title": f"{{{entry['title']}}}",
        field: entry[source],
        "year": year(entry),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
    return f"@{kind}{{{key},\n{lines}\n}}"


def year(entry: dict[str, Any]) -> int:
    """Of publication, or of the release."""
    return int(entry["year"] if "year" in entry else str(entry["date-released"])[:4])


def _name(author: dict[str, str]) -> str:
    if "name" in author:
        return f"{{{author['name']}}}"
    return f"{author['family-names']}, {author['given-names']}"
