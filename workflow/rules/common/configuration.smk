"""Load and validate the configuration and the registries; read settings from them. No rules here."""

import os
import shlex
import sys
from functools import cache
from pathlib import Path

from snakemake.exceptions import WorkflowError

# The calls of setting(): paper, key, and the number of rules defined before.
ASKED = []
# The keys of a resolved variant that are not settings.
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

# Use this checkout's package, here and in every job.
ROOT = Path(workflow.basedir)
SOURCE = ROOT / "src"
sys.path.insert(0, str(SOURCE))
os.environ.update(PYTHONPATH=str(SOURCE))
# Snakemake starts scripts with this path unquoted, and it may contain a space.
sys.executable = shlex.quote(sys.executable)

from deeplinear.settings.captions import caption, without_departure
from deeplinear.settings.checkout import (
    read_registry,
    read_schema,
    read_yaml,
    settings_of,
)
from deeplinear.settings.parts import check_parts
from deeplinear.settings.registry import SettingError, check, suggestion


def refused(call, *arguments):
    """Call a function of the library; raise its errors as the workflow's."""
    try:
        return call(*arguments)
    except SettingError as error:
        raise WorkflowError(str(error)) from None


def setting(paper, key):
    """A resolved setting of a job's artefact, as a function of wildcards.

    Snakemake's own lookup() traverses the whole registry for each value, which took two thirds of
    the time of a run with nothing to do.
    """
    ASKED.append((paper, key, len(list(workflow.rules))))
    return lambda wildcards: SETTINGS[paper][wildcards.artefact][key]


def settings(paper, *names):
    """Settings as parameters of a rule; their names in the registry, separated by spaces."""
    return {key: setting(paper, key) for key in " ".join(names).split()}


def stream(paper):
    """The first labels of an artefact's random streams, as a parameter of a rule that draws."""

    def begin(wildcards):
        variant = SETTINGS[paper][wildcards.artefact]
        return [config["seed"], variant["paper"], variant["artefact"]]

    return begin


def readers(paper):
    """The rules that read each setting of a paper, by setting."""
    names = [rule.name for rule in workflow.rules]
    read = {}
    for asked, key, position in ASKED:
        if asked == paper and names[position] not in read.setdefault(key, []):
            read[key].append(names[position])
    return read


# Before `configfile:`, whose error message names neither file nor line.
refused(read_yaml, ROOT, "config/config.yaml")


configfile: "config/config.yaml"


refused(check, config, read_schema(ROOT, "config"), "config/config.yaml")

for paper in config["papers"]:
    refused(check_parts, ROOT, paper)

REGISTRIES = {paper: refused(read_registry, ROOT, paper) for paper in config["papers"]}
SETTINGS = {
    paper: {
        name: variant
        for name, variant in refused(settings_of, ROOT, paper).items()
        if config["audit"]["sensitivity"]
        or variant["variant"] in ("inferred", "stated")
    }
    for paper in config["papers"]
}
