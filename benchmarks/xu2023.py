"""Compare Algorithm 1 with an implementation that solves dense h x h eigenproblems per iteration.

    python benchmarks/xu2023.py [dense iterations]

Prints CPU seconds for one iteration of all four schedules of Figure 2 on one run, and ratios. The
dense implementation holds all h = 1000 hidden units. It comes in two costs: with the eigenproblems
that the released code solves (rho_hat's alpha_t and beta_t take D and -D each, beta_t without using
symmetry, and all of it twice, for the step size and for the bound), and with one symmetric
eigenproblem, the least that a dense implementation needs. Only a few dense iterations are timed;
every iteration costs the same. Set OPENBLAS_NUM_THREADS=1: waiting threads count as CPU time.
"""

import sys
import time
from collections.abc import Callable

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.balanced import start_scale
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.papers.xu2023.imbalance import Imbalance
from deeplinear.papers.xu2023.rate_polynomials import gradient_bound, rate_polynomial
from deeplinear.papers.xu2023.spectra import (
    alpha,
    beta,
    largest_product,
    margin,
    tau_spectrum,
)
from deeplinear.papers.xu2023.step_sizes import Rate, algorithm_1, guarantee
from deeplinear.papers.xu2023.two_layer import (
    Iterate,
    TwoLayerProblem,
    descend,
    iterate,
    reduce_hidden_width,
    two_layer_problem,
)

N = M = 20
WIDTH, RUNS, ITERATIONS = 1000, 50, 200
SIGMAS = (1.0, 5.0, 100.0)
KINDS: tuple[Rate, ...] = ("f_0", "f", "rho_hat", "rho")
Spectra = Callable[[Array], tuple[Array, Array]]


def main(dense_iterations: int) -> None:
    started = time.process_time()
    X, Y, U_0, V_0 = draw(RUNS)
    problem = two_layer_problem(X, Y)
    for sigma in SIGMAS:
        q = start_scale(sigma, sigma_means="variance_difference")
        train(problem, *(reduced := reduce_hidden_width(q * U_0, V_0 / q)), ITERATIONS)
        assert reduced[0].shape[-1] == N + M
    ours = time.process_time() - started
    each = ours / (len(SIGMAS) * RUNS * ITERATIONS)
    print(
        f"reduced, batched: {ours:.2f} s for {len(SIGMAS)} panels x {len(KINDS)} schedules x "
        f"{RUNS} runs x {ITERATIONS} iterations, {1e3 * each:.3f} ms per iteration"
    )

    single = two_layer_problem(X[0], Y[0])
    for name, spectra, repeats in (
        ("eigenproblems of the released code", as_released, 2),
        ("one symmetric eigenproblem", single_symmetric, 1),
    ):
        started = time.process_time()
        for _ in range(dense_iterations):
            dense_iteration(single, U_0[0], V_0[0], spectra, repeats)
        theirs = (time.process_time() - started) / dense_iterations
        hours = theirs * len(SIGMAS) * RUNS * ITERATIONS / 3600
        print(
            f"dense, {name}: {theirs:.2f} s per iteration over {dense_iterations} iterations "
            f"(all of Figure 2 would take {hours:.1f} h); ratio {theirs / each:.0f}"
        )


def draw(runs: int) -> tuple[Array, Array, Array, Array]:
    """The problem of Figure 2, inferred settings."""
    rng = np.random.default_rng(0)
    X = np.stack([orthonormal_columns(rng.standard_normal((N, N))) for _ in range(runs)])
    Y = X @ (rng.standard_normal((runs, N, M)) / np.sqrt(N))
    return X, Y, rng.standard_normal((runs, N, WIDTH)), rng.standard_normal((runs, WIDTH, M))


def train(problem: TwoLayerProblem, W_1: Array, W_2: Array, iterations: int) -> None:
    known = guarantee(problem, iterate(problem, W_1, W_2), c_1=0.5, c_2=1.5, absent_margin="zero")
    for kind in KINDS:
        schedule = algorithm_1(kind, problem, known, gradient_norm="bound", margin_at="current")
        descend(problem, W_1, W_2, schedule, iterations)


def dense_iteration(
    problem: TwoLayerProblem, W_1: Array, W_2: Array, spectra: Spectra, repeats: int
) -> None:
    """One iteration of all four schedules with all hidden units."""
    for kind in KINDS:
        here = iterate(problem, W_1, W_2)
        for _ in range(repeats):
            if kind == "rho_hat":
                dense_rho_hat(problem, here, spectra)
            elif kind == "rho":
                tau_spectrum(W_1, W_2)
        _ = W_1 - 1e-6 * here.gradient @ W_2.mT, W_2 - 1e-6 * W_1.mT @ here.gradient


def dense_rho_hat(problem: TwoLayerProblem, here: Iterate, spectra: Spectra) -> None:
    plus, minus = spectra(here.W_1.mT @ here.W_1 - here.W_2 @ here.W_2.mT)
    imbalance = Imbalance(
        *(np.maximum(value, 0) for value in (plus[0], minus[0], plus[N - 1], minus[M - 1]))
    )
    p_1, p_2 = (bound(problem, here.error_norm) for bound in (margin, largest_product))
    rate_polynomial(
        problem,
        lower=alpha(imbalance, p_1, p_1),
        upper=beta(imbalance, p_2),
        product=p_2,
        gradient=gradient_bound(problem, here.loss),
    ).minimizer()


def as_released(D: Array) -> tuple[Array, Array]:
    """D and -D for alpha_t by a symmetric solver, and again for beta_t by a general one."""
    np.linalg.eig(D)
    np.linalg.eig(-D)
    return np.linalg.eigvalsh(D)[::-1], np.linalg.eigvalsh(-D)[::-1]


def single_symmetric(D: Array) -> tuple[Array, Array]:
    eigenvalues = np.linalg.eigvalsh(D)
    return eigenvalues[::-1], -eigenvalues


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
