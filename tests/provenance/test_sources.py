"""Digests of sources: what does not run does not count, everything else does."""

import io
import tokenize
from pathlib import Path

import pytest

from deeplinear.provenance.sources import bare, digest
from tests.conftest import ROOT

SOURCE = '''"""A module."""

import math  # for pi


def area(radius):
    """Of a circle."""
    # equation 1
    label = "radius # 1"
    return math.pi * radius**2, label, f"#{radius:#x}", """
# not a comment
"""
'''


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A module", "One module"),
        ("Of a circle.", "Of a disc.\n\n    With all\n    its points.\n    "),
        ("  # for pi", ""),
        ("# equation 1", "# equation 2, and more"),
        ("\n\n\ndef", "\n\n\n\n\ndef"),
    ],
)
def test_comments_docstrings_and_blank_lines_do_not_count(old: str, new: str) -> None:
    edited = SOURCE.replace(old, new)
    assert edited != SOURCE
    assert bare(edited.encode()) == bare(SOURCE.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import math", "import cmath as math"),
        ("radius**2", "radius**3"),
        ("radius # 1", "radius # 2"),
        ("# not a comment", "# not a comment either"),
        ("# not a comment", "\n# not a comment"),
        ("#{radius", "##{radius"),
    ],
)
def test_everything_else_counts(old: str, new: str) -> None:
    assert bare(SOURCE.replace(old, new).encode()) != bare(SOURCE.encode())


def test_a_docstring_that_is_used_counts() -> None:
    source = '"""Help."""\nprint(__doc__)\n'
    assert bare(source.replace("Help", "Use").encode()) != bare(source.encode())


def words(source: bytes) -> list[str]:
    """A source's tokens without layout, comments and strings that stand alone."""
    tokens = [
        token
        for token in tokenize.tokenize(io.BytesIO(source).readline)
        if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
    ]
    ends = (tokenize.ENCODING, tokenize.NEWLINE)
    return [
        token.string
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token.type != tokenize.NEWLINE
        and not (token.type == tokenize.STRING and before.type in ends and after.type in ends)
    ]


def test_what_counts_of_our_own_sources_is_all_that_runs() -> None:
    for folder in ("src", "workflow/scripts", "figures"):
        paths = list((ROOT / folder).rglob("*.py"))
        assert paths, folder
        for path in paths:
            source = path.read_bytes()
            assert words(bare(source)) == words(source), path.relative_to(ROOT)


def test_other_files_count_whole(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("depth: 3\n")
    before = digest(file)
    file.write_text("depth: 3  # layers\n")
    assert digest(file) != before
