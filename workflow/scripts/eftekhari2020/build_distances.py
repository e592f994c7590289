"""Build the tidy table depth, t, distance, and how far it is from the adaptive solution."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, trajectory: str, adaptive: str, distances: str, deviations: str) -> None:
    euler, reference = read_columns(trajectory), read_columns(adaptive)
    largest: dict[int, float] = {}
    rows = []
    for depth, t, distance, exact in zip(
        euler["depth"], euler["t"], euler["distance"], reference["distance"], strict=True
    ):
        rows.append([int(depth), t, distance])
        deviation = abs(distance / exact - 1)
        largest[int(depth)] = max(largest.get(int(depth), 0.0), deviation)
    write_rows(distances, ["depth", "t", "distance"], rows)
    write_rows(deviations, ["depth", "relative_deviation"], largest.items())


if __name__ == "__main__":
    run(main, snakemake)
