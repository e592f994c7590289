"""Benchmark the engines against each other and the authors' code, on zhao2023's problem.

The authors' code is dense, works in single precision and propagates the 1000 samples through every
layer. All times are measured in this run on this machine; the ratios are the result.

    python benchmarks/engines.py            two minutes
    python benchmarks/engines.py --quick    at a tenth of the width
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from deeplinear.arrays import Array
from deeplinear.networks.descent import gradient_descent, step_size
from deeplinear.networks.engines import Engine, draw_network
from deeplinear.networks.least_squares import (
    generate_data,
    least_squares_problem,
)
from deeplinear.networks.randomness import generator
from deeplinear.settings.registry import resolve

ROOT = Path(__file__).resolve().parents[1]


def read_yaml(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


RUNS = resolve(
    "zhao2023",
    read_yaml("config/papers/zhao2023.yaml"),
    lambda _: read_yaml("workflow/schemas/zhao2023.schema.yaml"),
)
TABLE, WIDE_TABLE, FIGURE = RUNS["table3"], RUNS["table6"], RUNS["figure1"]


def data(run: dict[str, Any], seed: int) -> tuple[Array, Array]:
    sizes = ("d_x", "n_N", "samples", "target_variance", "noise_variance")
    return generate_data(generator(seed, "benchmark"), **{key: run[key] for key in sizes})


def widths_of(run: dict[str, Any], n: int) -> list[int]:
    return [run["d_x"], *[n] * (run["depth"] - 1), run["n_N"]]


def ours(run: dict[str, Any], engine: Engine, n: int, seed: int) -> Array:
    """Generate the data, draw and train the network; return the final movements."""
    problem = least_squares_problem(*data(run, seed))
    network = draw_network(
        generator(seed, "benchmark", "network"),
        widths_of(run, n),
        engine=engine,
        initialization=run["initialization"],
        iterations=run["iterations"],
    )
    eta = step_size(
        run["step_size_factor"], depth=run["depth"], n_N=run["n_N"], beta=float(problem.beta)
    )
    return gradient_descent(network, problem, eta, run["iterations"]).movement[-1]


def authors(run: dict[str, Any], n: int, seed: int) -> Array:
    """The same, computed as in the released notebook."""
    X, Y = (array.astype(np.float32) for array in data(run, seed))
    rng = generator(seed, "benchmark", "network")
    widths = widths_of(run, n)
    start = []
    for rows, columns in zip(widths[1:], widths[:-1], strict=True):
        tall = rng.standard_normal((max(rows, columns), min(rows, columns)), dtype=np.float32)
        Q, R = np.linalg.qr(tall)
        Q *= np.sign(np.diag(R)) * np.float32(np.sqrt(n))
        start.append(Q if rows >= columns else Q.T)
    a_N = np.float32(1 / np.sqrt(np.prod(np.array(widths[1:], dtype=float))))
    beta = float(np.linalg.norm(X, 2) ** 2)
    eta = np.float32(
        step_size(run["step_size_factor"], depth=run["depth"], n_N=run["n_N"], beta=beta)
    )
    weights = start
    for _ in range(run["iterations"]):
        activations = [X]
        for W in weights:
            activations.append(W @ activations[-1])
        delta = a_N * (a_N * activations[-1] - Y)
        gradients = []
        for W, activation in zip(reversed(weights), reversed(activations[:-1]), strict=True):
            gradients.append(delta @ activation.T)
            delta = W.T @ delta
        weights = [W - eta * G for W, G in zip(weights, reversed(gradients), strict=True)]
    return np.array(
        [np.linalg.norm(W - V) / np.linalg.norm(V) for W, V in zip(weights, start, strict=True)]
    )


WAYS: dict[str, Callable[[int, int], object]] = {
    "reduced": lambda n, seed: ours(TABLE, "reduced", n, seed),
    "dense": lambda n, seed: ours(TABLE, "dense", n, seed),
    "authors": lambda n, seed: authors(TABLE, n, seed),
    "conditioned": lambda n, seed: ours(FIGURE, "conditioned", n, seed),
    "dense gaussian": lambda n, seed: ours(FIGURE, "dense", n, seed),
}


@dataclass(frozen=True)
class Cost:
    """Median wall and CPU seconds of a run, and the peak memory of its process in MB."""

    wall: float
    cpu: float
    memory: float


def measure(way: str, n: int, repeats: int) -> Cost:
    """Time an implementation in this process, after a warm-up run."""
    walls, cpus = [], []
    for seed in range(repeats + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        WAYS[way](n, seed)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(float(np.median(walls[1:])), float(np.median(cpus[1:])), peak)


def measured_apart(way: str, n: int, repeats: int, threads: int) -> Cost:
    """Time an implementation in a fresh process; the workflow's jobs have one thread each."""
    run = subprocess.run(
        [sys.executable, __file__, "--measure", way, str(n), str(repeats)],
        env=os.environ | {"OPENBLAS_NUM_THREADS": str(threads)},
        check=True,
        capture_output=True,
        text=True,
    )
    return Cost(*json.loads(run.stdout))


def main(quick: bool) -> None:
    shrink = 10 if quick else 1
    wide, n = (run["widths"][0] // shrink for run in (WIDE_TABLE, TABLE))
    cores = os.cpu_count() or 1
    cost = measured_apart("reduced", wide, 40, threads=1)
    huge = measured_apart("reduced", 10**9, 40, threads=1)
    print(f"reduced, n = {wide}, data included: {1e3 * cost.cpu:.1f} ms CPU, {cost.memory:.0f} MB")
    print(f"reduced, n = 10^9 over n = {wide}: {huge.cpu / cost.cpu:.2f} x CPU")
    reduced = measured_apart("reduced", n, 40, threads=1)
    dense = measured_apart("dense", n, 3, threads=cores)
    theirs = measured_apart("authors", n, 2, threads=cores)
    for name, each in (("reduced", reduced), ("dense", dense), ("authors' way", theirs)):
        print(
            f"n = {n}, {name}: {each.wall:.4f} s wall, {each.cpu:.4f} s CPU, {each.memory:.0f} MB"
        )
    for name, one, two in (
        ("dense / reduced", dense, reduced),
        ("authors' way / dense", theirs, dense),
        ("authors' way / reduced", theirs, reduced),
    ):
        print(f"{name}: {one.wall / two.wall:.1f} x wall, {one.cpu / two.cpu:.1f} x CPU")

    low, high = (measured_apart("conditioned", n, 10, threads=1) for n in (10**4, 10**9))
    print(f"Gaussian, conditioned, n = 10^4: {low.cpu:.3f} s CPU, {low.memory:.0f} MB")
    print(f"Gaussian, conditioned, n = 10^9 over n = 10^4: {high.cpu / low.cpu:.2f} x CPU")
    for n in (1_000, 2_000) if quick else (2_000, 8_000):
        ours_, whole = (
            measured_apart(way, n, 2, threads=1) for way in ("conditioned", "dense gaussian")
        )
        print(f"Gaussian, n = {n}, dense / conditioned: {whole.cpu / ours_.cpu:.1f} x CPU")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the width")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        way, n, repeats = arguments.measure
        print(json.dumps(astuple(measure(way, int(n), int(repeats)))))
    else:
        main(arguments.quick)
