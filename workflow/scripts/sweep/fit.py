"""Summarize a sweep: the largest distance at each width, and a power law in the width."""

import numpy as np
import pandas as pd

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run
from deeplinear.replication.power_law import fit_power_law

CURVE = ["initialization", "step_size_factor", "target_variance", "depth"]
SPREAD = ["replicates", "diverged", "median", "low", "high"]
FIT = ["fitted", "exponent", "exponent_low", "exponent_high"]


def main(*, runs: str, distances: str, fit_from: int | None) -> None:
    trajectories = pd.read_parquet(runs)
    farthest = trajectories.groupby([*CURVE, "n", "replicate"], sort=False)["distance"].max()
    rows = []
    for curve, of_curve in farthest.groupby(CURVE, sort=False):
        n = of_curve.index.get_level_values("n").to_numpy()
        fitted = n >= (np.inf if fit_from is None else fit_from)
        # A diverged run has infinite distance, which no power law describes.
        law = (
            fit_power_law(n[fitted], of_curve[fitted])
            if fitted.any() and np.isfinite(of_curve[fitted]).all()
            else None
        )
        for width, of_width in of_curve.groupby("n"):
            # Order statistics, which a single diverged run does not make infinite.
            low, high = of_width.quantile([0.05, 0.95], interpolation="nearest")
            spread = (int(np.isinf(of_width).sum()), of_width.median(), low, high)
            row = [*curve, width, len(of_width), *spread]
            if law is not None and width >= fit_from:
                row += [float(law(width)), law.exponent, law.low, law.high]
            else:
                row += [""] * len(FIT)
            rows.append(row)
    write_rows(distances, [*CURVE, "n", *SPREAD, *FIT], rows)


if __name__ == "__main__":
    run(main, snakemake)
