"""Stamp outputs with their provenance, sealed with a checksum.

A stamp is one JSON object, `{"seal": ..., "paper": ..., ...}`, in XMP (PDF), in `<metadata>` (SVG),
in a text chunk (PNG), in a script element (HTML), in the metadata of a notebook or in a comment
(LaTeX), together with what viewers show: title, source, command, licence. The seal is the SHA-256
of the whole file with zeros in place of the seal.
"""

import hashlib
import html
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

NAMESPACE = "urn:deeplinear:provenance"
KEY = "deeplinear"
DUBLIN_CORE = {
    "dc:title": "title",
    "dc:source": "source",
    "dc:description": "command",
    "dc:rights": "licence",
}
UNSEALED = "0" * 64
BEGIN = re.compile(r'\{"seal": "[0-9a-f]{64}"')


@dataclass(frozen=True)
class Stamp:
    """The stamp of a file.

    Attributes
    ----------
    record : dict
        The provenance of the file.
    intact : bool
        Whether no byte of the file has changed since it was stamped.
    """

    record: dict[str, Any]
    intact: bool


def stamped(content: bytes, record: dict[str, Any]) -> bytes:
    """Add a stamp to a file's content and seal it.

    Parameters
    ----------
    content : bytes
        PDF, SVG, PNG, HTML, LaTeX or a Jupyter notebook, without a stamp.
    record : dict
        Serializable as JSON; title, source, command and licence are also put where viewers look.

    Raises
    ------
    ValueError
        If the content has another format.
    """
    text = json.dumps({"seal": UNSEALED, **record})
    shown = {key: str(record[key]) for key in ("title", "source", "command", "licence")}
    unsealed = _kind(content)(content, text, shown)
    return _exchange(unsealed, UNSEALED, hashlib.sha256(unsealed).hexdigest())


def read_stamp(content: bytes) -> Stamp | None:
    """Read the stamp of a file, whatever its name; None if it has no readable one."""
    text = _text_of(content)
    found = BEGIN.search(text)
    if found is None:
        return None
    try:
        record, _ = json.JSONDecoder().raw_decode(text, found.start())
    except json.JSONDecodeError:
        return None
    seal = record.pop("seal")
    unsealed = _exchange(content, seal, UNSEALED)
    return Stamp(record, intact=hashlib.sha256(unsealed).hexdigest() == seal)


def _kind(content: bytes) -> Callable[[bytes, str, dict[str, str]], bytes]:
    if content.startswith(b"%PDF"):
        return _stamp_pdf
    if content.startswith(b"\x89PNG"):
        return _stamp_png
    if content.startswith(b"{"):
        return _stamp_notebook
    if b"</metadata>" in content:
        return _stamp_svg
    if b"</head>" in content:
        return _stamp_html
    if b"\\begin{" in content:
        return _stamp_tex
    raise ValueError(
        "expected a PDF, SVG, PNG, HTML or LaTeX file or a notebook to stamp, got something else"
    )


def _stamp_pdf(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    import pikepdf  # a tenth of a second that other jobs save

    pdf = pikepdf.open(io.BytesIO(content))
    pdf.docinfo["/Title"] = shown["title"]
    pdf.docinfo["/Subject"] = shown["source"]
    pdf.docinfo["/Keywords"] = shown["command"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(NAMESPACE, KEY)
        for key, name in DUBLIN_CORE.items():
            xmp[key] = shown[name]
        xmp[f"{{{NAMESPACE}}}provenance"] = text
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _stamp_png(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    """Add text chunks before the pixels, with the keywords of the PNG specification."""
    chunks = {
        "Title": shown["title"],
        "Source": shown["source"],
        "Description": shown["command"],
        "Copyright": shown["licence"],
        KEY: text,
    }
    begin = content.index(b"IDAT") - 4
    made = b"".join(_chunk(b"iTXt", _itxt(key, value)) for key, value in chunks.items())
    return content[:begin] + made + content[begin:]


def _itxt(key: str, value: str) -> bytes:
    """Keyword, uncompressed, no language, no translated keyword, text."""
    return key.encode("ascii") + b"\0\0\0\0\0" + value.encode("utf-8")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _stamp_svg(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    work = "".join(
        f"    <{key}>{html.escape(shown[name], quote=False)}</{key}>\n"
        for key, name in DUBLIN_CORE.items()
    )
    own = (
        f'  <{KEY}:provenance xmlns:{KEY}="{NAMESPACE}">'
        f"{html.escape(text, quote=False)}</{KEY}:provenance>\n"
    )
    marks = (b"   </cc:Work>", work.encode()), (b" </metadata>", own.encode())
    for mark, insertion in marks:
        before, found, after = content.partition(mark)
        if not found:
            raise ValueError(f"expected {mark.decode()} in the SVG, as matplotlib writes it")
        content = before + insertion + found + after
    return content


def _stamp_html(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    words = {"description": shown["source"], "license": shown["licence"]}
    lines = [f'<meta name="{key}" content="{html.escape(value)}">' for key, value in words.items()]
    text = text.replace("<", "\\u003c")
    lines.append(f'<script type="application/json" id="{KEY}">{text}</script>\n')
    before, found, after = content.partition(b"</head>")
    return before + "\n".join(lines).encode() + found + after


def _stamp_notebook(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    """Add it to the metadata of the notebook, which follow those of the cells."""
    before, found, after = content.rpartition(b'\n "metadata": {\n')
    return before + found + f'  "{KEY}": {text},\n'.encode() + after


def _stamp_tex(content: bytes, text: str, shown: dict[str, str]) -> bytes:
    lines = [f"% {value}\n" for value in shown.values()]
    return "".join([*lines, f"% {text}\n"]).encode() + content


def _text_of(content: bytes) -> str:
    """The parts where a stamp may be: all of a text, the metadata of a picture."""
    if content.startswith(b"%PDF"):
        import pikepdf

        try:
            with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as xmp:
                return str(xmp.get(f"{{{NAMESPACE}}}provenance", ""))
        except pikepdf.PdfError:
            return ""
    if content.startswith(b"\x89PNG"):
        texts = (data for _, _, kind, data in _chunks(content) if kind == b"iTXt")
        return b"".join(texts).decode("utf-8", errors="replace")
    return html.unescape(content.decode("utf-8", errors="replace"))


def _exchange(content: bytes, old: str, new: str) -> bytes:
    """Replace the seal; in a PNG, update the checksum of its chunk."""
    place = content.find(old.encode())
    if place < 0:
        return content
    content = content[:place] + new.encode() + content[place + len(old) :]
    if not content.startswith(b"\x89PNG"):
        return content
    for begin, end, kind, data in _chunks(content):
        if begin <= place < end:
            return content[:begin] + _chunk(kind, data) + content[end:]
    return content


def _chunks(content: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The complete chunks of a PNG: start, end, type and data."""
    begin = 8
    while (end := begin + 12 + int.from_bytes(content[begin : begin + 4])) <= len(content):
        yield begin, end, content[begin + 4 : begin + 8], content[begin + 8 : end - 4]
        begin = end
