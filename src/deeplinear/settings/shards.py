"""Cells of a sweep: their engines, their spelling in paths, their division into jobs."""

from collections.abc import Mapping
from typing import Literal

Swept = Literal["gaussian", "orthogonal"]
# The engines whose cost does not depend on the width.
ENGINES: Mapping[Swept, Literal["conditioned", "reduced"]] = {
    "gaussian": "conditioned",
    "orthogonal": "reduced",
}


def shortest(value: float) -> str:
    """The canonical spelling of a number in paths and random streams: 0.5, 1 for 1.0, 1e-05."""
    return repr(float(value)).removesuffix(".0")


def shard_sizes(replicates: int, per_shard: int) -> list[int]:
    """The number of replicates in each shard of a cell: `per_shard`, and the rest in the last."""
    full, rest = divmod(replicates, per_shard)
    return [per_shard] * full + [rest] * (rest > 0)
