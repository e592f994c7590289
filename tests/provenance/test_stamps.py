"""Stamps: every format carries one, viewers see it, and no byte changes unnoticed."""

import io
from pathlib import Path

import nbformat
import numpy as np
import pikepdf
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from deeplinear.pictures.drawing import save
from deeplinear.provenance.stamps import read_stamp, stamped

RECORD = {
    "title": "Löss <of> & more",
    "source": 'A. Author: "A title", 2023',
    "command": "snakemake --cores 1 figures/p/figure1.pdf",
    "licence": "MIT",
    "settings": {"depth": 3, "text": "a } brace, a < sign and a \\ backslash"},
}
FORMATS = ("pdf", "svg", "png", "html", "tex", "ipynb")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A file of every format without a stamp."""
    folder = tmp_path_factory.mktemp("plain")
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([0, 1])
    paths = {ending: str(folder / f"figure.{ending}") for ending in FORMATS[:3]}
    save(figure, **paths)
    return {ending: Path(path).read_bytes() for ending, path in paths.items()} | {
        "html": b"<!DOCTYPE html>\n<html><head><title>A</title>\n</head><body></body></html>\n",
        "tex": b"\\begin{tabular}{l}\n1\n\\end{tabular}\n",
        "ipynb": nbformat.writes(
            new_notebook(cells=[new_code_cell("1", id="cell-0")], metadata={"a": {}})
        ).encode(),
    }


@pytest.mark.parametrize("ending", FORMATS)
def test_a_stamp_is_read_back(plain: dict[str, bytes], ending: str) -> None:
    stamp = read_stamp(stamped(plain[ending], RECORD))
    assert stamp is not None
    assert stamp.record == RECORD
    assert stamp.intact


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_stamp_gives_the_same_bytes(plain: dict[str, bytes], ending: str) -> None:
    assert stamped(plain[ending], RECORD) == stamped(plain[ending], RECORD)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_without_a_stamp_has_none(plain: dict[str, bytes], ending: str) -> None:
    assert read_stamp(plain[ending]) is None


@pytest.mark.parametrize("ending", FORMATS)
def test_no_changed_byte_goes_unnoticed(plain: dict[str, bytes], ending: str) -> None:
    content = stamped(plain[ending], RECORD)
    places = np.random.default_rng(1).integers(len(content), size=40).tolist()
    for place in {0, len(content) - 1, *places}:
        changed = bytearray(content)
        changed[place] ^= 4
        stamp = read_stamp(bytes(changed))
        assert stamp is None or not stamp.intact, place


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_cut_off_is_not_intact(plain: dict[str, bytes], ending: str) -> None:
    content = stamped(plain[ending], RECORD)
    for length in (0, 10, len(content) // 2, len(content) - 1):
        stamp = read_stamp(content[:length])
        assert stamp is None or not stamp.intact


def test_viewers_show_where_a_picture_is_from(plain: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(stamped(plain["pdf"], RECORD))) as pdf:
        assert str(pdf.docinfo["/Title"]) == RECORD["title"]
        assert str(pdf.docinfo["/Subject"]) == RECORD["source"]
    with Image.open(io.BytesIO(stamped(plain["png"], RECORD))) as image:
        image.load()
        shown = image.text  # type: ignore[attr-defined]
        assert (shown["Title"], shown["Description"]) == (RECORD["title"], RECORD["command"])
        with Image.open(io.BytesIO(plain["png"])) as before:
            assert np.array_equal(np.asarray(image), np.asarray(before))
    svg = stamped(plain["svg"], RECORD).decode()
    assert "<dc:title>Löss &lt;of&gt; &amp; more</dc:title>" in svg


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a PDF, SVG, PNG, HTML or LaTeX file or a note"):
        stamped(b"a,b\n1,2\n", RECORD)
