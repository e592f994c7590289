"""Integrate the induced flow again, by an adaptive method, at the times of a trajectory."""

import numpy as np

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.papers.eftekhari2020.adaptive_flow import adaptive_distances
from deeplinear.papers.eftekhari2020.induced_flow import plane_coordinates
from deeplinear.provenance.job import run


def main(*, problem: str, trajectory: str, adaptive: str, depths: list[int]) -> None:
    with np.load(problem) as data:
        samples = data["X"].shape[1]
        W_0, Z = plane_coordinates(data["W_0"][0], data["Z"][0])
    columns = read_columns(trajectory)
    times = sorted(set(columns["t"]))
    rows = []
    for depth in depths:
        distances = adaptive_distances(W_0, Z, depth, samples=samples, times=times)
        rows += [[depth, t, x] for t, x in zip(times, distances.tolist(), strict=True)]
    write_rows(adaptive, ["depth", "t", "distance"], rows)


if __name__ == "__main__":
    run(main, snakemake)
