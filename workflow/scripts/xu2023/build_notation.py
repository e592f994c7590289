"""Build the table of notation: each symbol, its definition and its value in every panel."""

from typing import Any

import numpy as np

from deeplinear.files.columns import read_columns, write_rows
from deeplinear.papers.xu2023.words import text
from deeplinear.provenance.job import run

# Of a square Gaussian X, P(sigma_min < x) is of order x, so kappa, p_2 and beta_0, which have it or
# its square in a denominator, have no mean.
STATISTICS, LEVELS = ("median", "lower", "upper"), (0.5, 0.25, 0.75)


def main(*, bounds: str, table: str, rows: list[dict[str, Any]]) -> None:
    measured = {name: np.array(values) for name, values in read_columns(bounds).items()}
    panels = {
        f"{sigma:g}": measured["sigma"] == sigma for sigma in dict.fromkeys(measured["sigma"])
    }
    written = []
    for row in rows:
        cells: list[object] = [text(row["symbol"]), text(row["definition"])]
        cells.append(text(row.get("evaluated", row["symbol"])))
        for panel in panels.values():
            cells.extend(np.quantile(measured[row["quantity"]][panel], LEVELS).tolist())
        written.append(cells)
    numbers = [f"{statistic}_sigma~{sigma}" for sigma in panels for statistic in STATISTICS]
    write_rows(table, ["symbol", "definition", "evaluated", *numbers], written)


if __name__ == "__main__":
    run(main, snakemake)
