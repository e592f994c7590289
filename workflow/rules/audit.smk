"""The replication audit: does each published number follow from its settings?

Needs
    results/audit/<paper>/<artefact>/cells.csv      published numbers against draws
    results/audit/<paper>/<artefact>/claims.csv     what a figure is said to show, on many seeds
    results/sweeps/width/...                        the gap by width

Makes
    figures/audit.{csv,html,tex}                    a verdict for every number and claim
    figures/zhao2023/table*-audit.{pdf,svg,png}     published cells on their predictive bands

Steps
    fit_gap     by what power of the width the gap to the convex problem shrinks
    gather      Holm over the tables of a paper; everything in one table
    render      one page
"""

# The rule that draws what printed numbers are compared with.
DRAWN_BY = {
    "zhao2023": "zhao2023_train_replicates",
    "xu2023": "xu2023_compare_ratios",
}


def audit_files():
    pictures = [
        f"figures/zhao2023/{name}-audit.{ending}"
        for name in audited("table", "inferred")
        for ending in ENDINGS["figure"][1:]
    ]
    return expand("figures/audit.{ending}", ending=ENDINGS["table"]) + pictures


def audited(kind, *variants):
    """zhao2023's variants of a kind; its tables are audited in all variants at once."""
    return [
        name
        for name, settings in SETTINGS.get("zhao2023", {}).items()
        if settings["kind"] == kind
        and settings["variant"] in variants
        and not name.endswith("-bands")
    ]


def claimed():
    """The outcome of the claims of every variant that has some."""
    return [
        f"results/audit/{paper}/{name}/claims.csv"
        for paper, variants in SETTINGS.items()
        for name, settings in variants.items()
        if settings["claims"] and not name.endswith("-bands")
    ]


def printed_ratios():
    """xu2023's printed ratios: in every variant that changes what they depend on."""
    read = readers("xu2023")
    return [
        f"results/audit/xu2023/{name}/cells.csv"
        for name, settings in SETTINGS.get("xu2023", {}).items()
        if settings["artefact"] == "figure2"
        and (
            settings["variant"] in ("inferred", "stated")
            or "xu2023_compare_ratios"
            in read[settings["variant"].removeprefix("stated ")]
        )
    ]


def open_settings(paper):
    """What a paper leaves open of the settings that decide its printed numbers, by artefact."""
    read = readers(paper)
    return {
        name: [
            row["setting"]
            for row in settings["provenance"]
            if "assumed" in row and DRAWN_BY.get(paper) in read[row["setting"]]
        ]
        for name, settings in SETTINGS[paper].items()
        if settings["variant"] == "inferred"
    }


def gap_shards(wildcards):
    """Runs of a figure's network over the widths of the sweep `width`."""
    figure = SETTINGS["zhao2023"][wildcards.artefact]
    return expand(
        f"results/sweeps/{SHARD}.parquet",
        sweep="width",
        initialization=figure["initialization"],
        depth=figure["depth"],
        factor=shortest(figure["step_size_factor"]),
        variance=shortest(figure["target_variance"]),
        width=SWEEPS["width"]["widths"],
        shard=range(len(sizes_of_shards("width"))),
    )


rule audit:
    """A verdict for every published number and claim"""
    input:
        audit_files(),


rule audit_fit_gap:
    input:
        shards=gap_shards,
        library=library("workflow/scripts/fit_gap.py"),
    output:
        audit="results/audit/zhao2023/{artefact}/gap.csv",
    log:
        "logs/audit_fit_gap/{artefact}.log",
    benchmark:
        "logs/benchmark/audit_fit_gap/{artefact}.tsv"
    params:
        fit_from=SWEEPS["width"]["fit_from"],
    script:
        "../scripts/fit_gap.py"


rule audit_gather:
    input:
        cells=[
            f"results/audit/zhao2023/{name}/cells.csv"
            for name in audited("table", "inferred")
        ]
        + printed_ratios(),
        claims=claimed(),
        estimates=[
            f"results/audit/zhao2023/{name}/gap.csv"
            for name in audited("figure", "inferred")
        ],
        library=library("workflow/scripts/gather_audit.py"),
    output:
        audit="figures/audit.csv",
    log:
        "logs/audit_gather.log",
    benchmark:
        "logs/benchmark/audit_gather.tsv"
    params:
        level=config["audit"]["level"],
        open_settings={paper: open_settings(paper) for paper in SETTINGS},
    script:
        "../scripts/gather_audit.py"


rule audit_render:
    input:
        audit="figures/audit.csv",
        html_template="workflow/templates/audit.html.j2",
        tex_template="workflow/templates/audit.tex.j2",
        library=[
            "workflow/templates/base.html.j2",
            *library("workflow/scripts/render_audit.py"),
        ],
    output:
        html="figures/audit.html",
        tex="figures/audit.tex",
    log:
        "logs/audit_render.log",
    benchmark:
        "logs/benchmark/audit_render.tsv"
    params:
        level=config["audit"]["level"],
        titles={
            paper: read_yaml(f"config/papers/{paper}.yaml")["title"]
            for paper in SETTINGS
        },
    message:
        "audit"
    script:
        "../scripts/render_audit.py"
