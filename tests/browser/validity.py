"""Whether pages are valid HTML, by the Nu Html Checker."""

import json
import re
from pathlib import Path

from tests.conftest import ROOT
from tests.standards.conftest import run_tool

# What is in browsers and not yet in the checker.
NEWER = re.compile(r"CSS: .*(::details-content|var\(--look\))")


def invalid(folder: Path, *pages: str) -> list[tuple[str, str]]:
    """Errors and warnings, each after the name of its page."""
    outcome = run_tool(folder, "python", str(ROOT / "tests/standards/check_html.py"), *pages)
    assert outcome.status == 0, outcome.said
    return [
        (message["url"].rpartition("/")[2], message["message"])
        for message in json.loads(outcome.said)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
        if not NEWER.search(message["message"])
    ]
