"""What tests of all kinds share: where the checkout is, and its registries."""

import os

# As in the workflow's jobs, and before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from deeplinear.registry import resolve

ROOT = Path(__file__).resolve().parents[1]


def read_yaml(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def settings() -> Callable[[str], dict[str, dict[str, Any]]]:
    """Resolved settings of a paper, by variant."""

    def of(paper: str) -> dict[str, dict[str, Any]]:
        def schema_of(artefact: str) -> Any:
            own = f"workflow/schemas/{paper}.{artefact}.schema.yaml"
            exists = (ROOT / own).exists()
            return read_yaml(own if exists else f"workflow/schemas/{paper}.schema.yaml")

        return resolve(paper, read_yaml(f"config/papers/{paper}.yaml"), schema_of)

    return of
