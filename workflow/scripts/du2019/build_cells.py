"""Build the tidy table of cells, depth by width, and the theorem's condition by depth."""

import numpy as np

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.files.npz import read_arrays
from deeplinear.networks.least_squares import least_squares_problem
from deeplinear.papers.du2019.width_condition import required_width
from deeplinear.provenance.job import run


def main(
    *,
    problem: str,
    runs: list[str],
    cells: str,
    condition: str,
    depths: list[int],
    widths: list[int],
    accuracy: float,
    most_iterations: int,
    constant: float,
    failure_probability: float,
) -> None:
    convex = least_squares_problem(*read_arrays(problem, "X", "Y"))
    required = {
        depth: required_width(
            convex, depth, constant=constant, failure_probability=failure_probability
        )
        for depth in depths
    }
    by_width = {
        width: {name: np.array(values) for name, values in read_columns(path).items()}
        for width, path in zip(widths, runs, strict=True)
    }
    rows = []
    for depth in depths:
        for width, columns in by_width.items():
            here = columns["depth"] == depth
            median = np.median(columns["iterations"][here])
            rate_holds = float(np.mean(columns["keeps_rate"][here]))
            met = width >= required[depth]
            rows.append([depth, width, met, int(here.sum()), float(median), rate_holds])
    write_rows(
        cells,
        ["depth", "width", "meets_condition", "replicates", "median_iterations", "rate_holds"],
        rows,
    )
    shared = [constant, failure_probability, accuracy, most_iterations]
    write_rows(
        condition,
        [
            "depth",
            "required_width",
            "constant",
            "failure_probability",
            "accuracy",
            "most_iterations",
        ],
        ([depth, width, *shared] for depth, width in required.items()),
    )


if __name__ == "__main__":
    run(main, snakemake)
