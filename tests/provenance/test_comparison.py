"""Tables compared within tolerances, and the tolerances of the registries."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from deeplinear.provenance.comparison import Tolerance, differences
from deeplinear.replication.audit import COLUMNS
from tests.conftest import ROOT

ALLOWED = {"loss*": Tolerance(relative=1e-6), "zero": Tolerance(absolute=1e-12)}


def table(t: str = "3", loss: str = "2.0", zero: str = "1e-17", word: str = "deep") -> str:
    return f"t,loss_high,zero,word\n{t},{loss},{zero},{word}\n"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ({"loss": "2.0000001"}, {}),
        ({"loss": "2e200"}, {"loss": "2.0000001e200"}),
        ({"loss": "inf"}, {"loss": "inf"}),
        ({"loss": ""}, {"loss": ""}),
        ({"zero": "0.0"}, {}),
        ({"zero": "9e-13"}, {}),
    ],
)
def test_numbers_within_their_tolerance_agree(
    received: dict[str, str], expected: dict[str, str]
) -> None:
    assert list(differences(table(**received), table(**expected), ALLOWED)) == []


@pytest.mark.parametrize(
    ("received", "expected", "column"),
    [
        ({"loss": "2.00001"}, {}, "loss_high"),
        ({"loss": "inf"}, {}, "loss_high"),
        ({"loss": "2.0"}, {"loss": "inf"}, "loss_high"),
        ({"loss": "nan"}, {}, "loss_high"),
        ({"loss": "diverged"}, {}, "loss_high"),
        ({"zero": "1.1e-12"}, {"zero": "0.0"}, "zero"),
        ({"t": "3.0"}, {}, "t"),
        ({"word": "convex"}, {}, "word"),
    ],
)
def test_others_do_not(received: dict[str, str], expected: dict[str, str], column: str) -> None:
    (found,) = differences(table(**received), table(**expected), ALLOWED)
    assert (found.line, found.column) == (1, column)


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (table() + "4,1.0,0.0,deep\n", "expected 1 rows of 4 cells, got 2"),
        (table().replace("word", "sword"), "expected columns t, loss_high, zero, word, got t, los"),
        (table(word="deep,er"), "expected 1 rows of 4 cells, got 1 of different lengths"),
        ("", "expected columns"),
    ],
)
def test_tables_of_different_shapes_are_reported(received: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        list(differences(received, table(), ALLOWED))


@pytest.mark.parametrize("path", sorted(ROOT.glob("config/papers/*.yaml")), ids=lambda p: p.stem)
def test_every_tolerance_is_one_of_a_column(path: Path) -> None:
    registry = yaml.safe_load(path.read_text(encoding="utf-8"))
    for artefact, entry in registry["artefacts"].items():
        tables = ROOT.glob(f"expected/{path.stem}/{artefact}*.csv")
        columns = {
            column
            for table in tables
            for column in table.read_text(encoding="utf-8").partition("\n")[0].split(",")
        }
        for pattern in entry.get("tolerances", {}):
            assert any(fnmatchcase(column, pattern) for column in columns), (artefact, pattern)


def test_every_tolerance_of_the_audit_is_one_of_a_column() -> None:
    config = yaml.safe_load((ROOT / "config/config.yaml").read_text(encoding="utf-8"))
    assert set(config["tolerances"]) <= set(COLUMNS)
