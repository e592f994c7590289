"""A copy of the checkout, in a folder with a space in its name, with everything made once.

Commands run without a network, where the kernel lets them: every test of them is one of that too.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.workflow import fresh_copy
from tests.browser.chromium import MISSING, PROGRAM, chromium
from tests.conftest import ROOT


def isolation() -> list[str]:
    """The command that starts another one without a network; empty where that is forbidden."""
    command = ["unshare", "--map-current-user", "--net"]
    try:
        tried = subprocess.run([*command, "true"], stderr=subprocess.DEVNULL, check=False)
        return [] if tried.returncode else command
    except FileNotFoundError:
        return []


ISOLATED = isolation()


@dataclass(frozen=True)
class Outcome:
    """Exit status and everything that a command said."""

    status: int
    said: str


@dataclass(frozen=True)
class Checkout:
    """A folder to run commands in, with this environment first on the PATH."""

    folder: Path

    def run(self, *command: str) -> Outcome:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        finished = subprocess.run(
            [*ISOLATED, *command],
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Outcome(finished.returncode, finished.stdout)

    def snakemake(self, *arguments: str) -> Outcome:
        return self.run("snakemake", *arguments)

    def made(self) -> set[str]:
        """What stands in figures/ beside the sources."""
        figures = self.folder / "figures"
        return {
            path.relative_to(self.folder).as_posix()
            for path in figures.rglob("*")
            if path.is_file() and path.suffix != ".py"
        }


# What makes the complete copy cheaper without changing what is asserted of it.
LIGHTER = [
    ("config/config.yaml", ("{tables: 1000, figures: 200}", "{tables: 240, figures: 4}")),
    ("config/config.yaml", ("sensitivity: true", "sensitivity: false")),
    ("config/papers/du2019.yaml", ("[1, 2, 3, 5, 8, 13, 23, 38, 64]", "[1, 2, 3]")),
    ("config/papers/du2019.yaml", ("[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]", "[2, 200]")),
    ("config/papers/xu2023.yaml", ("stated: 50\n", "stated: 4\n")),
    ("config/sweeps/width.yaml", ("replicates: 12", "replicates: 2")),
    (
        "config/sweeps/width.yaml",
        (
            "[128, 316, 1000, 3162, 10000, 31623, 100000, 316228, 1000000]",
            "[10000, 31623, 100000]",
        ),
    ),
]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh copy with nothing made."""
    return Checkout(fresh_copy(tmp_path / "a copy"))


@pytest.fixture(scope="session")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, Outcome]:
    """A copy with everything made by the main command from few draws, and what that said.

    Tests of it stand in one file, test_run.py: a file's tests share a process, and it is made once.
    """
    everything = Checkout(fresh_copy(tmp_path_factory.mktemp("complete") / "a copy"))
    for path, (old, new) in LIGHTER:
        file = everything.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is not exactly once in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")
    outcome = everything.snakemake("--cores", "2")
    assert outcome.status == 0, outcome.said
    return everything, outcome


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """An empty page of Debian's Chromium."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    with chromium() as page:
        yield page


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """Replace what is in a text exactly once; the file and its date are put back afterwards."""
    before, content = file.stat(), file.read_bytes()
    assert content.count(old.encode()) == 1, f"{old!r} is not exactly once in {file}"
    file.write_bytes(content.replace(old.encode(), new.encode()))
    try:
        yield
    finally:
        file.write_bytes(content)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def edited(complete: tuple[Checkout, Outcome]) -> Callable[..., dict[str, int]]:
    """Edit files of the complete copy and count the jobs, by rule, that would run again."""
    everything, _ = complete

    def jobs_after(*edits: tuple[str, str, str]) -> dict[str, int]:
        with ExitStack() as all_edits:
            for path, old, new in edits:
                all_edits.enter_context(changed(everything.folder / path, old, new))
            outcome = everything.snakemake("--dry-run")
        assert outcome.status == 0, outcome.said
        return job_counts(outcome.said)

    return jobs_after


def job_counts(said: str) -> dict[str, int]:
    """Snakemake's job statistics without the targets that only collect."""
    counts = {}
    for line in said.splitlines():
        words = line.split()
        if len(words) == 2 and words[1].isdigit() and words[0] not in ("total", "all"):
            counts[words[0]] = int(words[1])
    return counts


# What a user reads; the commands of docs/adding-a-paper.md need the paper that it adds.
DOCUMENTS = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.stem != "adding-a-paper"),
]


def documented_commands() -> list[str]:
    """The commands that the README and docs/ give, each once and without its comment."""
    text = "".join(page.read_text(encoding="utf-8") for page in DOCUMENTS)
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line]
    return list(dict.fromkeys(line.split("  #")[0].strip() for line in lines))
