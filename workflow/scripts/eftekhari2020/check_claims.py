"""Check the claims about the induced flow's distance to its target, for many data and starts."""

from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.eftekhari2020.claims import CHECKS, Curves
from deeplinear.papers.eftekhari2020.induced_flow import recorded_steps
from deeplinear.papers.eftekhari2020.similar_flow import similar_distances
from deeplinear.papers.eftekhari2020.whitened import whitened_data
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *,
    outcome: str,
    stream: list[Any],
    seeds: int,
    claims: dict[str, dict[str, Any]],
    samples: int,
    d_x: int,
    d_y: int,
    label_variance: float,
    angle_degrees: float,
    norm_ratio: float,
    depths: list[int],
    step_size: float,
    steps: int,
    recorded_times: int,
) -> None:
    target_norms = []
    for k in range(seeds):
        X, Y = whitened_data(
            generator(*stream, "claims", f"seed~{k}"),
            d_x=d_x,
            d_y=d_y,
            samples=samples,
            label_variance=label_variance,
        )
        target_norms.append(np.linalg.norm(Y @ X.T / samples))
    times = step_size * np.array(recorded_steps(steps, recorded_times))
    distance = [
        similar_distances(
            np.array(target_norms),
            depth,
            samples=samples,
            angle_degrees=angle_degrees,
            norm_ratio=norm_ratio,
            times=times,
        )
        for depth in sorted(depths)
    ]
    curves = Curves(times, np.array(sorted(depths)), np.stack(distance, axis=1))
    write_claims(outcome, claims, CHECKS, curves)


if __name__ == "__main__":
    run(main, snakemake)
