"""Integrate the induced flow by an adaptive method, at the times of a trajectory."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.papers.eftekhari2020.adaptive_flow import adaptive_distances
from deeplinear.papers.eftekhari2020.induced_flow import plane_coordinates
from deeplinear.provenance.job import run


def main(*, problem: str, trajectory: str, adaptive: str, depths: list[int]) -> None:
    X, start, target = read_arrays(problem, "X", "W_0", "Z")
    samples = X.shape[1]
    W_0, Z = plane_coordinates(start[0], target[0])
    columns = read_columns(trajectory)
    times = sorted(set(columns["t"]))
    rows = []
    for depth in depths:
        distances = adaptive_distances(W_0, Z, depth, samples=samples, times=times)
        rows += [[depth, t, x] for t, x in zip(times, distances.tolist(), strict=True)]
    write_rows(adaptive, ["depth", "t", "distance"], rows)


if __name__ == "__main__":
    run(main, snakemake)
