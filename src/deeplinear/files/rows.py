"""Read CSV files that hold text beside numbers.

Separate from deeplinear.files.columns, which every training job imports: an edit there reruns them.
"""

import csv
from pathlib import Path


def read_rows(path: str | Path) -> list[dict[str, str]]:
    """Read a CSV file as text, one dict per row."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
