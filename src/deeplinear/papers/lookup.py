"""Look up a paper's own functions by its key."""

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from deeplinear.pictures.plots import Plot

PACKAGE = "deeplinear.papers"
Reader = Callable[[str | Path], Plot]


def check_settings(paper: str, settings: Mapping[str, Any]) -> None:
    """Check that the settings of a paper's artefact do not contradict each other.

    Parameters
    ----------
    paper : str
        Its key.
    settings : mapping
        Values by name, each of them valid by the paper's schema.

    Raises
    ------
    ValueError
    """
    package = f"{PACKAGE}.{paper}"
    if find_spec(package) and find_spec(f"{package}.settings"):
        import_module(f"{package}.settings").check(settings)


def reader_of(paper: str, picture: str) -> Reader | None:
    """The function that reads the data of a picture; None if the paper has none.

    Parameters
    ----------
    paper : str
        Its key.
    picture : str
        Such as "figure1-stated" or "table1-audit".
    """
    return _matching(_plot_module(paper).READERS, picture)


def plot_of(paper: str, picture: str, path: str | Path) -> Plot:
    """Read the data of a picture.

    Parameters
    ----------
    paper, picture : str
        As for :func:`reader_of`.
    path : str or Path
        The CSV file that the picture is drawn from.

    Raises
    ------
    LookupError
        If the paper has no reader for it.
    """
    read = reader_of(paper, picture)
    if read is None:
        raise LookupError(
            f"no plot reader for {paper}/{picture}; add one to READERS in "
            f"src/deeplinear/papers/{paper}/plot.py"
        )
    return read(path)


def plots_by_setting(paper: str, artefact: str, path: str | Path) -> dict[Any, Plot]:
    """Read the plots of an artefact that can be explored, by the values of one setting.

    Parameters
    ----------
    paper, artefact : str
    path : str or Path
        A table of runs that differ in this setting.

    Raises
    ------
    LookupError
        If the paper has no explorer for it.
    """
    read = _matching(getattr(_plot_module(paper), "EXPLORERS", {}), artefact)
    if read is None:
        raise LookupError(
            f"no explorer for {paper}/{artefact}; add one to EXPLORERS in "
            f"src/deeplinear/papers/{paper}/plot.py, or remove `explored` from its registry"
        )
    plots: dict[Any, Plot] = read(path)
    return plots


def _plot_module(paper: str) -> Any:
    return import_module(f"{PACKAGE}.{paper}.plot")


def _matching(functions: Mapping[str, Callable[..., Any]], name: str) -> Any:
    return next((function for key, function in functions.items() if fnmatchcase(name, key)), None)
