"""Build the curves of a comparison of schedules: loss and step size over the runs."""

import numpy as np

from deeplinear.files.columns import write_rows
from deeplinear.papers.xu2023.runs import LossUnit, Summary, log10_summary, read_runs
from deeplinear.provenance.job import run


def main(*, runs: str, losses: str, samples: int, loss_unit: LossUnit, summary: Summary) -> None:
    loss_divisor = samples if loss_unit == "per_sample" else 1
    rows: list[list[object]] = []
    for schedule, trajectory in read_runs(runs).items():
        curves = np.column_stack(
            [
                *log10_summary(trajectory.loss / loss_divisor, summary),
                *log10_summary(trajectory.step_size, summary),
            ]
        )
        diverged = np.isinf(trajectory.loss).sum(axis=0).tolist()
        rows.extend(
            [summary, loss_divisor, schedule, t, *point, diverged[t]]
            for t, point in enumerate(curves.tolist())
        )
    spread = ["", "_low", "_high"]
    header = [f"log10_{name}{end}" for name in ("loss", "step_size") for end in spread]
    write_rows(losses, ["summary", "loss_divisor", "schedule", "t", *header, "diverged"], rows)


if __name__ == "__main__":
    run(main, snakemake)
