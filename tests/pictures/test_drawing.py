"""Pictures as files."""

from pathlib import Path

from matplotlib.figure import Figure

from deeplinear.pictures.drawing import save


def test_a_format_without_a_path_is_not_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    save(Figure(), pdf="", svg="", png=str(picture))
    assert list(tmp_path.iterdir()) == [picture]
