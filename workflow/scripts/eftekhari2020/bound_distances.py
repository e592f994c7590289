"""Evaluate the bounds (38a) and (38b) of eftekhari2020 along a trajectory, where they hold."""

import numpy as np

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.papers.eftekhari2020.flow_bounds import (
    arrival,
    distance_bounds,
    theorem_setting,
    unmet_condition,
)
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    trajectory: str,
    bounds: str,
    conditions: str,
    depths: list[int],
    alpha: float,
    beta: float,
) -> None:
    X, W_0, Z = read_arrays(problem, "X", "W_0", "Z")
    samples = X.shape[1]
    columns = {name: np.array(values) for name, values in read_columns(trajectory).items()}

    bound_rows, condition_rows = [], []
    for depth in depths:
        here = columns["depth"] == depth
        t, distance = columns["t"][here], columns["distance"][here]
        setting = theorem_setting(W_0, Z, depth=depth, samples=samples, alpha=alpha, beta=beta)
        reached = arrival(columns["singular_value"][here], setting.s_Z)
        unmet = unmet_condition(setting)
        tau = np.nan if reached is None else float(t[reached])
        condition_rows.append([depth, tau, alpha, beta, unmet])
        if unmet:
            continue
        faraway, nearby = distance_bounds(setting, t, distance, reached)
        times = t.tolist()
        for equation, values, at in (
            ("38a", faraway, times[: len(faraway)]),
            ("38b", nearby, times[len(times) - len(nearby) :]),
        ):
            bound_rows += [
                [depth, equation, time, bound]
                for time, bound in zip(at, values.tolist(), strict=True)
            ]
    write_rows(bounds, ["depth", "equation", "t", "bound"], bound_rows)
    write_rows(conditions, ["depth", "tau", "alpha", "beta", "unmet"], condition_rows)


if __name__ == "__main__":
    run(main, snakemake)
