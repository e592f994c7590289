"""Integrate the induced flow by forward Euler for all depths, and record some of the steps."""

import logging

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.papers.eftekhari2020.flow_bounds import arrival
from deeplinear.papers.eftekhari2020.induced_flow import (
    forward_euler,
    norms,
    plane_coordinates,
    recorded_steps,
)
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    trajectory: str,
    depths: list[int],
    step_size: float,
    steps: int,
    recorded_times: int,
) -> None:
    X, start, target = read_arrays(problem, "X", "W_0", "Z")
    samples = X.shape[1]
    W_0, Z = plane_coordinates(start[0], target[0])
    states = forward_euler(
        W_0, Z, np.array(depths), samples=samples, step_size=step_size, steps=steps
    )
    singular_values, distances = norms(states), norms(states - Z)

    s_Z = float(np.linalg.norm(Z))
    arrivals = [arrival(singular_values[:, i], s_Z) for i in range(len(depths))]
    kept = {*recorded_steps(steps, recorded_times), *(k for k in arrivals if k is not None)}
    for depth, k, distance in zip(depths, arrivals, distances.T, strict=True):
        logging.info("N = %d: step of tau %s, last distance %r", depth, k, float(distance[-1]))
    write_rows(
        trajectory,
        ["depth", "t", "singular_value", "distance"],
        (
            [depth, k * step_size, float(singular_values[k, i]), float(distances[k, i])]
            for i, depth in enumerate(depths)
            for k in sorted(kept)
        ),
    )


if __name__ == "__main__":
    run(main, snakemake)
