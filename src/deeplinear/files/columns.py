"""Read and write CSV files of numbers in full precision, without importing pandas (a second)."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_rows(path: str | Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file, floats with the fewest digits that read back as the same number."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_columns(path: str | Path) -> dict[str, list[float]]:
    """Read a CSV file of numbers, one list per column."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return {name: [float(row[i]) for row in rows] for i, name in enumerate(header)}
