"""Train some replicates of a sweep's cell, and their convex problems."""

import logging
from typing import Any

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
    first_replicate: int,
    replicates: int,
    initialization: Swept,
    **settings: Any,
) -> None:
    """`settings` are those of an Experiment, except for the engine, which follows from them."""
    e = Experiment(engine=ENGINES[initialization], initialization=initialization, **settings)
    cell = (
        f"initialization~{initialization}",
        f"depth~{e.depth}",
        f"factor~{shortest(e.step_size_factor)}",
        f"variance~{shortest(e.target_variance)}",
        f"n~{e.width}",
    )
    numbers = range(first_replicate, first_replicate + replicates)
    trajectories = []
    for replicate in numbers:
        # One stream per replicate, so that no number depends on the division into shards.
        # Training all of them at once would take as long at these sizes.
        rng = generator(seed, "sweeps", paper, artefact, *cell, f"replicate~{replicate}")
        problem, network, eta = draw_experiment(rng, e)
        trajectories.append(compare_trajectories(network, problem, eta, e.iterations))
        if not np.isfinite(trajectories[-1].distance[-1]):
            logging.info("replicate %d diverged", replicate)
    write_columns(
        runs,
        {
            "initialization": initialization,
            "depth": e.depth,
            "step_size_factor": float(e.step_size_factor),
            "target_variance": float(e.target_variance),
            "n": e.width,
            "replicate": np.repeat(numbers, e.iterations + 1),
            "t": np.tile(np.arange(e.iterations + 1), replicates),
            "deep_loss": np.concatenate([each.deep_loss for each in trajectories]),
            "convex_loss": np.concatenate([each.convex_loss for each in trajectories]),
            "distance": np.concatenate([each.distance for each in trajectories]),
        },
    )


if __name__ == "__main__":
    run(main, snakemake)
