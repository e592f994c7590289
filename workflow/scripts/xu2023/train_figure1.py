"""Train the runs of Figure 1 under Algorithm 1 and the schedules it is compared with."""

from typing import Any

from deeplinear.files.npz import read_arrays
from deeplinear.papers.xu2023.runs import write_runs
from deeplinear.papers.xu2023.step_sizes import arora, du
from deeplinear.papers.xu2023.training import train
from deeplinear.papers.xu2023.two_layer import iterate, two_layer_problem
from deeplinear.provenance.job import run


def main(
    *, problem: str, runs: str, arora_divisor: float, du_precision: float, **schedule: Any
) -> None:
    X, Y, W_1, W_2 = read_arrays(problem, "X", "Y", "W_1", "W_2")
    setup = two_layer_problem(X, Y)
    others = {
        "arora": arora(setup, iterate(setup, W_1, W_2), divisor=arora_divisor),
        "du": du(setup, precision=du_precision),
    }
    write_runs(runs, train(setup, W_1, W_2, others=others, **schedule))


if __name__ == "__main__":
    run(main, snakemake)
