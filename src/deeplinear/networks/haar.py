"""Haar distributed frames: random matrices with orthonormal columns, invariant under rotations."""

import numpy as np

from deeplinear.arrays import Array


def haar_frame(rng: np.random.Generator, rows: int, columns: int, *, block: int = 256) -> Array:
    """Draw a Haar distributed matrix with orthonormal columns, shape (rows, columns).

    The QR factorization of a Gaussian matrix spends half of its time on Householder reflections
    whose vectors are Gaussian again (Stewart, SIAM J. Numer. Anal. 17, 1980). Here these are drawn
    directly, and only their product is formed, in blocks I - V T V^T.

    Parameters
    ----------
    rng : numpy.random.Generator
    rows, columns : int
        rows >= columns.
    block : int
        Number of reflections applied at once; affects speed only.

    Returns
    -------
    ndarray, shape (rows, columns)
    """
    V = np.tril(rng.standard_normal((rows, columns)))
    sign = np.where(np.diagonal(V) < 0, -1.0, 1.0)
    V[np.diag_indices(columns)] += sign * np.linalg.norm(V, axis=0)
    frame = np.eye(rows, columns)
    for start in reversed(range(0, columns, block)):
        reflectors = V[start:, start : start + block]
        inner = reflectors.T @ reflectors
        T_inverse = np.triu(inner, 1) + np.diag(np.diag(inner)) / 2
        rest = frame[start:, start:]
        rest -= reflectors @ np.linalg.solve(T_inverse, reflectors.T @ rest)
    return frame * -sign


def orthonormal_columns(matrix: Array) -> Array:
    """Orthonormalize the columns of a tall matrix, shape (..., rows, columns).

    The triangular factor is given a positive diagonal, so that the map commutes with rotations from
    the left, and a rotation-invariant input gives a Haar distributed result.

    Parameters
    ----------
    matrix : ndarray, shape (..., rows, columns)
        Of full rank, rows >= columns.

    Returns
    -------
    ndarray, shape (..., rows, columns)
    """
    Q, R = np.linalg.qr(matrix)
    signs = np.where(np.diagonal(R, axis1=-2, axis2=-1) < 0, -1.0, 1.0)
    return Q * signs[..., None, :]
