"""The triangular factor of a Gaussian matrix, drawn without the matrix."""

import numpy as np
from numpy.typing import NDArray


def bartlett_factor(
    rng: np.random.Generator, rows: int, columns: int, replicates: tuple[int, ...] = ()
) -> NDArray[np.float64]:
    """L with L L^T distributed as G G^T for a Gaussian matrix G of shape (rows, columns).

    Lower triangular with chi variables of columns - i degrees of freedom on the diagonal when
    there are at least as many columns as rows; otherwise G itself is no larger.
    """
    if columns < rows:
        return rng.standard_normal((*replicates, rows, columns))
    factor = np.tril(rng.standard_normal((*replicates, rows, rows)), -1)
    i = np.arange(rows)
    factor[..., i, i] = np.sqrt(rng.chisquare(columns - i, (*replicates, rows)))
    return factor
