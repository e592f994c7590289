"""Settings of a small experiment, which tests of jobs change."""

from typing import Any

SMALL: dict[str, Any] = {
    "stream": [7, "zhao2023", "figure9"],
    "d_x": 5,
    "n_N": 3,
    "samples": 20,
    "target_variance": 4,
    "noise_variance": 1,
    "engine": "reduced",
    "initialization": "orthogonal",
    "depth": 3,
    "width": 30,
    "step_size_factor": 0.5,
    "iterations": 4,
}
# Of a table, printed and audited.
TABLE = SMALL | {
    "stream": [7, "zhao2023", "table9"],
    "d_x": 6,
    "samples": 60,
    "target_variance": 1,
    "width": 400,
}
