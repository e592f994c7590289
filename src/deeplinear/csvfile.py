"""CSV files of numbers, in full precision and without pandas, which takes a second to import."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from deeplinear.least_squares import Array


def write_rows(path: str | Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file; floats as the shortest digits that read back to the same number."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_columns(path: str | Path) -> dict[str, Array]:
    """Read a CSV file of numbers as one array of floats a column."""
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    values = np.array(rows, dtype=float).reshape(-1, len(header))
    return {name: values[:, i] for i, name in enumerate(header)}
