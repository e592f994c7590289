"""Digests of source files that ignore comments and docstrings."""

import ast
import hashlib
from itertools import accumulate, pairwise
from pathlib import Path

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def digest(path: str | Path) -> str:
    """SHA-256 of a file; for a Python file, of its code without comments and docstrings.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    SyntaxError
        If a .py file is not valid Python.
    """
    content = Path(path).read_bytes()
    return hashlib.sha256(bare(content) if Path(path).suffix == ".py" else content).hexdigest()


def bare(source: bytes) -> bytes:
    """A Python source without comments, docstrings and blank lines.

    A file that uses ``__doc__`` keeps its docstrings, which then affect its behaviour.

    Parameters
    ----------
    source : bytes
        In UTF-8.
    """
    begins = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    kept, in_literal = bytearray(source), bytearray(len(source))

    def span(node: ast.expr) -> slice:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return slice(begins[node.lineno - 1] + node.col_offset, begins[end_line - 1] + end_column)

    docstrings = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            place = span(node)
            in_literal[place] = b"1" * (place.stop - place.start)
        elif isinstance(node, DOCUMENTED) and b"__doc__" not in source:
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docstrings.append(span(first.value))
    for place in docstrings:
        kept[place] = b" " * (place.stop - place.start)
        in_literal[place] = bytes(place.stop - place.start)
    lines = []
    for begin, end in pairwise(begins):
        mark = source.find(b"#", begin, end)
        while mark >= 0 and in_literal[mark]:
            mark = source.find(b"#", mark + 1, end)
        code = kept[begin : mark if mark >= 0 else end]
        if in_literal[end - 1]:  # a line break inside a string belongs to it
            lines.append(code)
        elif code.rstrip():
            lines.append(code.rstrip() + b"\n")
    return b"".join(lines)
