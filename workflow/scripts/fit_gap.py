"""Estimate by what power of the width the gap between network and convex problem shrinks."""

import numpy as np
import pyarrow.parquet as pq

from deeplinear.audit import Row, write_audit
from deeplinear.job import run
from deeplinear.power_law import fit_power_law


def main(*, shards: list[str], audit: str, fit_from: int) -> None:
    widths, gaps = [], []
    for shard in shards:
        columns = pq.read_table(shard, columns=["n", "replicate", "distance"]).to_pydict()
        n, replicate, distance = (np.array(column) for column in columns.values())
        for each in np.unique(replicate):
            widths.append(int(n[0]))
            gaps.append(distance[replicate == each].max())
    wide = np.array(widths) >= fit_from
    law = fit_power_law(np.array(widths)[wide], np.array(gaps)[wide])
    write_audit(
        audit,
        [
            Row(
                "estimate",
                "inferred",
                "gap_shrinks",
                mean=law.exponent,
                low=law.low,
                high=law.high,
                verdict="consistent" if law.high < 0 else "inconsistent",
                evidence="exponent of n in the largest distance from the convex problem's "
                f"trajectory, relative to the start's from the minimizer, with its 95 % interval; "
                f"fitted from n = {fit_from} to {max(widths)}, {int(wide.sum())} runs",
            )
        ],
    )


if __name__ == "__main__":
    run(main, snakemake)
