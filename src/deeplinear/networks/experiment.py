"""Experiments: draw a teacher's problem and a network together, and train the network."""

from dataclasses import dataclass

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.descent import Trajectory, gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_descent,
    draw_least_squares,
)
from deeplinear.networks.network import Network


@dataclass(frozen=True)
class Experiment:
    """The settings of a run (zhao2023, appendices G and H).

    Attributes
    ----------
    d_x, n_N, samples : int
        Input dimension, output dimension and number of samples.
    target_variance, noise_variance : float
        Variances of the entries of W_* and of E in Y = W_* X + E.
    engine : {"dense", "reduced", "conditioned"}
    initialization : {"gaussian", "orthogonal", "balanced"}
    depth : int
        N, the number of weight matrices.
    width : int
        n, the width of every hidden layer.
    step_size_factor : float
        eta = step_size_factor n_N / (N ||X||^2).
    iterations : int
    """

    d_x: int
    n_N: int
    samples: int
    target_variance: float
    noise_variance: float
    engine: Engine
    initialization: Initialization
    depth: int
    width: int
    step_size_factor: float
    iterations: int


def draw_experiment(
    rng: np.random.Generator, experiment: Experiment, replicates: tuple[int, ...] = ()
) -> tuple[LeastSquares, Network, Array]:
    """Draw problem and network, and compute the step size from the problem.

    Parameters
    ----------
    rng : numpy.random.Generator
    experiment : Experiment
    replicates : tuple of int
        Shape of the batch of independent draws.

    Returns
    -------
    problem : LeastSquares
    network : Network
    eta : ndarray, shape (*replicates)

    Raises
    ------
    ValueError
        If no such problem or network can be drawn; the message names the setting.
    """
    e = experiment
    if e.depth < 1:
        raise ValueError(f"depth: expected at least 1 weight matrix, got {e.depth}")
    problem = draw_least_squares(
        rng,
        d_x=e.d_x,
        n_N=e.n_N,
        samples=e.samples,
        target_variance=e.target_variance,
        noise_variance=e.noise_variance,
        replicates=replicates,
    )
    network = draw_network(
        rng,
        [e.d_x, *[e.width] * (e.depth - 1), e.n_N],
        engine=e.engine,
        initialization=e.initialization,
        iterations=e.iterations,
        replicates=replicates,
    )
    return (
        problem,
        network,
        step_size(e.step_size_factor, depth=e.depth, n_N=e.n_N, beta=problem.beta),
    )


def run_experiment(
    rng: np.random.Generator, experiment: Experiment, replicates: tuple[int, ...] = ()
) -> tuple[Trajectory, Array]:
    """Draw and train the network and, from the same start, the convex problem.

    Parameters
    ----------
    rng : numpy.random.Generator
    experiment : Experiment
    replicates : tuple of int

    Returns
    -------
    Trajectory
        The network's, with leading axes `replicates`.
    ndarray, shape (*replicates, iterations + 1)
        Losses of the convex problem with eta_* = N eta / n_N.

    Raises
    ------
    ValueError
        As :func:`draw_experiment`.
    """
    problem, network, eta = draw_experiment(rng, experiment, replicates)
    return train_both(network, problem, eta, experiment.iterations)


def train_both(
    network: Network, problem: LeastSquares, eta: float | Array, iterations: int
) -> tuple[Trajectory, Array]:
    """Train a network and, from the same start, the convex problem.

    Parameters
    ----------
    network, problem, eta, iterations
        As for :func:`~deeplinear.networks.descent.gradient_descent`.

    Returns
    -------
    Trajectory
        The network's.
    ndarray, shape (..., iterations + 1)
        Losses of the convex problem with eta_* = N eta / n_N.

    Raises
    ------
    ValueError
        As :func:`~deeplinear.networks.descent.descend`.
    """
    n_N = problem.minimizer.shape[-2]
    # Before training, so that the start is known whatever becomes of a conditioned network.
    convex = convex_descent(problem, network.end_to_end, network.depth * eta / n_N, iterations)
    return gradient_descent(network, problem, eta, iterations), convex
