"""Train draws of a table with one setting at a time changed, to see what its audit would notice."""

from typing import Any

import numpy as np

from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.randomness import generator
from deeplinear.provenance.job import run

# As in train_replicates.
BATCH = 5


def main(
    *,
    movements: str,
    stream: list[Any],
    draws: int,
    width: int,
    alternatives: dict[str, float],
    **settings: Any,
) -> None:
    """`alternatives` has the changed settings; `settings` are those of an Experiment."""
    settings |= {"width": width}
    trained: dict[str, Any] = {}
    for name, value in alternatives.items():
        runs = [
            run_experiment(
                # Independent of the draws that these are compared with.
                generator(*stream, "alternatives", name, f"batch~{batch}"),
                Experiment(**(settings | {name: value})),
                replicates=(BATCH,),
            )[0].movement
            for batch in range(-(-draws // BATCH))
        ]
        trained[name] = np.concatenate(runs)[:draws]
    np.savez(movements, **trained)


if __name__ == "__main__":
    run(main, snakemake)
