"""Build the curves that compare the loss with its bound, one panel per size of imbalance."""

import numpy as np

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.papers.xu2023.rate_polynomials import loss_bound
from deeplinear.papers.xu2023.runs import LossUnit, Summary, log10_summary, read_runs
from deeplinear.provenance.job import run


def main(
    *,
    runs: list[str],
    bounds: str,
    losses: str,
    sigmas: list[float],
    samples: int,
    loss_unit: LossUnit,
    summary: Summary,
    bound_first_factor: int,
) -> None:
    measured = {name: np.array(values) for name, values in read_columns(bounds).items()}
    ratio = measured["alpha_0"] / measured["beta_0"]
    loss_divisor = samples if loss_unit == "per_sample" else 1
    rows: list[list[object]] = []
    for sigma, path in zip(sigmas, runs, strict=True):
        mean_ratio = float(ratio[measured["sigma"] == sigma].mean())
        for schedule, trajectory in read_runs(path).items():
            bound = loss_bound(trajectory.loss, trajectory.rate, first_factor=bound_first_factor)
            curves = np.column_stack(
                [
                    *log10_summary(trajectory.loss / loss_divisor, summary),
                    log10_summary(bound / loss_divisor, summary)[0],
                ]
            )
            diverged = np.isinf(trajectory.loss).sum(axis=0).tolist()
            rows.extend(
                [summary, loss_divisor, sigma, mean_ratio, schedule, t, *point, diverged[t]]
                for t, point in enumerate(curves.tolist())
            )
    header = ["summary", "loss_divisor", "sigma", "alpha_0_over_beta_0", "schedule", "t"]
    curve_names = ["log10_loss", "log10_loss_low", "log10_loss_high", "log10_bound"]
    write_rows(losses, [*header, *curve_names, "diverged"], rows)


if __name__ == "__main__":
    run(main, snakemake)
