"""Find the files that a script imports, and those that a template loads."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from deeplinear.lazy import offered


def import_closure(script: Path, package: Path) -> list[Path]:
    """The package's files that running the script would load.

    Snakemake reruns a job if its script changes, but not if a module that the script imports
    does; with digests of these files among its parameters, it does.

    Parameters
    ----------
    script : Path
        A Python file with absolute imports.
    package : Path
        The folder of the package, of the same name.

    Returns
    -------
    list of Path
        Sorted, below `package`, without the script itself.
    """
    reached: set[Path] = set()
    waiting = [script]
    while waiting:
        for name in _imported(waiting.pop()):
            for path in _files(name, package):
                if path not in reached:
                    reached.add(path)
                    waiting.append(path)
    return sorted(reached)


def template_closure(template: Path) -> list[Path]:
    """The templates that filling a template would load, from its folder or the one above.

    Parameters
    ----------
    template : Path
        For Jinja2, with the delimiters of deeplinear.pages.rendering.

    Returns
    -------
    list of Path
        Sorted, without the template itself.
    """
    reached: set[Path] = set()
    waiting = [template]
    while waiting:
        for name in re.findall(
            r'<%-? *(?:extends|from|import|include) "([^"]+)"', waiting.pop().read_text("utf-8")
        ):
            beside, above = (folder / name for folder in template.parents[:2])
            path = beside if beside.is_file() else above
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    return sorted(reached)


@cache
def _imported(path: Path) -> list[str]:
    """The dotted names that a file imports; a name after `from x import` may be a module."""
    names = []
    for node in _statements(ast.parse(path.read_bytes(), filename=str(path))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements below a node; unlike ast.walk, without expressions, which import nothing."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            yield child
            yield from _statements(child)


@cache
def _files(name: str, package: Path) -> list[Path]:
    """The files that importing a dotted name runs: the module and its parent packages.

    A public name of a package (deeplinear.lazy) stands for the module that defines it.
    """
    top, *parts = name.split(".")
    if top != package.name:
        return []
    stub = package.joinpath(*parts).with_name("__init__.pyi")
    if stub.is_file() and parts[-1] in offered(stub):
        return _files(offered(stub)[parts[-1]], package)
    bases = [package.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]
    paths = [path for base in bases for path in (base / "__init__.py", base.with_suffix(".py"))]
    return [path for path in paths if path.is_file()]
