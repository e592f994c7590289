"""Build a table of ||W_i(t) - W_i(0)||_F / ||W_i(0)||_F from a training run."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, trajectories: list[str], table: str) -> None:
    (trajectory,) = trajectories
    columns = read_columns(trajectory)
    movements = [values for name, values in columns.items() if name.startswith("movement_")]
    write_rows(
        table,
        ["t", *(f"i{i}" for i in range(1, len(movements) + 1))],
        ([int(t), *row] for t, *row in zip(columns["t"], *movements, strict=True) if t > 0),
    )


if __name__ == "__main__":
    run(main, snakemake)
