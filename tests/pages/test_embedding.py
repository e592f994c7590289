"""Pictures that a page carries in itself."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from deeplinear.pages.embedding import THUMBNAIL, embedded, thumbnail


def test_pictures_in_a_page_are_those_of_the_files(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    Image.linear_gradient("L").convert("RGB").resize((960, 480)).save(path)
    whole = base64.b64decode(embedded(path).removeprefix("data:image/png;base64,"))
    assert whole == path.read_bytes()
    small = base64.b64decode(thumbnail(path).removeprefix("data:image/png;base64,"))
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (THUMBNAIL, THUMBNAIL // 2)
        rows = [picture.convert("L").getpixel((0, y)) for y in (2, 120, 237)]
    assert rows == pytest.approx([2, 128, 253], abs=8)
