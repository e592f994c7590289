"""What tests of all kinds share: where the checkout is, and its registries."""

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
        schema = read_yaml(f"workflow/schemas/{paper}.schema.yaml")
        return resolve(paper, read_yaml(f"config/papers/{paper}.yaml"), lambda _: schema)

    return of
