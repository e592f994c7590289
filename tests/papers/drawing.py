"""Draw a figure without writing it, and read what is written in it."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from deeplinear.pages.notebook import figure_of
from tests.conftest import ROOT


def drawn(monkeypatch: pytest.MonkeyPatch, source: str, **tables: Path) -> Figure:
    """What a figure's source draws of the given files, which are all that it asks for."""
    calls: list[Callable[..., Figure]] = []

    def run_figure(draw: Callable[..., Figure], _: str, **defaults: str) -> None:
        assert set(defaults) == set(tables)
        calls.append(draw)

    monkeypatch.setattr("deeplinear.pages.notebook.run_figure", run_figure)
    runpy.run_path(str(ROOT / source), run_name="__main__")
    (draw,) = calls
    return figure_of(draw, {name: str(path) for name, path in tables.items()})


def drawn_text(monkeypatch: pytest.MonkeyPatch, source: str, **tables: Path) -> list[str]:
    """All texts of the picture that a figure's source draws of the given files."""
    picture = drawn(monkeypatch, source, **tables)
    picture.draw_without_rendering()
    return [text.get_text() for text in picture.findobj(Text)]
