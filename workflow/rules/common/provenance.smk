"""What jobs run and what pictures and pages say of themselves, as parameters. No rules here."""

from snakemake.iocontainers import Wildcards

from deeplinear.provenance.description import describe, hashes
from deeplinear.provenance.imports import import_closure, template_closure
from deeplinear.provenance.sources import digest

STYLE = "src/deeplinear/pictures/paper.mplstyle"
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
    leave comments and docstrings out: editing them reruns nothing. Names may hold wildcards.
    """
    return lambda wildcards: digests(
        *(file.format(**dict(wildcards.items())) for file in files)
    )


def provenance(file):
    """What a picture or page says of itself, as a parameter of the job that makes it.

    By its name with wildcards: a function of `output` Snakemake would not compare.
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
    """An output that Snakemake's report shows, by its paper, with its provenance as caption."""

    def labels(wildcards, params):
        made = Path(file.format(**dict(wildcards.items())))
        variant = params.provenance["variant"]
        return {"artefact": made.stem, "settings": variant, "format": made.suffix[1:]}

    folder = Path(file).parent.name
    title = REGISTRIES[folder]["title"] if folder in SETTINGS else "Beyond the papers"
    return report(file, caption="../report/caption.rst", category=title, labels=labels)


def pictures(path):
    """A picture in its formats, as outputs of the rule that draws it."""
    shown = {ending: reported(f"{path}.{ending}") for ending in ("pdf", "svg")}
    return shown | {"png": f"{path}.png"}


def drawing(source, path):
    """What a rule runs that draws a picture, and what the picture says of itself, as parameters."""
    return {"code": code(source, STYLE), "provenance": provenance(f"{path}.pdf")}


def typesetting(paper, script, template):
    """What a rule reads and runs that sets a table in LaTeX and HTML, as parameters."""
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
    """What stands before files' names where a storage keeps them: see profiles/kubernetes."""
    return str(rules.audit_settings.output.settings).removesuffix(
        "figures/settings.csv"
    )


def maker(file):
    """The rule that makes a file and its wildcards; None of a file that is not made."""
    place = stored() + file
    for producer in workflow.rules:
        if producer.is_producer(place):
            return producer, Wildcards(fromdict=producer.get_wildcards(place))
    return None


@cache
def sources(file):
    """Digests by path: of the sources that a file depends on.

    That is the code of the job that makes it, the files that this reads, and so on for those
    that are made themselves.
    """
    if (made_by := maker(file)) is None:
        return digests(file)
    producer, wildcards = made_by
    found = dict(producer.params.code(wildcards))
    for path in producer.expand_input(wildcards)[0]:
        found.update(sources(path.removeprefix(stored())))
    return dict(sorted(found.items()))
