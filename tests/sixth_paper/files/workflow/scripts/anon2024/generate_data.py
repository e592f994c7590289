"""Draw the data (X, Y) of an artefact."""

from typing import Any

import numpy as np

from deeplinear.networks.randomness import generator
from deeplinear.papers.anon2024.descent import draw_data
from deeplinear.provenance.job import run


def main(*, problem: str, stream: list[Any], **data: Any) -> None:
    X, Y = draw_data(generator(*stream, "problem"), **data)
    np.savez(problem, X=X, Y=Y)


if __name__ == "__main__":
    run(main, snakemake)
