"""What two runs made, byte by byte, and what of their surroundings shows in it."""

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf


def made(folder: Path) -> dict[str, Path]:
    """Every picture, page and table of a run, also those in between, by path in the checkout."""
    files = [*(folder / "figures").rglob("*"), *(folder / "results").rglob("*.csv")]
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(files)
        if path.is_file() and path.suffix != ".py"
    }


def differing(first: Mapping[str, Path], second: Mapping[str, Path]) -> Iterator[str]:
    """The files that only one run has, or that differ, with the first offset at which they do."""
    for path in sorted({*first, *second}):
        if path not in first or path not in second:
            yield f"{path}: only in the {'first' if path in first else 'second'} run"
            continue
        one, other = first[path].read_bytes(), second[path].read_bytes()
        if one != other:
            pairs = enumerate(zip(one, other, strict=False))
            at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
            yield f"{path}: differs from byte {at} of {len(one)} and {len(other)}"


def traces(files: Mapping[str, Path], words: Iterable[str]) -> Iterator[str]:
    """The files that hold one of the words, also where it is compressed."""
    for path, file in files.items():
        content = inside(file.read_bytes())
        for word in words:
            if word.encode() in content or word.encode("utf-16-be") in content:
                yield f"{path}: holds {word!r}"


def inside(content: bytes) -> bytes:
    """A file's content with all that is compressed in it after it, in the clear."""
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        return b"\n".join([content, *streams])
    if content.startswith(b"\x89PNG"):
        return b"\n".join([content, *_png_texts(content)])
    return content


def _png_texts(content: bytes) -> Iterator[bytes]:
    """The compressed text chunks of a PNG (zTXt, iTXt with its flag set)."""
    begin = 8
    while begin < len(content):
        size = int.from_bytes(content[begin : begin + 4])
        kind, data = content[begin + 4 : begin + 8], content[begin + 8 : begin + 8 + size]
        if kind == b"zTXt":
            yield zlib.decompress(data.split(b"\0", 1)[1][1:])
        elif kind == b"iTXt" and data.split(b"\0", 1)[1][0]:
            yield zlib.decompress(data.split(b"\0", 1)[1][2:].split(b"\0", 2)[2])
        begin += size + 12
