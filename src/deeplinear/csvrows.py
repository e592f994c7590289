"""Rows of CSV files that hold words beside numbers.

Not in deeplinear.csvfile, which every training job imports: what these import makes them run again.
"""

import csv
from pathlib import Path


def read_rows(path: str | Path) -> list[dict[str, str]]:
    """Read a CSV file as it is, a dict a row."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
