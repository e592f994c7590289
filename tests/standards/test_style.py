"""Style checkers of Python and Snakemake."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.workflow.conftest import Checkout

# What `snakemake --lint` asks for and we decline, with the reason.
ALLOWED_LINTS = {
    # One environment for everything, pinned by hash; conda per rule would undo that.
    "Specify a conda environment or container for each rule.",
}


@pytest.mark.parametrize(
    "command",
    [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "snakefmt --check Snakefile workflow/rules",
    ],
)
def test_style_checkers_are_content(command: str) -> None:
    outcome = Checkout(ROOT).run(*command.split())
    assert outcome.status == 0, outcome.said


def test_snakemake_lint_finds_only_what_we_decline(copy: Path) -> None:
    outcome = Checkout(copy).snakemake("--lint")
    found = {
        line.strip(" *").split(":\n")[0] for line in outcome.said.splitlines() if "    * " in line
    }
    complaints = {line.rstrip(":") for line in found}
    assert complaints <= {lint.rstrip(":") for lint in ALLOWED_LINTS}, outcome.said
