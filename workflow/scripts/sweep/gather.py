"""Gather a sweep's shards in one tidy table."""

import pyarrow as pa
import pyarrow.parquet as pq

from deeplinear.provenance.job import run


def main(*, shards: list[str], runs: str) -> None:
    tables = [pq.read_table(shard) for shard in shards]
    # In a single chunk, so that the bytes do not depend on the division into shards.
    pq.write_table(pa.concat_tables(tables).combine_chunks(), runs)


if __name__ == "__main__":
    run(main, snakemake)
