"""What tests of all kinds share: where the checkout is, its registries, and no network."""

import os
import sys

# As in the workflow's jobs, and before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from deeplinear.settings.registry import resolve

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = {None, "", "localhost", "127.0.0.1", "::1"}


def stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave this machine, whichever library asks for it.

    For this process; commands have no network at all (isolation in tests/workflow/conftest.py).
    """
    match event:
        case "socket.connect" | "socket.sendto" | "socket.sendmsg":
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) else None  # else a local socket's path
        case "socket.getaddrinfo" | "socket.gethostbyname":
            host = arguments[0]
        case _:
            return
    if host not in LOOPBACK:
        raise RuntimeError(
            f"expected no test to use the network, got {event} of {host!r}; "
            "read a file of this repository instead"
        )


sys.addaudithook(stay_here)


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
