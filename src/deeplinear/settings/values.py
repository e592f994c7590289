"""A setting's value in words."""

from typing import Any


def plain(value: Any) -> str:
    """A setting's value for a reader: [5000] is 5000."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
