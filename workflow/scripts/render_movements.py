"""Render a table of layer movements as LaTeX and HTML, published values beside ours."""

import math
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deeplinear.csvfile import read_columns
from deeplinear.job import run

NOTATION = {
    "d_x": ("d_x", "<i>d<sub>x</sub></i>"),
    "n_N": ("n_N", "<i>n<sub>N</sub></i>"),
    "samples": ("m", "<i>m</i>"),
    "noise_variance": (r"\operatorname{Var} E_{ij}", "Var <i>E<sub>ij</sub></i>"),
    "target_variance": (r"\operatorname{Var} W_{*,ij}", "Var <i>W</i><sub>*,<i>ij</i></sub>"),
    "depth": ("N", "<i>N</i>"),
    "widths": ("n", "<i>n</i>"),
    "step_size_factor": (
        r"\eta N \|X\|^2 / n_N",
        "<i>η</i> <i>N</i> ‖<i>X</i>‖² / <i>n<sub>N</sub></i>",
    ),
}


def main(
    *,
    table: str,
    published: str,
    tex_template: str,
    html_template: str,
    tex: str,
    html: str,
    paper: str,
    name: str,
    title: str,
    locator: str,
    variant: str,
    provenance: list[dict[str, Any]],
) -> None:
    ours, printed = read_columns(table), read_columns(published)
    layers = sorted({*ours, *printed} - {"t"}, key=lambda layer: int(layer[1:]))
    rows = [
        (int(t), [(_cell(ours, layer, row), _cell(printed, layer, row)) for layer in layers])
        for row, t in enumerate(ours["t"])
    ]
    context = {
        "paper": paper,
        "name": name,
        "title": title,
        "locator": locator,
        "variant": variant,
        "settings": provenance,
        "differing": [
            row for row in provenance if row.get("inferred") not in (None, row.get("stated"))
        ],
        "layers": [layer[1:] for layer in layers],
        "missing": [layer[1:] for layer in layers if layer not in ours],
        "rows": rows,
    }
    for template, path, notation in ((tex_template, tex, 0), (html_template, html, 1)):
        _write(template, path, {key: pair[notation] for key, pair in NOTATION.items()}, context)


def _cell(columns: dict[str, list[float]], layer: str, row: int) -> str:
    """Five decimals as in the paper; a dash for a layer that is not there."""
    if layer not in columns:
        return "–"
    value = columns[layer][row]
    if math.isinf(value):
        return "diverged"
    return f"{value:.5f}" if value < 1000 else f"{value:.2e}"


def _write(template: str, path: str, notation: dict[str, str], context: dict[str, Any]) -> None:
    source = Path(template)
    environment = Environment(
        loader=FileSystemLoader(source.parent),
        autoescape=source.name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters["plain"] = _plain
    text = environment.get_template(source.name).render(notation=notation, **context)
    Path(path).write_text(text, encoding="utf-8")


def _plain(value: Any) -> str:
    """A setting's value for a reader: [5000] is 5000."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    run(main, snakemake)
