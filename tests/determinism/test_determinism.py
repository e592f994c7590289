"""The comparison of `make determinism` notices a byte, a file and a name, also a hidden one."""

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.determinism.compare import differing, inside, made, traces


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same files."""
    for name in ("first", "second"):
        for path in ("figures/p/a.csv", "figures/p/a.py", "results/p/b.csv", "results/p/c.npz"):
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"1,2,3\n" * 1000)
    return tmp_path / "first", tmp_path / "second"


def test_the_same_bytes_do_not_differ(runs: tuple[Path, Path]) -> None:
    first, second = map(made, runs)
    assert sorted(first) == ["figures/p/a.csv", "results/p/b.csv"]
    assert list(differing(first, second)) == []


def test_one_flipped_byte_is_noticed_and_located(runs: tuple[Path, Path]) -> None:
    file = runs[1] / "results/p/b.csv"
    content = bytearray(file.read_bytes())
    content[4321] ^= 1
    file.write_bytes(content)
    (told,) = differing(*map(made, runs))
    assert told == "results/p/b.csv: differs from byte 4321 of 6000 and 6000"


def test_a_file_cut_off_or_made_once_is_noticed(runs: tuple[Path, Path]) -> None:
    (runs[1] / "results/p/b.csv").write_bytes(b"1,2,3\n")
    (runs[0] / "figures/p/a.csv").unlink()
    assert list(differing(*map(made, runs))) == [
        "figures/p/a.csv: only in the second run",
        "results/p/b.csv: differs from byte 6 of 6000 and 6",
    ]


def pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].Contents = document.make_stream(b"(made on a-host) Tj")
    written = io.BytesIO()
    document.save(written, compress_streams=True, recompress_flate=True)
    return written.getvalue()


def png(kind: bytes, data: bytes) -> bytes:
    chunks = [(kind, data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in chunks
    )


TEXT = zlib.compress(b"made on a-host")


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        (b"made on a-host", False),
        ("made on a-host".encode("utf-16"), True),
        (pdf(), True),
        (png(b"tEXt", b"Software\0made on a-host"), False),
        (png(b"zTXt", b"Software\0\0" + TEXT), True),
        (png(b"iTXt", b"Software\0\1\0en\0\0" + TEXT), True),
    ],
    ids=["text", "utf-16", "pdf", "tEXt", "zTXt", "iTXt"],
)
def test_a_name_is_found_wherever_it_is(tmp_path: Path, content: bytes, hidden: bool) -> None:
    assert (b"a-host" not in content) == hidden  # else there is nothing to look inside for
    file = tmp_path / "figure"
    file.write_bytes(content)
    assert list(traces({"figure": file}, ["a-host"])) == ["figure: holds 'a-host'"]
    assert list(traces({"figure": file}, ["b-host"])) == []


def test_of_other_files_the_inside_is_all(tmp_path: Path) -> None:
    assert inside(b"t,loss\n") == b"t,loss\n"


@pytest.mark.slow
def test_other_surroundings_give_the_same_bytes() -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.determinism", "--short"],
        cwd=ROOT,
        env=os.environ,
        check=False,
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.endswith(" files, same bytes\n")
