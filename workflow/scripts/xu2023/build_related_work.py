"""Build the table of the assumptions of earlier convergence results, which is text only."""

from deeplinear.files.columns import write_rows
from deeplinear.papers.xu2023.words import Cell, text
from deeplinear.provenance.job import run

COLUMNS = ("work", "step_size", "width", "initialization")


def main(*, table: str, rows: list[dict[str, Cell]]) -> None:
    write_rows(table, COLUMNS, ([text(row[column]) for column in COLUMNS] for row in rows))


if __name__ == "__main__":
    run(main, snakemake)
