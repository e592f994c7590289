"""Runs on one machine: lock, shell prefix and job rate. No rules here."""

import fcntl
from uuid import uuid4

# The open file that holds the lock.
LOCKED = []

# Ctrl-C is sent to jobs as well; running ones ignore it and finish, instead of printing tracebacks.
# BLAS gets the one thread that the rules reserve: with more, by `--set-threads`, sums are taken in
# another order, and last digits change.
shell.prefix(
    "set -euo pipefail; trap '' INT; export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "
    "MKL_NUM_THREADS=1; "
)


def run_without_limit():
    """Remove the limit on jobs per second on one machine.

    Snakemake's limiter wakes the scheduler once per second for every job that has run: after three
    hundred jobs it takes a third of a core.
    """
    if workflow.local_exec:
        workflow.scheduler.job_rate_limiter = None


def lock():
    """The open file that locks this checkout; None if another run holds the lock.

    Snakemake's own lock outlives a killed run and must be removed by hand: see profiles/default.
    The system releases this one when its file is closed, also by kill -9.
    """
    os.makedirs(".snakemake", exist_ok=True)
    file = open(".snakemake/running", "a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def lock_checkout():
    """Refuse a second run in this checkout, and give this one a name.

    By the name, a job whose run was killed recognizes that another has begun: see
    deeplinear.provenance.job.
    """
    LOCKED.append(lock())
    if LOCKED[0] is None:
        raise WorkflowError(
            "expected no other run in this checkout, found one; wait until it has ended"
        )
    LOCKED[0].truncate(0)
    print(uuid4().hex, file=LOCKED[0], flush=True)
