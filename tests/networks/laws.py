"""What tests of networks share: problems, networks, training, and two engines compared in law."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from scipy import stats

from deeplinear.arrays import Array
from deeplinear.networks.conditioned_gaussian import ConditionedGaussian, conditioned_gaussian
from deeplinear.networks.conditioned_haar import ConditionedHaar, conditioned_orthogonal
from deeplinear.networks.descent import Trajectory, gradient_descent, step_size
from deeplinear.networks.engines import Engine, Initialization, draw_network
from deeplinear.networks.growing_basis import Asked
from deeplinear.networks.least_squares import (
    LeastSquares,
    convex_descent,
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.network import Network

CONDITIONED = {"gaussian": conditioned_gaussian, "orthogonal": conditioned_orthogonal}


def problem_of(d_x: int, n_N: int, samples: int = 60) -> LeastSquares:
    rng = np.random.default_rng(0)
    X, Y = generate_data(
        rng, d_x=d_x, n_N=n_N, samples=samples, target_variance=1.0, noise_variance=1.0
    )
    return least_squares_problem(X, Y)


def draw(
    initialization: Initialization,
    widths: Sequence[int],
    *,
    engine: Engine = "dense",
    iterations: int = 0,
    seed: int = 1,
) -> Network:
    rng = np.random.default_rng(seed)
    return draw_network(
        rng, widths, engine=engine, initialization=initialization, iterations=iterations
    )


def train(
    network: Network, problem: LeastSquares, iterations: int, factor: float = 0.5
) -> Trajectory:
    n_N = problem.minimizer.shape[-2]
    eta = step_size(factor, depth=network.depth, n_N=n_N, beta=float(problem.beta))
    return gradient_descent(network, problem, eta, iterations)


def none_rejected(p: Sequence[float], level: float = 0.01) -> bool:
    """Holm: some hypothesis falls exactly if the smallest p does by Bonferroni."""
    return min(p) > level / len(p)


def check_orthonormal(spaces: Iterable[Asked[Any]]) -> None:
    for asked in spaces:
        defect = asked.basis.mT @ asked.basis - np.eye(asked.count)
        assert np.abs(defect).max(initial=0) < 1e-12


def member(problem: LeastSquares, r: int) -> LeastSquares:
    """A replicate's problem."""
    return LeastSquares(*(getattr(problem, field.name)[r] for field in fields(problem)))


def queried_spaces(network: Network) -> list[Asked[Any]]:
    """The queried directions on either side of every conditioned layer."""
    return [
        asked
        for layer in network.layers
        for asked in (
            (layer.left, layer.right)
            if isinstance(layer, ConditionedGaussian)
            else (layer.image, layer.origin)
        )
    ]


def replayable(network: Network) -> Network:
    """What is known of the layers of a conditioned network, as matrices.

    They give the same answers to the same queries, and are zero elsewhere.
    """
    return Network(
        layers=tuple(known_part(layer) for layer in network.layers),
        scales=network.scales,
        draw_norms=network.draw_norms,
    )


def known_part(layer: ConditionedGaussian | ConditionedHaar) -> Array:
    if isinstance(layer, ConditionedGaussian):
        return layer.known
    image, origin = (
        asked.directions[..., : asked.count, :] for asked in (layer.image, layer.origin)
    )
    rising: Array = layer.scale * (image.mT @ origin)[..., : layer.small.capacity]
    return rising.mT if layer.falling else rising


def check_follows_the_convex_problem(
    network: Network, problem: LeastSquares, iterations: int
) -> None:
    """As a very wide network does from the same start, in the second half to eight digits."""
    start = network.end_to_end
    run = train(network, problem, iterations)
    convex = convex_descent(problem, start, 0.5 / float(problem.beta), iterations)
    np.testing.assert_allclose(run.loss, convex, rtol=1e-3)
    late = slice(iterations // 2, None)
    np.testing.assert_allclose(run.loss[late], convex[late], rtol=1e-8)


def check_batch_shapes(initialization: Initialization, widths: Sequence[int]) -> None:
    """Four networks at once: shapes as documented, the same start seen twice, all of them apart."""
    draw = CONDITIONED[initialization]
    network = draw(np.random.default_rng(9), widths, 3, replicates=(4,))
    n_0, n_N, depth = widths[0], widths[-1], len(widths) - 1
    start, problem = network.end_to_end, problem_of(n_0, n_N)
    assert start.shape == (4, n_N, n_0)
    run = train(network, problem, 3)
    np.testing.assert_allclose(run.loss[:, 0], problem.loss(start), rtol=1e-10)
    assert run.loss.shape == (4, 4)
    assert run.movement.shape == (4, 4, depth)
    assert np.all(run.movement[:, 1:] > 0)
    assert len(set(run.loss[:, 0])) == 4


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
