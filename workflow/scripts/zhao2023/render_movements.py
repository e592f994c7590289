"""Render a table of layer movements as LaTeX and HTML, with the published values."""

import math
from typing import Any

from deeplinear.files.columns import read_columns
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run

NOTATION = {
    "d_x": "$d_x$",
    "n_N": "$n_N$",
    "samples": "$m$",
    "noise_variance": r"$\operatorname{Var} E_{ij}$",
    "target_variance": r"$\operatorname{Var} W_{*,ij}$",
    "depth": "$N$",
    "widths": "$n$",
    "step_size_factor": r"$\eta N \|X\|^2 / n_N$",
}


def main(
    *,
    table: str,
    published: str,
    tex_template: str,
    html_template: str,
    tex: str,
    html: str,
    origins: list[dict[str, Any]],
    **described: str,
) -> None:
    """`described` holds paper, name, title, locator and variant for the templates."""
    ours, printed = read_columns(table), read_columns(published)
    layers = sorted({*ours, *printed} - {"t"}, key=lambda layer: int(layer[1:]))
    rows = [
        (int(t), [(_cell(ours, layer, row), _cell(printed, layer, row)) for layer in layers])
        for row, t in enumerate(ours["t"])
    ]
    context: dict[str, Any] = {
        **described,
        "settings": origins,
        "notation": NOTATION,
        "layers": [layer[1:] for layer in layers],
        "missing": [layer[1:] for layer in layers if layer not in ours],
        "rows": rows,
    }
    for template, path in ((tex_template, tex), (html_template, html)):
        render(template, path, **context)


def _cell(columns: dict[str, list[float]], layer: str, row: int) -> str:
    """Five decimals, as printed in the paper; a dash for a missing layer or iteration."""
    if row >= len(columns.get(layer, ())):
        return "–"
    value = columns[layer][row]
    if math.isinf(value):
        return "diverged"
    return f"{value:.5f}" if value < 1000 else f"{value:.2e}"


if __name__ == "__main__":
    run(main, snakemake)
