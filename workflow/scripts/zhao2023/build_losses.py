"""Build the tidy table n, network, t, loss of a figure from its training runs."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, trajectories: list[str], losses: str, widths: list[int]) -> None:
    rows = []
    for n, path in zip(widths, trajectories, strict=True):
        columns = read_columns(path)
        for network in ("deep", "convex"):
            for t, loss in zip(columns["t"], columns[network], strict=True):
                rows.append([n, network, int(t), loss])
    write_rows(losses, ["n", "network", "t", "loss"], rows)


if __name__ == "__main__":
    run(main, snakemake)
