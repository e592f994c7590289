"""Execute a notebook reproducibly."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jupytext
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

SECONDS = 600  # for a cell
SHOWN = ("display_data", "execute_result")


def executed(source: str | Path) -> Any:
    """Execute a notebook with this interpreter, in this folder.

    The kernel ignores the user's configuration, and keeps its own files in a temporary folder.

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
    nbclient.exceptions.CellExecutionError
        If a cell raises.
    """
    notebook = jupytext.read(source, fmt="py:percent")
    for number, cell in enumerate(notebook.cells):
        cell.update(id=f"cell-{number}", metadata={})
    with TemporaryDirectory() as folder:
        manager = AsyncKernelManager(
            transport="ipc",
            connection_file=f"{folder}/kernel.json",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # keeps this interpreter's
        )
        client = NotebookClient(notebook, km=manager, record_timing=False, timeout=SECONDS)
        own = {"IPYTHONDIR": folder, "JUPYTER_CONFIG_DIR": folder}
        client.execute(env=os.environ | own, cleanup_kc=True)  # also stops the kernel
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output["output_type"] not in SHOWN:
                raise ValueError(
                    f"{source}: expected cells that show tables and pictures, got one that prints "
                    f"{output['text']!r}; use deeplinear.pages.notebook.show, or fix the cause of "
                    "the warning"
                )
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook["metadata"] = {"kernelspec": python, "language_info": {"name": "python"}}
    return notebook
