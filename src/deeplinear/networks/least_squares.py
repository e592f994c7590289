"""The convex problem: least squares for one matrix, its data and its gradient descent."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.chi_square import chi_square

# X X^T has the square of X's condition number. Where its smallest eigenvalue is above this share
# of its largest, its inverse, refined once with X itself, is as accurate as singular values of X.
RESOLVED = 1e-8


def standard_deviation(variance: float, setting: str) -> float:
    """The square root of a variance, after checking it.

    Parameters
    ----------
    variance : float
    setting : str
        Its name, for the message.

    Raises
    ------
    ValueError
        If the variance is negative or not a number.
    """
    if not variance >= 0:
        raise ValueError(f"{setting}: expected a variance of at least 0, got {variance}")
    return math.sqrt(variance)


def generate_data(
    rng: np.random.Generator,
    *,
    d_x: int,
    n_N: int,
    samples: int,
    target_variance: float,
    noise_variance: float,
) -> tuple[Array, Array]:
    """Draw a teacher's data Y = W_* X + E (zhao2023, appendices G and H, item a).

    Parameters
    ----------
    rng : numpy.random.Generator
    d_x, n_N, samples : int
        Input dimension, output dimension and the number m of samples.
    target_variance, noise_variance : float
        Variances of the entries of W_* and of E; the entries of X have variance 1.

    Returns
    -------
    X : ndarray, shape (d_x, samples)
    Y : ndarray, shape (n_N, samples)

    Raises
    ------
    ValueError
        If a variance is negative or not a number.
    """
    of_target = standard_deviation(target_variance, "target_variance")
    of_noise = standard_deviation(noise_variance, "noise_variance")
    X = rng.standard_normal((d_x, samples))
    W_star = of_target * rng.standard_normal((n_N, d_x))
    noise = of_noise * rng.standard_normal((n_N, samples))
    return X, W_star @ X + noise


@dataclass(frozen=True)
class LeastSquares:
    """L(W) = 1/2 ||W X - Y||_F^2, represented by X X^T, its minimizer and its minimum.

    No array grows with the number of samples, and the excess loss is computed from W - W_*, not
    as a difference of large numbers.

    Attributes
    ----------
    gram : ndarray, shape (..., d_x, d_x)
        X X^T, the Hessian of each row of W.
    minimizer : ndarray, shape (..., n_N, d_x)
        W_* P_X, the minimizer of least norm (unique, zhao2023, section 2.1).
    minimum : ndarray, shape (...)
        L(W_*).
    alpha, beta : ndarray, shape (...)
        Smallest nonzero and largest eigenvalue of X X^T: the constants of strong convexity with
        respect to ||.||_X and of smoothness. beta = ||X||^2, the squared spectral norm.
    projection : ndarray, shape (..., d_x, d_x)
        P_X, on the column space of X. X X^T does not tell it once rounding errors hide alpha.
    """

    gram: Array
    minimizer: Array
    minimum: Array
    alpha: Array
    beta: Array
    projection: Array

    def loss(self, W: Array) -> Array:
        """L(W) for W of shape (..., n_N, d_x)."""
        error = W - self.minimizer
        return self.minimum + 0.5 * np.sum((error @ self.gram) * error, axis=(-2, -1))

    def gradient(self, W: Array) -> Array:
        """The gradient of L at W, shape (..., n_N, d_x)."""
        return (W - self.minimizer) @ self.gram


def least_squares_problem(X: Array, Y: Array) -> LeastSquares:
    """Reduce data to the sufficient statistics for gradient descent.

    Parameters
    ----------
    X : ndarray, shape (..., d_x, m)
        Of any nonzero rank.
    Y : ndarray, shape (..., n_N, m)

    Returns
    -------
    LeastSquares
        With the leading axes of the data.

    Raises
    ------
    ValueError
        If X is zero or the numbers of samples differ.
    """
    if X.shape[-1] != Y.shape[-1]:
        raise ValueError(
            f"X and Y must hold the same samples as columns, got {X.shape[-1]} and {Y.shape[-1]}"
        )
    gram = X @ X.mT
    eigenvalues = np.linalg.eigvalsh(gram)
    alpha, beta = eigenvalues[..., 0], eigenvalues[..., -1]
    if not np.all(beta > 0):
        raise ValueError("X must not be zero (zhao2023, section 2.1), got a matrix of zeros")
    resolved = alpha > RESOLVED * beta
    pick = resolved[..., None, None]
    projection = np.broadcast_to(np.eye(X.shape[-2]), gram.shape)
    inverse = np.linalg.inv(np.where(pick, gram, projection))
    minimizer = (Y @ X.mT) @ inverse
    minimizer += ((Y - minimizer @ X) @ X.mT) @ inverse
    if not np.all(resolved):
        precise = _by_singular_values(X, Y)
        alpha = np.where(resolved, alpha, precise[0])
        minimizer = np.where(pick, minimizer, precise[1])
        projection = np.where(pick, projection, precise[2])
    minimum = 0.5 * np.sum((Y - minimizer @ X) ** 2, axis=(-2, -1))
    return LeastSquares(gram, minimizer, minimum, alpha, beta, projection)


def _by_singular_values(X: Array, Y: Array) -> tuple[Array, Array, Array]:
    """alpha, the minimizer of least norm and P_X, for X of any rank."""
    U, singular, Vt = np.linalg.svd(X, full_matrices=False)
    non_zero = singular > max(X.shape[-2:]) * np.finfo(float).eps * singular[..., :1]
    inverse = np.divide(1, singular, out=np.zeros_like(singular), where=non_zero)
    minimizer = ((Y @ Vt.mT) * inverse[..., None, :]) @ U.mT
    alpha = np.where(non_zero, singular, np.inf).min(axis=-1) ** 2
    return alpha, minimizer, (U * non_zero[..., None, :]) @ U.mT


def draw_least_squares(
    rng: np.random.Generator,
    *,
    d_x: int,
    n_N: int,
    samples: int,
    target_variance: float,
    noise_variance: float,
    replicates: tuple[int, ...] = (),
) -> LeastSquares:
    """The problem of :func:`generate_data` in the eigenbasis of X X^T, exact in law.

    Rotating the inputs preserves the law of W_*, and that of W_1(0) in every initialization
    here. So only the eigenvalues of the Wishart matrix X X^T are drawn (Dumitriu and Edelman,
    J. Math. Phys. 43, 2002: those of B B^T with a bidiagonal B of chi variables), and no cost
    grows with the number of samples. With X = S V^T, the noise in the minimizer, E V, is
    Gaussian again; the rest of E adds a chi-squared variable to the minimum.

    Parameters
    ----------
    rng : numpy.random.Generator
    d_x, n_N, samples, target_variance, noise_variance
        As for :func:`generate_data`.
    replicates : tuple of int
        Shape of the batch of independent problems.

    Returns
    -------
    LeastSquares
        With leading axes `replicates`.

    Raises
    ------
    ValueError
        If a variance is negative or not a number.
    """
    of_target = standard_deviation(target_variance, "target_variance")
    of_noise = standard_deviation(noise_variance, "noise_variance")
    size, degrees = sorted((d_x, samples))
    a = np.sqrt(chi_square(rng, float(degrees) - np.arange(size), (*replicates, size)))
    b = np.sqrt(chi_square(rng, np.arange(size - 1.0, 0, -1), (*replicates, size - 1)))
    B = np.zeros((*replicates, size, size))
    i = np.arange(size)
    B[..., i, i], B[..., i[1:], i[:-1]] = a, b
    # Squared only afterwards: the smallest keep their digits.
    eigenvalues = np.linalg.svd(B, compute_uv=False)[..., ::-1] ** 2

    minimizer = np.zeros((*replicates, n_N, d_x))
    W_star = of_target * rng.standard_normal((*replicates, n_N, size))
    noise = of_noise * rng.standard_normal((*replicates, n_N, size))
    minimizer[..., :size] = W_star + noise / np.sqrt(eigenvalues)[..., None, :]
    gram = np.zeros((*replicates, d_x, d_x))
    gram[..., i, i] = eigenvalues
    unseen_squares = chi_square(rng, float(n_N) * (samples - size), replicates)
    return LeastSquares(
        gram,
        minimizer,
        minimum=0.5 * noise_variance * unseen_squares,
        alpha=eigenvalues[..., 0],
        beta=eigenvalues[..., -1],
        projection=np.broadcast_to(np.diag(1.0 * (np.arange(d_x) < size)), gram.shape),
    )


def convex_descent(
    problem: LeastSquares, W: Array, step_size: float | Array, iterations: int
) -> Array:
    """The losses of gradient descent on the convex problem (zhao2023, equation 2).

    Parameters
    ----------
    problem : LeastSquares
    W : ndarray, shape (..., n_N, d_x)
        The start W(0).
    step_size : float or ndarray, shape (...)
        eta_*; a network trained with step size eta follows eta_* = N eta / n_N (Theorem 3.2).
    iterations : int

    Returns
    -------
    ndarray, shape (..., iterations + 1)
        L(W(t)) for t = 0..iterations; inf from the first overflow on.
    """
    path = convex_path(problem, W, step_size, iterations)
    with np.errstate(over="ignore", invalid="ignore"):
        return diverged_to_inf(np.stack([problem.loss(W) for W in path], axis=-1))


def convex_path(
    problem: LeastSquares, W: Array, step_size: float | Array, iterations: int
) -> Iterator[Array]:
    """Yield the iterates W(t), t = 0..iterations, of :func:`convex_descent`.

    Parameters
    ----------
    problem, W, step_size, iterations
        As for :func:`convex_descent`.

    Yields
    ------
    ndarray, shape (..., n_N, d_x)
        W(t); not finite after divergence.
    """
    eta = np.asarray(step_size)[..., None, None]
    for t in range(iterations + 1):
        yield W
        if t < iterations:
            W = W - eta * problem.gradient(W)


def diverged_to_inf(losses: Array) -> Array:
    """Replace the first non-finite loss along the last axis and all after it by inf.

    Overflow gives inf and then nan; here inf alone means "diverged".
    """
    gone = np.logical_or.accumulate(~np.isfinite(losses), axis=-1)
    return np.where(gone, np.inf, losses)
