"""The files that targets and jobs need, as far as they depend on settings. No rules here."""

ENDINGS = {"table": ["csv", "tex", "html"], "figure": ["csv", "pdf", "svg", "png"]}


def figure_files():
    """All outputs of the main command in figures/."""
    artefact_files = [file for one in every_artefact() for file in files(*one)]
    return artefact_files + audit_files() + gallery_files()


def artefacts(paper):
    return list(REGISTRIES[paper]["artefacts"])


def every_artefact():
    """Paper and artefact, in the order of the pages."""
    return [(paper, artefact) for paper in SETTINGS for artefact in artefacts(paper)]


def entry(paper, artefact):
    """The registry's entry of an artefact."""
    return REGISTRIES[paper]["artefacts"][artefact]


def files(paper, artefact):
    """The files of an artefact: every variant in every format."""
    return [
        f"figures/{paper}/{name}.{ending}"
        for name, settings in drawn(paper, artefact).items()
        for ending in ENDINGS[settings["kind"]]
    ]


def drawn(paper, artefact):
    """Settings of the variants that are drawn: not of those with one stated setting."""
    return {
        name: SETTINGS[paper][name]
        for name in variants_of(paper, artefact)
        if SETTINGS[paper][name]["variant"] in ("inferred", "stated")
    }


def variants_of(paper, artefact):
    """An artefact's variants: the inferred one, the stated one, those with one stated setting."""
    return [
        name
        for name, settings in SETTINGS[paper].items()
        if settings["artefact"] == artefact
    ]


# the audit


def compared(paper, artefact):
    """The tables that compare an artefact's printed numbers with draws.

    One for all of its variants or one for each, depending on the paper's rules; none for a variant
    that differs only in a setting that the draws do not depend on.
    """
    published = entry(paper, artefact).get("published")
    if published is None:
        return []
    read = readers(paper)
    names = [
        name
        for name in variants_of(paper, artefact)
        if (variant := SETTINGS[paper][name]["variant"]) in ("inferred", "stated")
        or published["drawn_by"] in read.get(variant.removeprefix("stated "), [])
    ]
    return made_for(paper, artefact, names, "cells.csv")


def made_for(paper, artefact, names, table):
    """A table of the audit for the artefact, and for each of its variants for which a rule makes it.

    Snakemake reports an error if no rule makes the artefact's own.
    """
    tables = {name: f"results/audit/{paper}/{name}/{table}" for name in names}
    return [path for name, path in tables.items() if name == artefact or maker(path)]


def every_comparison():
    return [file for one in every_artefact() for file in compared(*one)]


def claimed(paper, artefact):
    """The outcome of an artefact's claims, by variant."""
    if "claims" not in entry(paper, artefact):
        return []
    return made_for(paper, artefact, variants_of(paper, artefact), "claims.csv")


def every_claim():
    return [file for one in every_artefact() for file in claimed(*one)]


def estimated(paper, artefact):
    """The estimates from draws, in addition to printed numbers and claims."""
    return [
        f"results/audit/{paper}/{artefact}/{estimate}.csv"
        for estimate in entry(paper, artefact).get("estimates", [])
    ]


def every_estimate():
    return [file for one in every_artefact() for file in estimated(*one)]


def audited_as(paths):
    """Paper, artefact and variant of files in results/audit/<paper>/<name of variant>/."""
    keys = [Path(path).parts[-3:-1] for path in paths]
    settings = [SETTINGS[paper][name] for paper, name in keys]
    return [(each["paper"], each["artefact"], each["variant"]) for each in settings]


def audit_pictures(paper, artefact):
    """The picture of an artefact's printed numbers on their draws, if its paper has one."""
    picture = f"figures/{paper}/{artefact}-audit"
    if not (compared(paper, artefact) and maker(f"{picture}.pdf")):
        return []
    return [f"{picture}.{ending}" for ending in ENDINGS["figure"][1:]]


def audit_files():
    pictures = [file for one in every_artefact() for file in audit_pictures(*one)]
    tables = expand("figures/audit.{ending}", ending=ENDINGS["table"])
    return [*tables, "figures/settings.csv", *pictures]


def open_settings(paper):
    """The settings that a paper's printed numbers depend on and that it leaves open, by artefact."""
    return behind_numbers(paper, lambda origin: "assumed" in origin)


def read_off(paper):
    """The settings behind a paper's printed numbers that were read off these, by artefact."""
    return behind_numbers(paper, lambda origin: origin.get("evidence_from") == "table")


def behind_numbers(paper, chosen):
    """The settings that printed numbers depend on and whose origin is chosen, by artefact."""
    read = readers(paper)
    return {
        name: [
            origin["setting"]
            for origin in SETTINGS[paper][name]["origins"]
            if chosen(origin)
            and entry(paper, name).get("published", {}).get("drawn_by")
            in read.get(origin["setting"], [])
        ]
        for name in artefacts(paper)
    }


def settings_rows():
    """Every setting of every artefact, as inferred and as stated, and the rules that read it."""
    rows = []
    for paper, variants in SETTINGS.items():
        read = readers(paper)
        for name, settings in variants.items():
            if settings["variant"] not in ("inferred", "stated") or settings["bands"]:
                continue
            rows += [
                {
                    "paper": paper,
                    "artefact": settings["artefact"],
                    "variant": settings["variant"],
                    **row,
                    "read_by": " ".join(read.get(row["setting"], [])),
                }
                for row in settings["origins"]
            ]
    return rows


# the gallery


def explored(paper, artefact):
    """Runs over the values of a setting, to be explored on the page of an artefact."""
    by = entry(paper, artefact).get("explored")
    return [f"results/{paper}/{artefact}/by_{by['setting']}.parquet"] if by else []
