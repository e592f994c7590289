"""Detect damage that a made file shows by itself: empty, truncated, not text."""

from typing import Literal

Damage = Literal["unreadable", "truncated"]
TEXTS = (".csv", ".html", ".svg", ".tex")
# What stands once in a file, at its end.
ENDS = {
    ".html": b"</html>",
    ".pdf": b"%%EOF",
    ".png": b"IEND\xae\x42\x60\x82",
    ".svg": b"</svg>",
    ".tex": b"\\end{table",
}


def damage(content: bytes, suffix: str) -> tuple[Damage, str] | None:
    """Why a file cannot be what was made, and in what way; None if it can.

    Parameters
    ----------
    content : bytes
    suffix : str
        The ending of its name, with the dot.
    """
    if not content:
        return "unreadable", "it is empty"
    if suffix in TEXTS:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            # A character cut in two at the very end is a file cut off.
            if error.end < len(content) or error.reason != "unexpected end of data":
                return "unreadable", f"byte {error.start} is not UTF-8"
    if suffix == ".csv" and not content.endswith(b"\n"):
        return "truncated", "its last line has no end"
    if suffix in ENDS and ENDS[suffix] not in content:
        return "truncated", "its end is missing"
    return None
