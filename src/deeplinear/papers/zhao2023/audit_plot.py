"""Data of the audit of zhao2023's Tables 1-6: published cells on the draws."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.zhao2023.looks import INFERRED, PUBLISHED, STATED
from deeplinear.pictures.plots import Curve, Look, Panel, Plot, Values, shared_limits
from deeplinear.pictures.words import readable

# The draws that the cells are compared with besides: the first that exist.
AGAINST = {
    "stated": "as stated",
    "stated step_size_factor": "with the stated step size alone",
}
COLUMNS = ("published", "mean", "low", "high")
Cells = dict[str, Values]


def audit_plot(path: str | Path) -> Plot:
    """Relative movement by layer: published cells, and draws as inferred and as stated.

    Parameters
    ----------
    path : str or Path
        results/audit/zhao2023/<table>/cells.csv.
    """
    cells = _read(path)
    against = next((variant for variant in AGAINST if variant in cells), None)
    inferred = cells["inferred"]
    layers = {}
    for layer, columns in inferred.items():
        curves = [
            _band("mean as inferred", columns, INFERRED),
            Curve("published", columns["published"], PUBLISHED),
        ]
        if against is not None:
            curves.insert(1, _band(f"mean {AGAINST[against]}", cells[against][layer], STATED))
        layers[layer] = curves
    return _plot(layers, inferred, "relative movement", log=True, notes=_notes(cells, against))


def deviation_plot(path: str | Path) -> Plot:
    """The same cells and the draws as inferred, in per cent off the mean of the latter.

    Parameters
    ----------
    path : str or Path
        results/audit/zhao2023/<table>/cells.csv.
    """
    inferred = _read(path)["inferred"]
    layers = {}
    for layer, columns in inferred.items():
        published, mean, low, high = (_per_cent(columns, column) for column in COLUMNS)
        layers[layer] = (
            Curve("mean as inferred", mean, INFERRED, low, high),
            Curve("published", published, PUBLISHED),
        )
    return _plot(layers, inferred, "% off the mean of the draws", log=False)


def _read(path: str | Path) -> dict[str, dict[str, Cells]]:
    """Columns t, published, mean, low and high of every variant and layer."""
    found: dict[str, dict[str, dict[str, list[float]]]] = {}
    for row in read_rows(path):
        if row["kind"] == "cell":
            t, layer = (part.partition("=")[2] for part in row["item"].split())
            layers = found.setdefault(row["variant"], {})
            columns = layers.setdefault(layer, {name: [] for name in ("t", *COLUMNS)})
            for name, value in {**row, "t": t}.items():
                if name in columns:
                    columns[name].append(float(value or "inf"))  # without a mean it diverges
    return {
        variant: {
            layer: {name: tuple(values) for name, values in columns.items()}
            for layer, columns in layers.items()
        }
        for variant, layers in found.items()
    }


def _band(name: str, columns: Cells, look: Look) -> Curve:
    """Mean and band; infinite where the band is, since the mean is over finite draws only."""
    mean = tuple(
        mean if math.isfinite(high) else high
        for mean, high in zip(columns["mean"], columns["high"], strict=True)
    )
    return Curve(name, mean, look, columns["low"], columns["high"])


def _per_cent(columns: Cells, name: str) -> Values:
    """Relative to the mean of the draws; nan where they have none, or all of them are printed 0."""
    pairs = zip(columns[name], columns["mean"], strict=True)
    return tuple(
        100 * (value / mean - 1) if 0 < mean < math.inf else math.nan for value, mean in pairs
    )


def _plot(
    layers: Mapping[str, Sequence[Curve]],
    inferred: Mapping[str, Cells],
    y_label: str,
    *,
    log: bool,
    notes: tuple[str, ...] = (),
) -> Plot:
    limits = shared_limits(layers.values(), log=log)
    return Plot(
        kind="line plot",
        x_label="iteration t",
        symbol="t",
        x=inferred["1"]["t"],
        panels=tuple(
            Panel(f"Layer {layer}", y_label, tuple(curves), log, limits)
            for layer, curves in layers.items()
        ),
        band="the central 95 % of draws",
        notes=notes,
    )


def _notes(cells: dict[str, dict[str, Cells]], against: str | None) -> tuple[str, ...]:
    """The number of cells inside the bands, and their distances from the mean."""
    off = [value for layer in cells["inferred"].values() for value in _per_cent(layer, "published")]
    known = [value for value in off if not math.isnan(value)]
    if not known:
        return ("No finite draws of this shape as inferred to compare the published cells with.",)
    inside = f"{_inside(cells['inferred'])} published cells lie on the band as inferred"
    if against is not None:
        inside += f", {_inside(cells[against])} on that {AGAINST[against]}"
    return (
        f"{inside}.",
        "Below, published cells in per cent off the mean as inferred, "
        f"from {readable(min(known), 2)} to {readable(max(known), 2)}.",
    )


def _inside(layers: dict[str, Cells]) -> str:
    found = [
        low <= published <= high
        for columns in layers.values()
        for published, low, high in zip(
            columns["published"], columns["low"], columns["high"], strict=True
        )
    ]
    return f"{sum(found)} of {len(found)}"
