"""A real Slurm on the loopback of one machine: several nodes, its own folder, key and ports.

Debian's slurmd runs many times on one host (``slurmd -N node2``). There is no accounting, no cgroup
and no systemd, so it works in a container too. It needs root: slurmd starts jobs in their users'
names.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import debian
from tests.cluster.processes import free_ports, kill_marked, wait_until

# Debian's package of each program that is needed.
PACKAGES = {"munged": "munge", "slurmctld": "slurm-wlm", "slurmd": "slurm-wlm", "srun": "slurm-wlm"}

CONFIGURATION = """\
ClusterName=loopback
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser=root
StateSaveLocation={folder}/state
SlurmctldLogFile={folder}/slurmctld.log
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdLogFile={folder}/%n.log
SlurmdPidFile={folder}/%n.pid
SlurmdSpoolDir={folder}/%n

AuthType=auth/munge
# A requeued job waits until its credential has expired: 120 s if not set.
AuthInfo=socket={folder}/munge.socket,cred_expire=10
# A node that has been silent for so many seconds is down.
SlurmdTimeout=5
SchedulerParameters=bf_interval=1,sched_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
# The nodes' sizes below hold, whatever the machine has.
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
PropagateResourceLimits=NONE

AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/ended

PartitionName=main Nodes=ALL Default=YES
"""
NODE = "NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=2000\n"

# The plugin takes Slurm's variables, SLURM_CONF too, from what it starts inside a job.
SRUN = '#!/bin/sh\nSLURM_CONF={conf} exec {srun} "$@"\n'


@dataclass(frozen=True)
class Job:
    """A job's number and state, and the node that it runs or ran on."""

    number: int
    state: str
    node: str


@dataclass(frozen=True)
class Cluster:
    """Where the cluster's files are, its nodes, and the environment of its commands."""

    folder: Path
    nodes: tuple[str, ...]
    environment: dict[str, str]

    def ask(self, *command: str) -> str:
        """What a Slurm command says."""
        return subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def queue(self) -> list[Job]:
        """Jobs that wait or run."""
        lines = self.ask("squeue", "--noheader", "--format=%A|%T|%N").splitlines()
        fields = [line.split("|") for line in lines]
        return [Job(int(number), state, node) for number, state, node in fields]

    def ended(self) -> list[Job]:
        """Slurm's log of ended jobs; a requeued one stands there more than once."""
        lines = (self.folder / "ended").read_text(encoding="utf-8").splitlines()
        found = [re.search(r"JobId=(\d+) .*JobState=(\S+) .*NodeList=(\S+)", x) for x in lines]
        return [Job(int(job[1]), job[2], job[3]) for job in found if job]

    def cut_power(self, node: str) -> None:
        """Kill all that runs on a node: slurmd, job steps and jobs."""
        kill_marked(SLURM_CONF=self.environment["SLURM_CONF"], SLURMD_NODENAME=node)


def install() -> None:
    """Install Debian's Slurm and munge where they are missing.

    Raises
    ------
    SystemExit
        If the user is not root, or if something is missing and there is no apt-get.
    """
    if os.geteuid() != 0:
        sys.exit(f"expected root, got user {os.geteuid()}; run as root, for example in a container")
    debian.install(PACKAGES)


@contextmanager
def slurm(folder: Path, nodes: int) -> Iterator[Cluster]:
    """A cluster of nodes with a core each; on leaving, nothing of it runs any more.

    Parameters
    ----------
    folder : Path
        For the cluster's files; made here.
    nodes : int

    Raises
    ------
    TimeoutError
        If the nodes do not come up.
    """
    cluster = prepare(folder, tuple(f"node{i}" for i in range(1, nodes + 1)))
    try:
        start(cluster)
        yield cluster
    finally:
        kill_marked(SLURM_CONF=cluster.environment["SLURM_CONF"])


def prepare(folder: Path, nodes: tuple[str, ...]) -> Cluster:
    """Write the configuration, the key and a wrapper of srun."""
    for name in ("bin", "state", *nodes):
        (folder / name).mkdir(parents=True)
    key = folder / "munge.key"
    key.touch(mode=0o600)
    key.write_bytes(os.urandom(64))
    host = socket.gethostname().split(".")[0]
    own, *ports = free_ports(1 + len(nodes))
    lines = [NODE.format(node=n, host=host, port=p) for n, p in zip(nodes, ports, strict=True)]
    conf = folder / "slurm.conf"
    text = CONFIGURATION.format(folder=folder, host=host, port=own)
    conf.write_text("".join([text, *lines]), encoding="utf-8")
    srun = folder / "bin/srun"
    srun.write_text(
        SRUN.format(conf=conf, srun=shutil.which("srun", path=debian.PATH)), encoding="utf-8"
    )
    srun.chmod(0o755)
    path = os.pathsep.join([str(srun.parent), debian.PATH])
    return Cluster(folder, nodes, os.environ | {"PATH": path, "SLURM_CONF": str(conf)})


def start(cluster: Cluster) -> None:
    """Start the daemons, which put themselves into the background, and wait for the nodes."""
    folder, environment = cluster.folder, cluster.environment
    files = {"socket": "socket", "key-file": "key", "pid-file": "pid", "seed-file": "seed"}
    places = [f"--{name}={folder}/munge.{end}" for name, end in files.items()]
    logged = f"--log-file={folder}/munge.log"
    subprocess.run(["munged", *places, logged], env=environment, check=True)
    subprocess.run(["slurmctld"], env=environment, check=True)
    for node in cluster.nodes:
        marked = environment | {"SLURMD_NODENAME": node}  # job steps inherit it: see cut_power
        subprocess.run(["slurmd", "-N", node], env=marked, check=True)
    idle = ["idle"] * len(cluster.nodes)
    states = ["sinfo", "--noheader", "--Node", "--format=%T"]  # fails until slurmctld listens

    def up() -> bool:
        done = subprocess.run(states, env=environment, capture_output=True, text=True, check=False)
        return done.stdout.split() == idle

    wait_until(up, f"{len(idle)} idle nodes", seconds=30, log=folder / "slurmctld.log")
