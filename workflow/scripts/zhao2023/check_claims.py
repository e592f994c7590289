"""Check the claims of zhao2023's Figures 1 and 2 on many draws."""

from typing import Any

import numpy as np

from deeplinear.arrays import Array
from deeplinear.papers.zhao2023.claims import CHECKS, Panels
from deeplinear.provenance.job import run
from deeplinear.replication.claims import write_claims


def main(
    *, narrow: list[str], wide: list[str], outcome: str, claims: dict[str, dict[str, Any]]
) -> None:
    panels = Panels(
        narrow=load(narrow, "loss"), wide=load(wide, "loss"), wide_convex=load(wide, "convex")
    )
    write_claims(outcome, claims, CHECKS, panels)


def load(paths: list[str], name: str) -> Array:
    """Losses of all draws, shape (draws, T + 1)."""
    return np.concatenate([np.load(path)[name] for path in paths])


if __name__ == "__main__":
    run(main, snakemake)
