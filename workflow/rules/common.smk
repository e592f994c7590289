"""Load and validate the configuration; what the rules of all papers share. No rules here."""

import fcntl
import os
import re
import shlex
import sys
from functools import cache
from pathlib import Path
from uuid import uuid4

from snakemake.exceptions import WorkflowError

# What rules ask for by setting() and when: paper, key, and how many rules stood before.
ASKED = []
# The open file that holds the lock.
LOCKED = []
# What a resolved variant holds beside its settings.
DESCRIPTIONS = {
    "paper",
    "artefact",
    "variant",
    "bands",
    "kind",
    "title",
    "locator",
    "caption",
    "engine",
    "claims",
    "origins",
}
ENDINGS = {"table": ["csv", "tex", "html"], "figure": ["csv", "pdf", "svg", "png"]}

# This checkout's package and no other, here and in every job.
ROOT = Path(workflow.basedir)
SOURCE = ROOT / "src"
sys.path.insert(0, str(SOURCE))
os.environ.update(PYTHONPATH=str(SOURCE))
# Snakemake starts scripts with this path unquoted, and it may hold a space.
sys.executable = shlex.quote(sys.executable)

from deeplinear.settings.checkout import read_registry, read_schema, read_yaml, settings_of
from deeplinear.provenance.imports import import_closure, template_closure
from deeplinear.settings.registry import SettingError, check, suggestion
from deeplinear.provenance.sources import digest


def refused(call, *arguments):
    """Call a function of the library; what it refuses, the workflow refuses."""
    try:
        return call(*arguments)
    except SettingError as error:
        raise WorkflowError(str(error)) from None


# Modules are shared by many rules, and this is a good part of the time that a start takes.
digest_of = cache(digest)


@cache
def digests(*files):
    """Digests by path: of files, of what Python files import and templates load, of the lock."""
    paths = {ROOT / file for file in ("requirements.lock", *files)}
    for path in list(paths):
        if path.suffix == ".py":
            paths.update(import_closure(path, SOURCE / "deeplinear"))
        elif path.suffix == ".j2":
            paths.update(template_closure(path))
    return {
        path.relative_to(ROOT).as_posix(): digest_of(path) for path in sorted(paths)
    }


def code(*files):
    """What a job runs, as a parameter: its script and the other sources that decide what it does.

    Snakemake by itself looks at a script's date only, and at imported modules not at all. Digests
    leave comments and docstrings out: to edit them makes nothing again. Names may hold wildcards.
    """
    return lambda wildcards: digests(
        *(file.format(**dict(wildcards.items())) for file in files)
    )


def setting(paper, key):
    """A resolved setting of the artefact that a job works for, as a plain value.

    Snakemake's own lookup() walks the whole registry for each value: two thirds of the time that
    a run with nothing to do took.
    """
    ASKED.append((paper, key, len(list(workflow.rules))))
    return lambda wildcards: SETTINGS[paper][wildcards.artefact][key]


def readers(paper):
    """The rules that read each setting of a paper, by setting."""
    names = [rule.name for rule in workflow.rules]
    read = {}
    for asked, key, position in ASKED:
        if asked == paper and names[position] not in read.setdefault(key, []):
            read[key].append(names[position])
    return read


def files(paper, artefact):
    """What is made of an artefact: every variant in every format."""
    return [
        f"figures/{paper}/{variant}.{ending}"
        for variant, settings in SETTINGS[paper].items()
        if settings["artefact"] == artefact
        and settings["variant"] in ("inferred", "stated")
        for ending in ENDINGS[settings["kind"]]
    ]


def artefacts(paper):
    return dict.fromkeys(settings["artefact"] for settings in SETTINGS[paper].values())


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

    By the name a job whose run was killed notices that another has begun: see deeplinear.provenance.job.
    """
    LOCKED.append(lock())
    if LOCKED[0] is None:
        raise WorkflowError(
            "expected no other run in this checkout, found one; wait until it has ended"
        )
    LOCKED[0].truncate(0)
    print(uuid4().hex, file=LOCKED[0], flush=True)


# Ctrl-C reaches jobs too: those that run come to their end instead of telling where they were. One
# thread for each job's BLAS, which is what the rules reserve: with `--set-threads` as many rows are
# summed in another order, and last digits change.
shell.prefix(
    "set -euo pipefail; trap '' INT; export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "
    "MKL_NUM_THREADS=1; "
)

# Before `configfile:`, whose message names neither file nor line.
refused(read_yaml, ROOT, "config/config.yaml")


configfile: "config/config.yaml"


refused(check, config, read_schema(ROOT, "config"), "config/config.yaml")

SETTINGS = {
    paper: {
        name: settings
        for name, settings in refused(settings_of, ROOT, paper).items()
        if config["audit"]["sensitivity"]
        or settings["variant"] in ("inferred", "stated")
    }
    for paper in config["papers"]
}
