"""Independent random streams, one per purpose, from a seed and labels."""

import hashlib

import numpy as np


def generator(seed: int, *labels: str) -> np.random.Generator:
    """The random stream for one purpose.

    The stream depends on the seed and the labels alone, never on what is drawn elsewhere, so a
    figure made alone equals the same figure made together with all others.

    Parameters
    ----------
    seed : int
        The run's seed, at least 0.
    *labels : str
        The purpose, from the general to the particular: paper, artefact, panel, role, replicate.

    Returns
    -------
    numpy.random.Generator

    Raises
    ------
    ValueError
        If the seed is negative.
    """
    if seed < 0:
        raise ValueError(f"seed must be at least 0, got {seed}; change it in config/config.yaml")
    digest = hashlib.sha256("/".join(labels).encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest)])
