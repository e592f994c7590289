"""Read arrays from NumPy archives."""

from pathlib import Path

import numpy as np

from deeplinear.arrays import Array


def read_arrays(path: str | Path, *names: str) -> list[Array]:
    """Read arrays from an .npz file, in the order of the names.

    Raises
    ------
    KeyError
        If the file has no array of that name.
    """
    with np.load(path) as archive:
        return [archive[name] for name in names]
