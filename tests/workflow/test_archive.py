"""The archive: the same content is the same file, and all of it works without a network."""

import hashlib
import json
import os
import shutil
import sys
import tarfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.workflow import fresh_copy
from deeplinear.provenance.records import FOLDER, Record
from tests.conftest import ROOT
from tests.workflow.conftest import ISOLATED, Checkout, Outcome
from tools.archive import CRATE, SUMS, described, main, records, shown

RELEASED = 1795305600  # 2026-11-22, as `date --utc +%s --date 2026-11-22` has it
MADE = {
    "figures/table.csv": ["results/run.csv", "config.yaml"],
    "results/run.csv": ["results/data.csv"],
    "results/data.csv": [],
    "results/other.csv": [],
    "figures/page.html": ["figures/table.csv", "results/shown.csv"],
    "results/shown.csv": ["results/data.csv"],
}
WRITTEN = ["figures/table.csv", "figures/page.html", "results/run.csv", "results/shown.csv"]
SOURCES = {".gitignore", ".ci/run", "config.yaml", "pyproject.toml", "CITATION.cff"}


def small(folder: Path) -> Path:
    """A commit of a few files with a table and a page made, their crate, and records of more."""
    for path in (".ci/run", "pyproject.toml"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    (folder / "CITATION.cff").write_text("date-released: 2026-11-22\n")
    (folder / ".gitignore").write_text(f"figures/\nresults/\ndist/\n{CRATE}\n")
    (folder / "config.yaml").write_text("seed: 1\n")
    for path in WRITTEN:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("1,2\n")
    for path, inputs in MADE.items():
        record = Record(path, "", "", dict.fromkeys(inputs, ""), {}, {})
        place = folder / FOLDER / f"{path}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(asdict(record)))
    digest = hashlib.sha256(b"1,2\n").hexdigest()
    graph = [{"@id": path, "sha256": digest} for path in WRITTEN if path.startswith("figures/")]
    (folder / CRATE).write_text(json.dumps({"@graph": [{"@id": "./"}, *graph]}))
    return committed(folder)


def committed(folder: Path) -> Path:
    someone = ("-c", "user.name=Someone", "-c", "user.email=someone@example.org")
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message=x")):
        outcome = Checkout(folder).run("git", *someone, "-c", "commit.gpgsign=false", *command)
        assert outcome.status == 0, outcome.said
    return folder


def unpacked(archive: Path, folder: Path) -> Path:
    folder.mkdir()
    outcome = Checkout(folder).run("tar", "--extract", "--file", str(archive))
    assert outcome.status == 0, outcome.said
    (inside,) = folder.iterdir()
    return inside


def sums_agree(folder: Path) -> bool:
    return Checkout(folder).run("sha256sum", "--check", "--quiet", SUMS).status == 0


def test_the_same_content_at_another_time_and_place_is_the_same_file(tmp_path: Path) -> None:
    first = main(small(tmp_path / "one"))
    other = small(tmp_path / "two")
    for path in filter(Path.is_file, other.rglob("[!.]*.*")):
        os.utime(path, (1e9, 1e9))
        path.chmod(0o600)
    second = main(other)
    assert second.name == first.name
    assert second.read_bytes() == first.read_bytes()
    assert hashlib.sha256(first.read_bytes()).hexdigest()[:12] in first.name
    (other / "config.yaml").write_text("seed: 2\n")
    committed(other)
    assert main(other).name != first.name


def test_it_holds_sources_outputs_crate_and_how_the_outputs_were_made(tmp_path: Path) -> None:
    """Not the records of what they were not made from; of results/ what the page shows."""
    with tarfile.open(main(small(tmp_path / "one"))) as tar:
        members = {entry.name.partition("/")[2]: entry for entry in tar}
    made_from = {f"{FOLDER}/{path}.json" for path in MADE if "other" not in path}
    assert members.keys() == SOURCES | {*WRITTEN, CRATE, SUMS} - {"results/run.csv"} | made_from
    assert {entry.mtime for entry in members.values()} == {RELEASED}
    assert {(entry.uid, entry.gid, entry.uname) for entry in members.values()} == {(0, 0, "")}
    assert {name for name, entry in members.items() if entry.mode & 0o111} == {".ci/run"}


def test_unpacked_it_is_archived_again_without_git(tmp_path: Path) -> None:
    archive = main(small(tmp_path / "one"))
    folder = unpacked(archive, tmp_path / "an unpacked archive")
    assert sums_agree(folder)
    again = main(folder)
    assert again.name == archive.name
    assert again.read_bytes() == archive.read_bytes()
    (folder / "config.yaml").write_text("seed: 2\n")
    assert not sums_agree(folder)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda at: (at / "config.yaml").write_text("seed: 2\n"), "changes: config.yaml; commit"),
        (lambda at: (at / "notes").write_text(""), "changes: notes; commit"),
        (lambda at: (at / CRATE).unlink(), f"expected {CRATE}, found none; run `make crate`"),
        (
            lambda at: (at / "figures/table.csv").unlink(),
            "expected figures/table.csv, found none; run `make`",
        ),
        (
            lambda at: (at / "figures/table.csv").write_text("1,3\n"),
            "differ from .*figures/table.csv; run `make crate`",
        ),
        (lambda at: shutil.rmtree(at / ".git"), "expected a clone or an unpacked archive"),
    ],
)
def test_what_is_not_whole_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    folder = small(tmp_path / "one")
    spoil(folder)
    with pytest.raises(SystemExit, match=words):
        main(folder)
    assert not (folder / "dist").exists()


def bare(folder: Path, *command: str) -> Outcome:
    """Run a command without a network, without this environment and without pip's settings."""
    python = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
    outcome = Checkout(folder).run(
        *("env", "-i", f"PATH={os.defpath}", f"HOME={folder.parent}"),
        *(f"PYTHON={python}", f"PIP_CONFIG_FILE={os.devnull}"),
        "PIP_COMPILE=0",  # three quarters of the time; Python compiles what it imports
        *command,
    )
    assert outcome.status == 0, outcome.said
    return outcome


@pytest.mark.slow
@pytest.mark.skipif(not ISOLATED, reason="this kernel lets nobody start commands without a network")
def test_all_of_it_works_without_a_network(tmp_path: Path) -> None:
    """`make wheels` and `make crate` have to have run in this checkout."""
    checkout = fresh_copy(tmp_path / "a copy")
    made = described(ROOT)
    for path in {CRATE, *made, *records(ROOT, made), *shown(ROOT, made)}:
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, checkout / path)
    archive = main(committed(checkout))
    folder = unpacked(archive, tmp_path / "an unpacked archive")
    (folder / "wheels").symlink_to(ROOT / "wheels")

    assert "Nothing to be done" in bare(folder, "make").said
    bare(folder, ".venv/bin/python", "-m", "deeplinear", "verify")
    for ending in ("csv", "pdf", "png", "svg"):
        (folder / f"figures/zhao2023/figure2.{ending}").unlink()
    assert "zhao2023 figure2" in bare(folder, "make").said
    assert sums_agree(folder)
    assert main(folder).read_bytes() == archive.read_bytes()
