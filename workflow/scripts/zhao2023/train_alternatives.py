"""Train draws of a table with one setting at a time changed, to see what its audit would notice."""

from typing import Any

import numpy as np

from deeplinear.networks.experiment import Experiment
from deeplinear.papers.zhao2023.batches import train_draws
from deeplinear.provenance.job import run


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
    trained: dict[str, Any] = {
        # Independent of the draws that these are compared with.
        name: train_draws(
            [*stream, "alternatives", name], Experiment(**(settings | {name: value})), draws
        )[0].movement
        for name, value in alternatives.items()
    }
    np.savez(movements, **trained)


if __name__ == "__main__":
    run(main, snakemake)
