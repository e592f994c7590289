"""What anon2024 says of its Figure 1, checked for many seeds at once."""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.replication.claims import Flags


def falls(loss: Array, threshold: float) -> Flags:
    """Whether the loss, shape (seeds, T + 1), falls by more than a share in every iteration."""
    return np.all(loss[:, 1:] < (1 - threshold) * loss[:, :-1], axis=-1)


CHECKS = {"falls": falls}
