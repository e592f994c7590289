"""Train many independent draws of an artefact's problem and network."""

import numpy as np

from deeplinear.networks.engines import Engine, Initialization
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run

# Draws that share a stream and are trained together. More would leave the processor's cache.
BATCH = 5


def main(
    *,
    replicates: str,
    paper: str,
    artefact: str,
    seed: int,
    first_draw: int,
    draws: int,
    d_x: int,
    n_N: int,
    samples: int,
    target_variance: float,
    noise_variance: float,
    engine: Engine,
    initialization: Initialization,
    depth: int,
    width: int,
    step_size_factor: float,
    iterations: int,
) -> None:
    experiment = Experiment(
        d_x=d_x,
        n_N=n_N,
        samples=samples,
        target_variance=target_variance,
        noise_variance=noise_variance,
        engine=engine,
        initialization=initialization,
        depth=depth,
        width=width,
        step_size_factor=step_size_factor,
        iterations=iterations,
    )
    # A stream a batch, not a shard: no number depends on how the draws are shared out among jobs.
    runs = [
        run_experiment(
            generator(seed, paper, artefact, f"n~{width}", "replicates", f"batch~{batch}"),
            experiment,
            replicates=(BATCH,),
        )
        for batch in range(first_draw // BATCH, -(-(first_draw + draws) // BATCH))
    ]
    np.savez(
        replicates,
        loss=np.concatenate([deep.loss for deep, _ in runs])[:draws],
        movement=np.concatenate([deep.movement for deep, _ in runs])[:draws],
        convex=np.concatenate([convex for _, convex in runs])[:draws],
    )


if __name__ == "__main__":
    run(main, snakemake)
