"""Train some replicates of a sweep's cell beside their convex problems."""

import logging

import numpy as np

from deeplinear.files.parquet import write_columns
from deeplinear.networks.experiment import Experiment, draw_experiment
from deeplinear.networks.randomness import generator
from deeplinear.networks.trajectory_distance import compare_trajectories
from deeplinear.provenance.job import run
from deeplinear.settings.shards import ENGINES, Swept, shortest


def main(
    *,
    runs: str,
    seed: int,
    paper: str,
    artefact: str,
    initialization: Swept,
    depth: int,
    step_size_factor: float,
    target_variance: float,
    width: int,
    first_replicate: int,
    replicates: int,
    d_x: int,
    n_N: int,
    samples: int,
    noise_variance: float,
    iterations: int,
) -> None:
    cell = (
        f"initialization~{initialization}",
        f"depth~{depth}",
        f"factor~{shortest(step_size_factor)}",
        f"variance~{shortest(target_variance)}",
        f"n~{width}",
    )
    experiment = Experiment(
        d_x=d_x,
        n_N=n_N,
        samples=samples,
        target_variance=target_variance,
        noise_variance=noise_variance,
        engine=ENGINES[initialization],
        initialization=initialization,
        depth=depth,
        width=width,
        step_size_factor=step_size_factor,
        iterations=iterations,
    )
    numbers = range(first_replicate, first_replicate + replicates)
    trajectories = []
    for replicate in numbers:
        # A stream a replicate, not a shard: no number depends on how replicates are shared out.
        # Training all of them at once would take as long at these sizes.
        rng = generator(seed, "sweeps", paper, artefact, *cell, f"replicate~{replicate}")
        problem, network, eta = draw_experiment(rng, experiment)
        trajectories.append(compare_trajectories(network, problem, eta, iterations))
        if not np.isfinite(trajectories[-1].distance[-1]):
            logging.info("replicate %d diverged", replicate)
    write_columns(
        runs,
        {
            "initialization": initialization,
            "depth": depth,
            "step_size_factor": float(step_size_factor),
            "target_variance": float(target_variance),
            "n": width,
            "replicate": np.repeat(numbers, iterations + 1),
            "t": np.tile(np.arange(iterations + 1), replicates),
            "deep_loss": np.concatenate([each.deep_loss for each in trajectories]),
            "convex_loss": np.concatenate([each.convex_loss for each in trajectories]),
            "distance": np.concatenate([each.distance for each in trajectories]),
        },
    )


if __name__ == "__main__":
    run(main, snakemake)
