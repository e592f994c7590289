"""Execute a notebook reproducibly."""

import contextlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jupytext
from IPython.core.display_trap import DisplayTrap
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_output
from traitlets.config import Config


def executed(source: str | Path) -> Any:
    """Execute a notebook in this process, without a kernel, starting in this folder.

    The shell ignores the user's configuration, and keeps its own files in a temporary folder.

    Parameters
    ----------
    source : str or Path
        A Python file in jupytext's percent format.

    Returns
    -------
    nbformat.NotebookNode
        With the tables and pictures that it shows, but no dates, versions or random names.

    Raises
    ------
    ValueError
        If it prints something, such as a warning, which may contain paths.
    Exception
        Of any kind, if a cell raises it.
    """
    notebook = jupytext.read(source, fmt="py:percent")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    caller = sys.modules["__main__"]
    try:
        with TemporaryDirectory() as folder, contextlib.chdir("."):
            shell, shown = _shell(folder)
            for count, cell in enumerate(code, 1):
                shown.clear()
                _run_cell(shell, cell.source, source)
                cell.update(
                    execution_count=count,
                    outputs=[
                        new_output("display_data", data=one["data"], metadata=one["metadata"])
                        for one in shown
                    ],
                )
    finally:
        InteractiveShell.clear_instance()
        sys.modules["__main__"] = caller
    for number, cell in enumerate(notebook.cells):
        cell.update(id=f"cell-{number}", metadata={})
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook["metadata"] = {"kernelspec": python, "language_info": {"name": "python"}}
    return notebook


def _shell(folder: str) -> tuple[InteractiveShell, list[dict[str, Any]]]:
    """A shell without history, and the list to which it adds what it shows."""
    without_history = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell.instance(config=without_history, ipython_dir=folder)
    publisher = CapturingDisplayPublisher()
    shell.display_pub = publisher
    shell.display_trap = DisplayTrap(hook=CapturingDisplayHook(shell, publisher.outputs))
    return shell, publisher.outputs


def _run_cell(shell: InteractiveShell, code: str, source: str | Path) -> None:
    with capture_output(display=False) as printed:
        result = shell.run_cell(code)
    result.raise_error()
    if text := printed.stdout + printed.stderr:
        raise ValueError(
            f"{source}: expected cells that show tables and pictures, got one that prints "
            f"{text!r}; use deeplinear.pages.notebook.show, or fix the cause of the warning"
        )
