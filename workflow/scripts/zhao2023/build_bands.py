"""Build the tidy table n, network, t, low, median, high of a figure from many draws."""

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run

LEVELS = (0.05, 0.5, 0.95)


def main(*, replicates: list[str], bands: str, widths: list[int]) -> None:
    shards = np.array(replicates).reshape(len(widths), -1)
    rows = []
    for n, paths in zip(widths, shards, strict=True):
        draws = [np.load(path) for path in paths]
        for network, name in (("deep", "loss"), ("convex", "convex")):
            losses = np.concatenate([draw[name] for draw in draws])
            # No interpolation: a diverged run is inf and stays one.
            levels = np.quantile(losses, LEVELS, axis=0, method="inverted_cdf")
            rows += [[n, network, t, *level] for t, level in enumerate(levels.T.tolist())]
    write_rows(bands, ["n", "network", "t", "low", "median", "high"], rows)


if __name__ == "__main__":
    run(main, snakemake)
