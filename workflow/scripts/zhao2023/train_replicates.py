"""Train many independent draws of an artefact's problem and network."""

from typing import Any

import numpy as np

from deeplinear.networks.experiment import Experiment
from deeplinear.papers.zhao2023.batches import train_draws
from deeplinear.provenance.job import run


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
    deep, convex = train_draws(
        [*stream, f"n~{width}", "replicates"],
        Experiment(width=width, **settings),
        draws,
        first_draw,
    )
    np.savez(replicates, loss=deep.loss, movement=deep.movement, convex=convex)


if __name__ == "__main__":
    run(main, snakemake)
