"""Build the tidy table n, network, t, low, median, high of a figure from many draws."""

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run


def main(*, replicates: list[str], bands: str, widths: list[int]) -> None:
    shards = np.array(replicates).reshape(len(widths), -1)
    rows = []
    for n, paths in zip(widths, shards, strict=True):
        draws = [np.load(path) for path in paths]
        for network, name in (("deep", "loss"), ("convex", "convex")):
            losses = np.concatenate([draw[name] for draw in draws])
            # Order statistics: interpolation would make nan of diverged runs.
            low, high = np.quantile(losses, (0.05, 0.95), axis=0, method="inverted_cdf")
            levels = np.column_stack([low, np.median(losses, axis=0), high])
            rows += [[n, network, t, *level] for t, level in enumerate(levels.tolist())]
    write_rows(bands, ["n", "network", "t", "low", "median", "high"], rows)


if __name__ == "__main__":
    run(main, snakemake)
