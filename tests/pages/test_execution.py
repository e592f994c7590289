"""Executed notebooks: what they show, the same in every run, and nothing else."""

from pathlib import Path
from typing import Any

import nbformat
import pytest

from deeplinear.pages.execution import executed

SHOWING = """# %% [markdown]
# # A title
# %%
from IPython.display import HTML, display
display(HTML("<b>1</b>"))
# %%
2
"""


@pytest.fixture
def notebook(tmp_path: Path) -> Any:
    def run(text: str) -> Any:
        source = tmp_path / "source.py"
        source.write_text(text, encoding="utf-8")
        return executed(source)

    return run


def test_an_executed_notebook_holds_what_it_shows_and_nothing_else(notebook: Any) -> None:
    first, second = notebook(SHOWING), notebook(SHOWING)
    assert nbformat.writes(first) == nbformat.writes(second)
    nbformat.validate(first)
    assert first.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    title, html, number = first.cells
    assert title.source == "# A title"
    assert html.outputs[0]["data"]["text/html"] == "<b>1</b>"
    assert number.outputs[0]["data"] == {"text/plain": "2"}
    assert all(cell.metadata == {} for cell in first.cells)


def test_a_notebook_that_prints_is_refused(notebook: Any) -> None:
    with pytest.raises(ValueError, match=r"source\.py: expected cells that show .*got one that"):
        notebook("# %%\nimport warnings\nwarnings.warn('with a path')\n")
