"""REUSE 3.3: every file has a licence, and its text is there."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.standards.conftest import edit, run_tool

VENDORED = "tests/standards/codemeta-3.0.jsonld"


def lint(folder: Path) -> tuple[int, Any]:
    """The exit status and the report."""
    outcome = run_tool(folder, "reuse", "lint", "--json")
    return outcome.status, json.loads(outcome.said)


def expected_licence(path: str) -> str:
    if path == VENDORED:
        return "Apache-2.0"
    return "CC0-1.0" if path.startswith(("expected/", "published/")) else "MIT"


def test_every_file_has_its_licence(copy: Path) -> None:
    status, report = lint(copy)
    assert status == 0
    licences = {
        file["path"]: {expression["value"] for expression in file["spdx_expressions"]}
        for file in report["files"]
    }
    assert {"published/zhao2023/table1.csv", "CITATION.cff", "Snakefile", VENDORED} <= set(licences)
    assert licences == {path: {expected_licence(path)} for path in licences}


def test_a_missing_text_and_a_file_without_a_licence_are_refused(copy: Path) -> None:
    (copy / "LICENSES/CC0-1.0.txt").unlink()
    edit(copy / "REUSE.toml", 'path = "**"', 'path = "src/**"')
    status, report = lint(copy)
    assert status == 1
    assert set(report["non_compliant"]["missing_licenses"]) == {"CC0-1.0"}
    assert str(copy / "Snakefile") in report["non_compliant"]["missing_licensing_info"]


def test_the_licence_is_the_text_of_reuse() -> None:
    """But for lines and the names, which the text of SPDX leaves open."""
    ours, theirs = (
        (ROOT / path).read_text(encoding="utf-8").split()
        for path in ("LICENSE", "LICENSES/MIT.txt")
    )
    start = ours.index("Permission")
    assert ours[start:] == theirs[theirs.index("Permission") :]
