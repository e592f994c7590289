"""How a run behaves on one machine: its lock, its shells, its pace. No rules here."""

import fcntl
from uuid import uuid4

# The open file that holds the lock.
LOCKED = []

# Ctrl-C reaches jobs too: those that run come to their end instead of telling where they were. One
# thread for each job's BLAS, which is what the rules reserve: with `--set-threads` as many rows are
# summed in another order, and last digits change.
shell.prefix(
    "set -euo pipefail; trap '' INT; export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "
    "MKL_NUM_THREADS=1; "
)


def run_without_limit():
    """Do not limit the jobs a second on one machine.

    Snakemake's limiter wakes the scheduler once a second for every job that ever ran: after three
    hundred jobs it takes a third of a core.
    """
    if workflow.local_exec:
        workflow.scheduler.job_rate_limiter = None


def lock():
    """The open file that locks this checkout, None where another run has it.

    Snakemake's own lock outlives its run and wants to be removed by hand: see profiles/default.
    The system lifts this one when its file is closed, by kill -9 too.
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

    By the name a job whose run was killed notices that another has begun: see
    deeplinear.provenance.job.
    """
    LOCKED.append(lock())
    if LOCKED[0] is None:
        raise WorkflowError(
            "expected no other run in this checkout, found one; wait until it has ended"
        )
    LOCKED[0].truncate(0)
    print(uuid4().hex, file=LOCKED[0], flush=True)
