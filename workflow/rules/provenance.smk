"""Where pictures and pages are from, for their stamps. No rules here."""

from snakemake.iocontainers import Wildcards

from deeplinear.provenance.description import describe, hashes


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
    title = (
        read_registry(ROOT, folder)["title"]
        if folder in SETTINGS
        else "Beyond the papers"
    )
    return report(file, caption="../report/caption.rst", category=title, labels=labels)


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
    """Digests by path: of all that a file hangs on and that is not made.

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
