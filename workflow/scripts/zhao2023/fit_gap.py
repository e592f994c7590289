"""Fit the power of the width with which the gap between network and convex problem shrinks."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq

from deeplinear.provenance.job import run
from deeplinear.replication.audit import Row, write_audit
from deeplinear.replication.power_law import fit_power_law
from deeplinear.replication.reasons import Estimate

QUANTITY = (
    "exponent of n in the largest distance from the convex problem's trajectory, relative to the "
    "start's from the minimizer, beside a correction of relative order 1 / n"
)
EXPONENTS = (-0.5, -1)


def main(*, shards: list[str], runs: str, audit: str, fit_from: int, level: float) -> None:
    trajectories = pa.concat_tables([pq.read_table(shard) for shard in shards])
    pq.write_table(trajectories.combine_chunks(), runs)
    # A single thread keeps the runs in order.
    by_run = trajectories.group_by(["n", "replicate"], use_threads=False)
    farthest = by_run.aggregate([("distance", "max")])
    widths, gaps = (farthest[name].to_numpy() for name in ("n", "distance_max"))
    wide = widths >= fit_from
    law = fit_power_law(widths[wide], gaps[wide])
    reason = Estimate(
        quantity=QUANTITY,
        value=law.exponent,
        low=law.low,
        high=law.high,
        variable="n",
        start=fit_from,
        end=int(widths.max()),
        runs=int(wide.sum()),
    )
    fitted = Row(
        "estimate",
        "inferred",
        "gap_shrinks",
        mean=law.exponent,
        low=law.low,
        high=law.high,
        verdict="consistent" if law.high < 0 else "inconsistent",
        reason=reason,
    )
    tested = [
        replace(
            fitted,
            kind="reading",
            item=f"gap_shrinks as n^{exponent:g}",
            published=exponent,
            p=law.p(exponent),
            verdict="consistent" if law.p(exponent) > level else "inconsistent",
        )
        for exponent in EXPONENTS
    ]
    write_audit(audit, [fitted, *tested])


if __name__ == "__main__":
    run(main, snakemake)
