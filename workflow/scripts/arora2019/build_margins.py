"""Build the tidy table of probabilities: exact, bound, and by Monte Carlo (blank if none)."""

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.provenance.job import run


def main(*, probabilities: str, samples: str, margins: str) -> None:
    computed, sampled = read_columns(probabilities), read_columns(samples)
    estimates = {(d, a): rest for d, a, *rest in zip(*sampled.values(), strict=True)}
    write_rows(
        margins,
        ["d", "a", "exact", "bound", "monte_carlo", "standard_error"],
        (
            [int(d), a, *rest, *estimates.get((d, a), ("", ""))]
            for d, a, *rest in zip(*computed.values(), strict=True)
        ),
    )


if __name__ == "__main__":
    run(main, snakemake)
