"""Load and validate the configuration; what the rules of all papers share. No rules here."""

import os
import re
import shlex
import sys
from functools import cache
from pathlib import Path

import yaml
from snakemake.exceptions import WorkflowError

# What rules ask for by setting() and when: paper, key, and how many rules stood before.
ASKED = []
# What a resolved variant holds beside its settings.
DESCRIPTIONS = {
    "paper",
    "artefact",
    "variant",
    "kind",
    "title",
    "locator",
    "engine",
    "claims",
    "provenance",
}
ENDINGS = {"table": ["csv", "tex", "html"], "figure": ["csv", "pdf", "svg", "png"]}

# This checkout's package and no other, here and in every job.
SOURCE = Path(workflow.basedir, "src")
sys.path.insert(0, str(SOURCE))
os.environ.update(PYTHONPATH=str(SOURCE))
# Snakemake starts scripts with this path unquoted, and it may hold a space.
sys.executable = shlex.quote(sys.executable)

from deeplinear.imports import import_closure
from deeplinear.registry import SettingError, check, resolve, suggestion


@cache
def read_yaml(path):
    try:
        text = Path(workflow.basedir, path).read_text(encoding="utf-8")
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise WorkflowError(
            f"{path}: expected a YAML file, found none; restore it from the repository"
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise WorkflowError(
            f"{path}:{where} is not valid YAML: {problem}; correct it there"
        )


def schema(name):
    return read_yaml(f"workflow/schemas/{name}.schema.yaml")


def schema_of_run(paper, artefact):
    """The schema of an artefact's settings: its own, or one for all artefacts of the paper."""
    own = f"{paper}.{artefact}"
    exists = Path(workflow.basedir, f"workflow/schemas/{own}.schema.yaml").exists()
    return schema(own if exists else paper)


@cache
def settings_of(paper):
    """The resolved settings of every variant of a paper's artefacts, by variant."""
    registered = sorted(
        path.stem for path in Path(workflow.basedir, "config/papers").glob("*.yaml")
    )
    if paper not in registered:
        raise WorkflowError(
            f"config/config.yaml: papers: unknown paper {paper!r}; {suggestion(paper, registered)}"
        )
    place = f"config/papers/{paper}.yaml"
    registry = read_yaml(place)
    try:
        check(registry, schema("registry"), place)
        return resolve(paper, registry, lambda artefact: schema_of_run(paper, artefact))
    except SettingError as error:
        raise WorkflowError(str(error))


def library(script):
    """A script and the package's modules that it reaches by import: code is an input.

    As inputs they are compared by content; Snakemake by itself looks at a script's date only,
    and at imported modules not at all.
    """
    modules = import_closure(Path(workflow.basedir, script), SOURCE / "deeplinear")
    return [
        script,
        *(path.relative_to(workflow.basedir).as_posix() for path in modules),
    ]


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


read_yaml(
    "config/config.yaml"
)  # before `configfile:`, whose message names neither file nor line


configfile: "config/config.yaml"


try:
    check(config, schema("config"), "config/config.yaml")
except SettingError as error:
    raise WorkflowError(str(error))

SETTINGS = {
    paper: {
        name: settings
        for name, settings in settings_of(paper).items()
        if config["audit"]["sensitivity"]
        or settings["variant"] in ("inferred", "stated")
    }
    for paper in config["papers"]
}
