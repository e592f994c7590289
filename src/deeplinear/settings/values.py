"""Format the values of settings for readers."""

from typing import Any


def plain(value: Any) -> str:
    """A setting's value as text: [5000] as 5000."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
