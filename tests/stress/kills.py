"""Runs that are killed, and what they made."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Kill:
    """A signal, and whether jobs get it too or live on without their run."""

    signal: signal.Signals
    jobs_too: bool

    def __str__(self) -> str:
        return f"{self.signal.name} to {'all' if self.jobs_too else 'the main process alone'}"


WHOLE = Kill(signal.SIGKILL, jobs_too=True)
MAIN = Kill(signal.SIGKILL, jobs_too=False)
TERMINATED = Kill(signal.SIGTERM, jobs_too=True)
INTERRUPTED = Kill(signal.SIGINT, jobs_too=True)

Run = subprocess.Popen[str]


def begin(folder: Path, targets: Sequence[str]) -> Run:
    """Start a run in its own process group, with the copy's own package.

    Ctrl-C reaches it where the tests run in the background, too, to which shells do not let it.
    """
    command = [sys.executable, "-m", "snakemake", "--cores", "2", *targets]
    return subprocess.Popen(
        ["env", "--default-signal=INT", *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(folder: Path, targets: Sequence[str]) -> str:
    """Run to the end; what it said.

    Raises
    ------
    AssertionError
        If the run failed.
    """
    run = begin(folder, targets)
    said, _ = run.communicate()
    assert run.returncode == 0, said
    return said


def wait_for_job(folder: Path, run: Run) -> None:
    """Wait until a job of a run that has just begun works.

    Raises
    ------
    AssertionError
        If the run ends before.
    """
    scripts = folder / ".snakemake/scripts"
    before = set(scripts.glob("*"))
    while set(scripts.glob("*")) <= before:
        assert run.poll() is None, run.communicate()[0]
        time.sleep(0.02)


def kill(run: Run, how: Kill) -> None:
    """Kill a run and wait for its end; jobs that live on are left alone."""
    (os.killpg if how.jobs_too else os.kill)(run.pid, how.signal)
    run.wait()


def wait_for_orphans(runs: Sequence[Run]) -> None:
    """Wait until all that runs started has ended: who lives holds their output open."""
    for run in runs:
        run.communicate()


def made(folder: Path) -> dict[str, str]:
    """SHA-256 by path of all that stands in figures/ and results/, temporary files too."""
    paths = [path for top in ("figures", "results") for path in (folder / top).rglob("*")]
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.is_file() and path.suffix != ".py"
    }


def remove_made(folder: Path) -> None:
    for path in made(folder):
        (folder / path).unlink()
    shutil.rmtree(folder / "results", ignore_errors=True)


def expect_same(folder: Path, undisturbed: dict[str, str]) -> None:
    """Raise AssertionError with the names of files that differ, lack or are too many."""
    found = made(folder)
    names = sorted(found.keys() | undisturbed.keys())
    differing = [name for name in names if found.get(name) != undisturbed.get(name)]
    assert not differing, f"expected the bytes of an undisturbed run, got others: {differing}"


def kill_at_random(
    folder: Path,
    targets: Sequence[str],
    kills: Sequence[Kill],
    undisturbed: dict[str, str],
    longest: float,
    seed: int,
) -> None:
    """Start a command again and again, killed at random moments, then once to the end.

    A run that ends before its moment is checked, and the next one begins from nothing.

    Parameters
    ----------
    folder : Path
        A copy of the checkout.
    targets : sequence of str
    kills : sequence of Kill
    undisturbed : dict
        What has to come out, as :func:`made` gives it.
    longest : float
        Moments are up to so many seconds after the start.
    seed : int

    Raises
    ------
    AssertionError
        If anything else comes out, or the last run fails.
    """
    generator = random.Random(seed)
    runs: list[Run] = []
    for number, how in enumerate(kills, start=1):
        while True:
            moment = generator.uniform(0, longest)
            runs.append(begin(folder, targets))
            try:
                runs[-1].wait(moment)
            except subprocess.TimeoutExpired:
                kill(runs[-1], how)
                print(f"{number:2d}: {how} after {moment:.2f} s", flush=True)
                break
            said, _ = runs[-1].communicate()
            assert runs[-1].returncode == 0, said
            wait_for_orphans(runs[:-1])
            runs.clear()
            expect_same(folder, undisturbed)
            remove_made(folder)
    finish(folder, targets)
    wait_for_orphans(runs)
    expect_same(folder, undisturbed)
