"""The code of jobs and the provenance of their outputs, as parameters. No rules here."""

from snakemake.iocontainers import Wildcards

from deeplinear.provenance.description import describe, hashes
from deeplinear.provenance.imports import import_closure, template_closure
from deeplinear.provenance.sources import digest

STYLE = "src/deeplinear/pictures/paper.mplstyle"
# Many rules share modules, and digests take a good part of the startup time.
digest_of = cache(digest)


@cache
def digests(*files):
    """Digests, by path, of files, of the modules and templates that they load, and of the lock."""
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
    """The code of a job, as a parameter: its script and all other sources that it depends on.

    Snakemake itself checks a script's date only, and no imported modules. Digests ignore comments
    and docstrings, so that editing these reruns nothing. Names may contain wildcards.
    """
    return lambda wildcards: digests(
        *(file.format(**dict(wildcards.items())) for file in files)
    )


def provenance(file):
    """The provenance of a picture or page, as a parameter of the job that makes it.

    Given its name with wildcards, since Snakemake does not compare functions of `output`.
    """

    def record(wildcards):
        made = file.format(**dict(wildcards.items()))
        described, found = describe(ROOT, config, made), sources(made)
        return described | {
            "hashes": hashes(described["settings"], found),
            "sources": found,
        }

    return record


def reported(file):
    """Mark an output for Snakemake's report, under its paper, with its provenance as caption."""

    def labels(wildcards, params):
        made = Path(file.format(**dict(wildcards.items())))
        variant = params.provenance["variant"]
        return {"artefact": made.stem, "settings": variant, "format": made.suffix[1:]}

    folder = Path(file).parent.name
    title = REGISTRIES[folder]["title"] if folder in SETTINGS else "Beyond the papers"
    return report(file, caption="../report/caption.rst", category=title, labels=labels)


def pictures(path):
    """The formats of a picture, as outputs of the rule that draws it."""
    shown = {ending: reported(f"{path}.{ending}") for ending in ("pdf", "svg")}
    return shown | {"png": f"{path}.png"}


def drawing(source, path):
    """The code and provenance of a picture, as parameters of the rule that draws it."""
    return {"code": code(source, STYLE), "provenance": provenance(f"{path}.pdf")}


def typesetting(paper, script, template):
    """Settings, code and provenance of a table in LaTeX and HTML, as parameters of its rule."""
    return {
        **settings(paper, "paper title locator variant origins"),
        "name": "{artefact}",
        "caption": lambda wildcards: without_departure(
            SETTINGS[paper][wildcards.artefact], config
        ),
        "code": code(script, template),
        "provenance": provenance(f"figures/{paper}/{{artefact}}.tex"),
    }


@cache
def stored():
    """The prefix of file names in remote storage: see profiles/kubernetes."""
    return str(rules.audit_settings.output.settings).removesuffix(
        "figures/settings.csv"
    )


def maker(file):
    """The rule that makes a file and its wildcards; None if no rule makes it."""
    place = stored() + file
    for producer in workflow.rules:
        if producer.is_producer(place):
            return producer, Wildcards(fromdict=producer.get_wildcards(place))
    return None


@cache
def sources(file):
    """Digests, by path, of the sources that a file depends on.

    These are the code of the job that makes it and that job's inputs; for inputs that are outputs
    of other jobs, recursively, their sources.
    """
    if (made_by := maker(file)) is None:
        return digests(file)
    producer, wildcards = made_by
    found = dict(producer.params.code(wildcards))
    for path in producer.expand_input(wildcards)[0]:
        found.update(sources(path.removeprefix(stored())))
    return dict(sorted(found.items()))
