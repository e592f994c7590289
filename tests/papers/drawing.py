"""Draw a figure without writing it, and read what is written in it."""

import runpy
from pathlib import Path

import matplotlib.figure
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from tests.conftest import ROOT


def drawn_text(monkeypatch: pytest.MonkeyPatch, source: str, **inputs: Path) -> list[str]:
    """All texts of the picture that a figure's source draws of the given files."""
    saved: list[Figure] = []
    monkeypatch.setattr(
        matplotlib.figure.Figure, "savefig", lambda picture, *_, **__: saved.append(picture)
    )
    main = runpy.run_path(str(ROOT / source), run_name="figure")["main"]
    main(**{name: str(path) for name, path in inputs.items()})
    saved[0].draw_without_rendering()
    return [text.get_text() for text in saved[0].findobj(Text)]
