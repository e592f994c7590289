"""After any interruption or damage, running the same command again gives the same bytes."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.workflow import fresh_copy
from tests.stress.kills import (
    INTERRUPTED,
    MAIN,
    TERMINATED,
    WHOLE,
    Kill,
    begin,
    expect_same,
    finish,
    kill,
    kill_at_random,
    made,
    remove_made,
    wait_for_job,
    wait_for_orphans,
)

PAGE, DATA = "figures/zhao2023/table3.html", "figures/zhao2023/table3.csv"
STATED = "figures/zhao2023/table3-stated.html"
PROBLEM = "results/zhao2023/table3/problem.npz"
TRAJECTORY = "results/zhao2023/table3/n~4000/trajectory.csv"
RECORDS = "results/.records"

Undisturbed = dict[str, str]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Undisturbed]:
    """A copy with one page made, and what all has been made for it."""
    folder = fresh_copy(tmp_path_factory.mktemp("crash") / "a copy")
    finish(folder, [PAGE])
    return folder, made(folder)


def test_runs_that_are_killed_and_refused_end_in_the_same_bytes(
    page: tuple[Path, Undisturbed],
) -> None:
    """One with all that it started; one alone, whose job lives on beside the next; the next is
    undisturbed by one that comes while it works."""
    folder, undisturbed = page
    remove_made(folder)
    runs = []
    for how in (WHOLE, MAIN):
        runs.append(begin(folder, [PAGE]))
        wait_for_job(folder, runs[-1])
        kill(runs[-1], how)
    last = begin(folder, [PAGE])
    wait_for_job(folder, last)
    os.killpg(last.pid, signal.SIGSTOP)
    status, refusal = run_to_end(folder, PAGE)
    os.killpg(last.pid, signal.SIGCONT)
    assert status != 0
    assert "expected no other run in this checkout, found one; wait" in refusal
    assert len(refusal.splitlines()) == 2, refusal
    said, _ = last.communicate()
    assert last.returncode == 0, said
    wait_for_orphans(runs)
    expect_same(folder, undisturbed)


def test_what_was_damaged_is_named_and_made_again(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    break_bytes(folder / TRAJECTORY)
    cut_off(folder / RECORDS / f"{DATA}.json")
    (noted(folder, PROBLEM)).write_bytes(b"\xff")
    said = finish(folder, [PAGE])
    damaged = ", ".join((DATA, TRAJECTORY, PROBLEM))
    assert f"have changed since they were built: {damaged}; they will be rebuilt" in said
    expect_same(folder, undisturbed)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def break_bytes(path: Path) -> None:
    """Another byte in the middle, of a number where there are numbers."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def noted(folder: Path, path: str) -> Path:
    """Where Snakemake keeps what it knows of a file."""
    return folder / ".snakemake/metadata" / urlsafe_b64encode(path.encode()).decode()


def run_to_end(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit status of a run and what it said."""
    run = begin(folder, arguments)
    said, _ = run.communicate()
    return run.returncode, said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "path"),
    [
        (break_bytes, PAGE),
        (empty, DATA),
        (break_bytes, PROBLEM),
        (cut_off, PROBLEM),
    ],
)
def test_a_damaged_file_is_made_again(
    page: tuple[Path, Undisturbed], path: str, damage: Callable[[Path], None]
) -> None:
    folder, undisturbed = page
    damage(folder / path)
    assert f"have changed since they were built: {path}; they will be rebuilt" in finish(
        folder, [PAGE]
    )
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_a_dry_run_names_a_damaged_file_and_leaves_it_to_the_next_run(
    page: tuple[Path, Undisturbed],
) -> None:
    folder, undisturbed = page
    cut_off(folder / TRAJECTORY)
    before = made(folder)
    said = finish(folder, ["--dry-run", PAGE])
    assert f"have changed since they were built: {TRAJECTORY}; they will be rebuilt" in said
    assert made(folder) == before
    assert TRAJECTORY in finish(folder, [PAGE])
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_a_lost_record_is_made_again(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    (folder / RECORDS / f"{TRAJECTORY}.json").unlink()
    assert TRAJECTORY in finish(folder, [PAGE])
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_a_damaged_file_that_nothing_needs_is_left(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    cut_off(folder / PAGE)
    assert "Nothing to be done" in finish(folder, [DATA])
    finish(folder, [PAGE])
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_a_mere_touch_of_made_files_makes_nothing_again(page: tuple[Path, Undisturbed]) -> None:
    folder, _ = page
    for path in (DATA, TRAJECTORY):
        (folder / path).touch()
    said = finish(folder, [PAGE])
    assert "Nothing to be done" in said
    assert "have changed since" not in said


@pytest.mark.slow
def test_a_file_damaged_while_a_run_is_on_is_not_drawn(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    (folder / PAGE).unlink()
    run = begin(folder, [PAGE])
    wait_for_job(folder, run)
    break_bytes(folder / DATA)
    said, _ = run.communicate()
    assert run.returncode != 0
    assert f"{DATA} has changed since it was built" in said
    assert "run the same command again" in said
    assert not (folder / PAGE).exists()
    finish(folder, [PAGE])
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_a_folder_in_the_place_of_a_file_is_refused(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    (folder / DATA).unlink()
    (folder / DATA).mkdir()
    status, said = run_to_end(folder, DATA)
    assert status != 0
    assert f"{DATA}: expected a file, got a folder; remove it" in said
    (folder / DATA).rmdir()
    finish(folder, [DATA])
    expect_same(folder, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("how", [TERMINATED, INTERRUPTED], ids=str)
def test_an_interrupted_run_ends_with_two_lines(page: tuple[Path, Undisturbed], how: Kill) -> None:
    folder, undisturbed = page
    remove_made(folder)
    run = begin(folder, [PAGE])
    wait_for_job(folder, run)
    kill(run, how)
    said, _ = run.communicate()
    assert run.returncode != 0
    assert "because of the error above; when it is fixed, run the same command again" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 6, said
    finish(folder, [PAGE])
    expect_same(folder, undisturbed)


@pytest.mark.slow
def test_killed_at_random_moments(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    remove_made(folder)
    kills = [WHOLE, MAIN, WHOLE, TERMINATED, WHOLE, INTERRUPTED]
    kill_at_random(folder, [PAGE], kills, undisturbed, longest=3, seed=1)


def mounted(folder: Path, script: str) -> str:
    """What shell commands say that may mount, where nobody else sees it."""
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*namespace, "true"], check=False).returncode:
        pytest.skip("expected to be allowed to mount in a namespace, got a refusal from unshare")
    return subprocess.run(
        [*namespace, "bash", "-euc", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": "src", "PYTHON": sys.executable},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    ).stdout


READ_ONLY = """
mount --bind {folder} {folder}
mount -o remount,bind,ro {folder}
cd "$PWD"  # to see the mount
! "$PYTHON" -m snakemake --cores 1 {target}
"""


@pytest.mark.parametrize(
    "name",
    ["results", *(pytest.param(name, marks=pytest.mark.slow) for name in (".", "figures", "logs"))],
)
def test_a_read_only_folder_is_refused(page: tuple[Path, Undisturbed], name: str) -> None:
    folder, undisturbed = page
    place = shlex.quote(str(folder / name))
    said = mounted(folder, READ_ONLY.format(folder=place, target=PAGE))
    refused = ".snakemake" if name == "." else name
    assert f"{refused}: expected a folder to write to, got a read-only one; change" in said
    assert len(said.splitlines()) == 2, said
    expect_same(folder, undisturbed)


# A disk that fills up when jobs have begun, then has room again; what was made comes out of it.
FULL = """
disk=$(mktemp -d) copy=$PWD
mount -t tmpfs -o size=300m none "$disk"
cp -r . "$disk/copy"
cd "$disk/copy"
rm -rf .snakemake/incomplete/*
"$PYTHON" -m snakemake --cores 2 {target} &
while [ -z "$(ls .snakemake/incomplete)" ]; do sleep 0.02; done
fallocate --length $(( ($(df --output=avail --block-size=1K . | tail -1) - {left}) * 1024 )) filler
! wait $! || exit
mkdir "$copy/full" && cp -r figures results "$copy/full"
rm filler
"$PYTHON" -m snakemake --cores 2 {target} > /dev/null 2>&1
mkdir "$copy/after" && cp -r figures results "$copy/after"
"""


@pytest.mark.slow
@pytest.mark.parametrize("left", [0, 20, 300])
def test_a_full_disk_keeps_what_was_made(
    page: tuple[Path, Undisturbed], tmp_path: Path, left: int
) -> None:
    """With so many KB left: for a job's log and script, for its output, for its record."""
    folder, undisturbed = page
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    said = mounted(copy, FULL.format(target=STATED, left=left))
    assert "no space left on the disk; free some and run the same command again" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 8, said
    kept = made(copy / "full")
    assert {path: kept.get(path) for path in undisturbed} == undisturbed
    finish(copy, [STATED])
    expect_same(copy / "after", made(copy))


@pytest.mark.slow
def test_a_disk_without_room_is_refused(page: tuple[Path, Undisturbed]) -> None:
    folder, undisturbed = page
    script = f"""
    mount -t tmpfs -o size=20m none {shlex.quote(str(folder / "logs"))}
    ! "$PYTHON" -m snakemake --cores 1 {PAGE}
    """
    said = mounted(folder, script)
    assert re.search(r"logs/: expected at least 200 MB of free space, got \d+ MB; free some", said)
    assert len(said.splitlines()) == 2, said
    expect_same(folder, undisturbed)
