"""What tests of claims share: the rows that a check writes."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

Settings = Callable[[str], dict[str, dict[str, Any]]]


def outcome_of(path: Path) -> dict[str, dict[str, str]]:
    """The outcome of claims, by item."""
    with open(path, newline="", encoding="utf-8") as file:
        return {row["item"]: row for row in csv.DictReader(file)}
