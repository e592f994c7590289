"""Gradient descent for least squares from zero (anon2024, section 2)."""

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.least_squares import convex_descent, generate_data, least_squares_problem


def draw_data(
    rng: np.random.Generator, *, d_x: int, samples: int, noise_variance: float
) -> tuple[Array, Array]:
    """X, shape (d_x, samples), and Y, shape (1, samples), of a teacher with N(0, 1) weights."""
    return generate_data(
        rng, d_x=d_x, n_N=1, samples=samples, target_variance=1, noise_variance=noise_variance
    )


def losses(X: Array, Y: Array, *, step_size_factor: float, iterations: int) -> Array:
    """The loss at t = 0..iterations, shape (iterations + 1,), with eta = factor / ||X||^2."""
    problem = least_squares_problem(X, Y)
    eta = step_size_factor / float(problem.beta)
    return convex_descent(problem, np.zeros((1, X.shape[0])), eta, iterations)
