"""Run gradient descent on the data of an artefact."""

from deeplinear.files.columns import write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.papers.anon2024.descent import losses
from deeplinear.provenance.job import run


def main(*, problem: str, trajectory: str, step_size_factor: float, iterations: int) -> None:
    X, Y = read_arrays(problem, "X", "Y")
    loss = losses(X, Y, step_size_factor=step_size_factor, iterations=iterations)
    write_rows(trajectory, ["t", "loss"], enumerate(loss.tolist()))


if __name__ == "__main__":
    run(main, snakemake)
