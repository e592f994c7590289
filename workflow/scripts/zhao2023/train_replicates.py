"""Train many independent draws of an artefact's problem and network."""

from typing import Any

import numpy as np

from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run

# Draws that share a stream and are trained together. More would not fit the processor's cache.
BATCH = 5


def main(
    *,
    replicates: str,
    stream: list[Any],
    first_draw: int,
    draws: int,
    width: int,
    **settings: Any,
) -> None:
    """`settings` are those of an Experiment."""
    experiment = Experiment(width=width, **settings)
    # One stream per batch, so that no number depends on the division of the draws into jobs.
    runs = [
        run_experiment(
            generator(*stream, f"n~{width}", "replicates", f"batch~{batch}"),
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
