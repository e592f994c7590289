"""Two engines are compared in law: problems, training and two-sample tests."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

from deeplinear.conditioned_gaussian import conditioned_gaussian
from deeplinear.conditioned_haar import conditioned_orthogonal
from deeplinear.descent import Trajectory, gradient_descent, step_size
from deeplinear.engines import Initialization, draw_network
from deeplinear.least_squares import LeastSquares, generate_data, least_squares
from deeplinear.network import Network

CONDITIONED = {"gaussian": conditioned_gaussian, "orthogonal": conditioned_orthogonal}


def problem_of(d_x: int, n_N: int, samples: int = 60) -> LeastSquares:
    rng = np.random.default_rng(0)
    X, Y = generate_data(
        rng, d_x=d_x, n_N=n_N, samples=samples, target_variance=1.0, noise_variance=1.0
    )
    return least_squares(X, Y)


def train(
    network: Network, problem: LeastSquares, iterations: int, factor: float = 0.5
) -> Trajectory:
    n_N = problem.minimizer.shape[-2]
    eta = step_size(factor, depth=network.depth, n_N=n_N, beta=float(problem.beta))
    return gradient_descent(network, problem, eta, iterations)


def none_rejected(p: Sequence[float], level: float = 0.01) -> bool:
    """Holm: some hypothesis falls exactly if the smallest p does by Bonferroni."""
    return min(p) > level / len(p)


def compare_in_law(
    initialization: Initialization, widths: Sequence[int], iterations: int, count: int
) -> list[float]:
    """p-values of two-sample tests of losses at every iteration and of movements."""
    problem = problem_of(widths[0], widths[-1], samples=2 * widths[0])
    rng = np.random.default_rng(11)
    draw = CONDITIONED[initialization]
    batches = [
        train(draw(rng, widths, iterations, replicates=(50,)), problem, iterations)
        for _ in range(count // 50)
    ]
    dense = [
        train(
            draw_network(
                rng,
                widths,
                engine="dense",
                initialization=initialization,
                iterations=iterations,
                replicates=(10,),
            ),
            problem,
            iterations,
        )
        for _ in range(count // 10)
    ]
    ours, theirs = (
        np.concatenate(
            [
                np.concatenate([run.loss, *np.moveaxis(run.movement[:, times], 1, 0)], axis=1)
                for run in runs
            ]
        )
        for runs in (batches, dense)
        for times in [[1, iterations // 2, iterations]]
    )
    return [stats.ks_2samp(a, b).pvalue for a, b in zip(ours.T, theirs.T, strict=True)]
