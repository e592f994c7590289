"""Build the tidy table t, loss of the figure."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, trajectory: str, losses: str) -> None:
    columns = read_columns(trajectory)
    rows = ((int(t), loss) for t, loss in zip(columns["t"], columns["loss"], strict=True))
    write_rows(losses, ["t", "loss"], rows)


if __name__ == "__main__":
    run(main, snakemake)
