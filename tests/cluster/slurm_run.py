"""The smoke sweep through profiles/slurm, on a cluster that loses a job and a node on the way."""

import math
import subprocess
from collections import defaultdict
from pathlib import Path

from benchmarks.workflow import fresh_copy
from tests.cluster.processes import wait_until
from tests.cluster.slurm import Cluster, Job, slurm
from tests.cluster.smoke import smoke_files, snakemake

NODES = 3
SHARDS_A_JOB = 3

# What this cluster without accounting needs beside the profile, and a sweep of seconds.
OPTIONS = (
    "--profile=profiles/slurm",
    "--slurm-status-command=squeue",
    "--slurm-init-seconds-before-status-checks=1",
    f"--group-components=shards={SHARDS_A_JOB}",
)


def run_on_slurm(folder: Path) -> tuple[dict[str, bytes], str]:
    """Make the sweep while a job is cancelled and a node dies.

    Parameters
    ----------
    folder : Path
        Where the copy of the checkout and the cluster's files go.

    Returns
    -------
    files : dict of str to bytes
    told : str
        What happened, for people.

    Raises
    ------
    AssertionError
        If the run fails, or if it is not the cancelled job and the lost node's, and these alone,
        that ran again.
    """
    copy = fresh_copy(folder / "remote copy")
    log = folder / "snakemake.log"
    with slurm(folder / "slurm", NODES) as cluster:
        with log.open("w", encoding="utf-8") as stream:
            run = subprocess.Popen(
                snakemake(*OPTIONS),
                cwd=copy,
                env=cluster.environment,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        cancelled, lost = disturb(cluster, run, copy / "results/sweeps", log)
        status = run.wait(timeout=600)
        said = log.read_text(encoding="utf-8")
        assert status == 0, f"expected status 0 of Snakemake, got {status}:\n{said}"
        ended = cluster.ended()
    files = smoke_files(copy)
    ends = defaultdict(list)
    for job in ended:
        ends[job.number].append(job.state)
    shards = sum("/shard~" in path for path in files)
    planned = math.ceil(shards / SHARDS_A_JOB) + 1  # the last gathers, fits and draws
    assert ends.pop(cancelled.number) == ["CANCELLED"], ended
    assert ends.pop(lost.number) == ["NODE_FAIL", "COMPLETED"], ended
    assert list(ends.values()) == [["COMPLETED"]] * (planned - 1), ended
    assert said.count("Trying to restart job") == 1, said
    return files, (
        f"Slurm: {NODES} nodes, {planned} jobs; job {cancelled.number} cancelled while it ran and "
        f"submitted again, {lost.node} dead under job {lost.number} and the job requeued"
    )


def disturb(
    cluster: Cluster, run: subprocess.Popen[bytes], shards: Path, log: Path
) -> tuple[Job, Job]:
    """When a first shard is done, cancel a running job and cut the power of another one's node."""

    def running() -> list[Job]:
        assert run.poll() is None, f"expected jobs to kill, got:\n{log.read_text()}"
        return [job for job in cluster.queue() if job.state == "RUNNING"]

    wait_until(
        lambda: len(running()) > 1 and any(shards.rglob("shard~*")),
        "a finished shard and two running jobs",
        seconds=180,
        log=log,
    )
    cancelled, lost, *_ = running()
    cluster.ask("scancel", str(cancelled.number))
    cluster.cut_power(lost.node)
    return cancelled, lost
