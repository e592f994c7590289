"""Draw data and start of every run of a two-layer network, hidden width reduced to n + m."""

from typing import Any, Literal

import numpy as np

from deeplinear.arrays import Array
from deeplinear.networks.balanced import balanced_spectral
from deeplinear.networks.haar import orthonormal_columns
from deeplinear.networks.randomness import generator
from deeplinear.papers.xu2023.two_layer import reduce_hidden_width
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    stream: list[Any],
    runs: int,
    first_run: int = 0,
    n: int,
    m: int,
    hidden_width: int,
    input: Literal["identity", "gaussian", "orthogonal"],
    target_variance: float,
    noise_variance: float,
    initialization: Literal["balanced", "gaussian"],
) -> None:
    # ASSUME: the panels of a figure share data and U_0, V_0; xu2023 does not say.
    # Both variants share these streams, so that they differ by their settings only.
    drawn: dict[str, list[Array]] = {"X": [], "Y": [], "W_1": [], "W_2": []}
    for replicate in range(first_run, first_run + runs):
        rng = generator(*stream, "data", f"run~{replicate}")
        X: Array = rng.standard_normal((n, n))
        if input == "orthogonal":
            X = orthonormal_columns(X)
        elif input == "identity":
            X = np.eye(n)
        target = np.sqrt(target_variance) * rng.standard_normal((n, m))
        noise = np.sqrt(noise_variance) * rng.standard_normal((n, m))
        if initialization == "balanced":
            W_1, W_2 = balanced_spectral(target, hidden_width)
        else:
            rng = generator(*stream, "start", f"run~{replicate}")
            W_1 = rng.standard_normal((n, hidden_width))
            W_2 = rng.standard_normal((hidden_width, m))
        W_1, W_2 = reduce_hidden_width(W_1, W_2)
        for name, value in zip(drawn, (X, X @ target + noise, W_1, W_2), strict=True):
            drawn[name].append(value)
    X, Y, W_1, W_2 = (np.stack(values) for values in drawn.values())
    np.savez(problem, X=X, Y=Y, W_1=W_1, W_2=W_2)


if __name__ == "__main__":
    run(main, snakemake)
