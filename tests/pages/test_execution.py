"""Executed notebooks: what they show, the same in every run, and nothing else."""

import re
import subprocess
import sys
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


@pytest.mark.parametrize(
    "printing", ["print('a path')", "import sys\nprint('a path', file=sys.stderr)"]
)
def test_a_notebook_that_prints_is_refused(notebook: Any, printing: str) -> None:
    with pytest.raises(ValueError, match=r"source\.py: expected cells .*one that prints .*a path"):
        notebook(f"# %%\n{printing}\n")


def test_a_notebook_that_warns_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source.py"
    source.write_text("# %%\nimport warnings\nwarnings.warn('a path')\n", encoding="utf-8")
    run = f"from deeplinear.pages.execution import executed; executed({str(source)!r})"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True)
    assert done.returncode == 1
    assert re.search("expected cells .*one that prints .*a path", done.stderr)


def test_an_error_in_a_cell_ends_the_notebook(notebook: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        notebook("# %%\n1 / 0\n")


def test_notebooks_do_not_share_names_and_leave_this_process_as_it_was(notebook: Any) -> None:
    before = sys.modules["__main__"], sys.displayhook, sys.stdout, Path.cwd()
    notebook("# %%\nimport os\nname = 1\nos.chdir('/')\n")
    with pytest.raises(NameError):
        notebook("# %%\nname\n")
    assert (sys.modules["__main__"], sys.displayhook, sys.stdout, Path.cwd()) == before
