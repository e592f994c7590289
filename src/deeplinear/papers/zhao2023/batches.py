"""Train many independent draws of an experiment, in batches with a random stream each."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.descent import Trajectory
from deeplinear.networks.experiment import Experiment, run_experiment
from deeplinear.networks.randomness import generator

# Draws that share a stream and are trained together. More would not fit the processor's cache.
BATCH = 5


def train_draws(
    stream: Sequence[Any], experiment: Experiment, draws: int, first_draw: int = 0
) -> tuple[Trajectory, Array]:
    """Train draws of an experiment; no number depends on how they are divided into calls.

    Parameters
    ----------
    stream : sequence
        The seed and the labels of the random streams.
    experiment : Experiment
    draws : int
    first_draw : int
        The number of draws before these, a multiple of `BATCH`.

    Returns
    -------
    Trajectory
        Of the networks, with leading axis `draws`.
    ndarray, shape (draws, iterations + 1)
        Losses of the convex problem.
    """
    runs = [
        run_experiment(generator(*stream, f"batch~{batch}"), experiment, replicates=(BATCH,))
        for batch in range(first_draw // BATCH, -(-(first_draw + draws) // BATCH))
    ]
    loss, movement = (
        np.concatenate([getattr(deep, name) for deep, _ in runs])[:draws]
        for name in ("loss", "movement")
    )
    return Trajectory(loss, movement), np.concatenate([convex for _, convex in runs])[:draws]
