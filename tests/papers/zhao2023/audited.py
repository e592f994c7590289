"""The audited cells of zhao2023's tables, as in expected/."""

from functools import cache
from pathlib import Path

import pandas as pd

from tests.artefacts import AUDITED
from tests.conftest import ROOT

AUDITED_TABLES = [name for paper, name in AUDITED if paper == "zhao2023"]


def audited(folder: Path, table: str, stated: str = "stated", factor: float = 1) -> Path:
    """The cells of a table as the audit writes them.

    Those as stated are given a variant's name, what was published is multiplied.
    """
    audit = read_audit()
    cells = audit[(audit["paper"] == "zhao2023") & (audit["artefact"] == table)]
    path = folder / "cells.csv"
    cells = cells.replace({"variant": {"stated": stated}})
    cells["published"] *= factor
    cells.drop(columns=["paper", "artefact"]).to_csv(path, index=False)
    return path


@cache
def read_audit() -> pd.DataFrame:
    return pd.read_csv(ROOT / "expected/audit.csv")


def cells_of(path: Path) -> pd.DataFrame:
    """Cells by variant, layer and iteration."""
    rows = pd.read_csv(path)
    cells = rows[rows["kind"] == "cell"]
    at = cells["item"].str.extract(r"t=(?P<t>\d+) i=(?P<layer>\d+)").astype(int)
    return cells.join(at).set_index(["variant", "layer", "t"]).sort_index()
