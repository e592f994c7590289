"""Build the table of L(t) / L(0) from a training run."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, trajectory: str, table: str) -> None:
    start, *later = read_columns(trajectory)["loss"]
    write_rows(table, ["t", "ratio"], ((t, loss / start) for t, loss in enumerate(later, 1)))


if __name__ == "__main__":
    run(main, snakemake)
