"""Draw the triangular factor of a Gaussian matrix without the matrix."""

import numpy as np
from numpy.typing import NDArray

from deeplinear.networks.chi_square import chi_square


def bartlett_factor(
    rng: np.random.Generator, rows: int, columns: int, replicates: tuple[int, ...] = ()
) -> NDArray[np.float64]:
    """Draw L with L L^T distributed as G G^T, G a Gaussian matrix of shape (rows, columns).

    With at least as many columns as rows, L is lower triangular, with chi variables of
    columns - i degrees of freedom on the diagonal; otherwise it is G itself, which is no larger.
    """
    if columns < rows:
        return rng.standard_normal((*replicates, rows, columns))
    factor = np.tril(rng.standard_normal((*replicates, rows, rows)), -1)
    i = np.arange(rows)
    factor[..., i, i] = np.sqrt(chi_square(rng, float(columns) - i, (*replicates, rows)))
    return factor
