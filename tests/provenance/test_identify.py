"""Every output can be identified, and compared with what this checkout would make."""

import shutil
import zipfile
from pathlib import Path

import pytest

from deeplinear.provenance.description import describe, hashes
from deeplinear.provenance.identify import identify
from deeplinear.provenance.sources import digest
from deeplinear.provenance.stamps import stamped
from deeplinear.settings.checkout import read_config
from tests.conftest import ROOT

PATH = "figures/zhao2023/table1-stated.tex"
SOURCES = (
    "requirements.lock",
    "src/deeplinear/networks/descent.py",
    "published/zhao2023/table1.csv",
)


def table() -> bytes:
    """A page as the workflow stamps it, of few sources."""
    described = describe(ROOT, read_config(ROOT), PATH)
    sources = {path: digest(ROOT / path) for path in SOURCES}
    record = described | {
        "hashes": hashes(described["settings"], sources),
        "sources": sources,
        "path": PATH,
        "command": f"snakemake --cores 1 {PATH}",
        "data": {"figures/zhao2023/table1-stated.csv": "0" * 64},
    }
    return stamped(b"\\begin{tabular}{l}\n1\n\\end{tabular}\n", record)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What of a checkout settings and sources need."""
    for folder in ("config", "workflow/schemas", "published", "src"):
        shutil.copytree(ROOT / folder, tmp_path / "checkout" / folder)
    shutil.copy(ROOT / "requirements.lock", tmp_path / "checkout")
    return tmp_path / "checkout"


def test_a_file_by_any_name_says_what_it_is(
    tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "slide 7"
    file.write_bytes(table())
    assert identify(file, checkout)
    said = capsys.readouterr().out
    for words in (
        f"{PATH}: Relative movement of the layers, four layers",
        "zhao2023, table1, settings: stated",
        f"snakemake --cores 1 {PATH}",
        "yes, every byte",
        "depth 4",
        "widths [2000]",
        "this checkout would make the same",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("config/papers/zhao2023.yaml", "stated: [2000]", "stated: [2001]", "[2000], is [2001]"),
        ("config/config.yaml", "seed: 2023", "seed: 2024", "seed was 2023, is 2024"),
        (
            "src/deeplinear/networks/descent.py",
            "return factor",
            "return 2 * factor",
            "descent.py changed",
        ),
        ("published/zhao2023/table1.csv", "1,0.0", "1,0.1", "table1.csv changed"),
    ],
)
def test_a_checkout_that_would_make_another_says_why(
    tmp_path: Path,
    checkout: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    old: str,
    new: str,
    said: str,
) -> None:
    changed = checkout / path
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "a").write_bytes(table())
    assert identify(tmp_path / "a", checkout)
    told = capsys.readouterr().out
    assert "this checkout would make a different one" in told
    assert said in told


def test_an_edited_file_is_recognized(
    tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_bytes(table().replace(b"\n1\n", b"\n2\n"))
    assert not identify(tmp_path / "a", checkout)
    assert "do not match its seal" in capsys.readouterr().out


def test_slides_are_searched(
    tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "talk.pptx", "w") as archive:
        archive.writestr("ppt/slides/slide1.xml", "<p/>")
        archive.writestr("ppt/media/image1", table())
    assert identify(tmp_path / "talk.pptx", checkout)
    assert "talk.pptx, ppt/media/image1\n" in capsys.readouterr().out


def test_a_table_of_numbers_is_known_by_its_bytes(
    tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = checkout / "figures/zhao2023/table1.csv"
    made.parent.mkdir(parents=True)
    made.write_text("t,i1\n1,0.5\n")
    shutil.copy(made, tmp_path / "a")
    assert identify(tmp_path / "a", checkout)
    assert "figures/zhao2023/table1.csv, byte for byte" in capsys.readouterr().out
    (tmp_path / "a").write_text("t,i1\n1,0.6\n")
    assert not identify(tmp_path / "a", checkout)
    assert "no provenance record found" in capsys.readouterr().out


def test_a_table_that_is_expected_is_known_where_none_was_made(
    tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "expected").mkdir()
    shutil.copy(ROOT / "expected/manifest.csv", checkout / "expected")
    shutil.copy(ROOT / "expected/zhao2023/table1.csv", tmp_path / "a")
    assert identify(tmp_path / "a", checkout)
    said = "figures/zhao2023/table1.csv, byte for byte as expected by this checkout"
    assert said in capsys.readouterr().out


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="none cannot be read"):
        identify(tmp_path / "none", ROOT)
