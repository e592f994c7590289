"""Detect damage that a file's own content shows: empty, truncated, not text."""

from typing import Literal

Damage = Literal["unreadable", "truncated"]
TEXTS = (".csv", ".html", ".svg", ".tex")
# What occurs once in a file, at its end.
ENDS = {
    ".html": b"</html>",
    ".pdf": b"%%EOF",
    ".png": b"IEND\xae\x42\x60\x82",
    ".svg": b"</svg>",
    ".tex": b"\\end{table",
}


def damage(content: bytes, suffix: str) -> tuple[Damage, str] | None:
    """The kind of damage and its description; None if the content shows none.

    Parameters
    ----------
    content : bytes
    suffix : str
        The file name extension, with the dot.
    """
    if not content:
        return "unreadable", "it is empty"
    if suffix in TEXTS:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            # An incomplete character at the very end means a truncated file.
            if error.end < len(content) or error.reason != "unexpected end of data":
                return "unreadable", f"byte {error.start} is not UTF-8"
    if suffix == ".csv" and not content.endswith(b"\n"):
        return "truncated", "its last line is incomplete"
    if suffix in ENDS and ENDS[suffix] not in content:
        return "truncated", "its end is missing"
    return None
