"""Import the public names of a package on first access (PEP 562).

They are listed once, in the package's stub ``__init__.pyi``, which type checkers read as well.
Importing one module of the package loads neither the others nor the list.
"""

import ast
from collections.abc import Callable
from functools import cache
from importlib import import_module
from os import PathLike
from typing import Any


@cache
def offered(stub: str | PathLike[str]) -> dict[str, str]:
    """The names that a stub imports, in its order, mapped to their modules."""
    with open(stub, encoding="utf-8") as file:
        statements = ast.parse(file.read()).body
    return {
        alias.name: str(statement.module)
        for statement in statements
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def lazy(package: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """A package's ``__getattr__`` and ``__dir__``, given its ``__name__`` and ``__file__``."""
    stub = f"{file}i"  # __init__.pyi; pathlib would cost a job 5 ms

    def find(name: str) -> Any:
        if name == "__all__":
            return list(offered(stub))
        if name not in offered(stub):
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(offered(stub)[name]), name)

    return find, lambda: list(offered(stub))
