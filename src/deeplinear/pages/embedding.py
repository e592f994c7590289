"""Embed pictures in a page as data URIs."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image

THUMBNAIL = 480  # pixels: twice the width at which it is shown
TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


def embedded(path: str | Path) -> str:
    """Encode a PNG or SVG as a data URI.

    Raises
    ------
    KeyError
        If the file has another extension.
    """
    return _uri(TYPES[Path(path).suffix], Path(path).read_bytes())


def thumbnail(path: str | Path) -> str:
    """Encode a PNG, scaled down and with 64 colours, as a data URI."""
    with Image.open(path) as picture:
        size = (THUMBNAIL, round(THUMBNAIL * picture.height / picture.width))
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).quantize(64)
    content = BytesIO()
    small.save(content, "PNG", optimize=True)
    return _uri("image/png", content.getvalue())


def _uri(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"
