"""The replication audit: does each published number follow from its settings?

Needs
    results/audit/<paper>/<artefact>/cells.csv      published numbers against draws
    results/audit/<paper>/<artefact>/claims.csv     what a figure is said to show, on many seeds
    results/sweeps/width/...                        the gap by width

Makes
    results/audit/verdicts.csv                      the same with every reason as data
    figures/audit.{csv,html,tex}                    a verdict for every number and claim
    figures/settings.csv                            every setting, its origin and its readers
    figures/zhao2023/table*-audit.{pdf,svg,png}     published cells on their predictive bands

Steps
    fit_gap     by what power of the width the gap to the convex problem shrinks
    gather      Holm over the tables of a paper; everything in one table
    render      one page
    settings    the settings of all artefacts in one table
    selftest    negative controls: what the checks notice when one thing is broken
"""


rule audit:
    """A verdict for every published number and claim"""
    input:
        audit_files(),


rule audit_fit_gap:
    input:
        shards=gap_shards,
    output:
        audit="results/audit/zhao2023/{artefact}/gap.csv",
    log:
        "logs/audit_fit_gap/{artefact}.log",
    benchmark:
        "logs/benchmark/audit_fit_gap/{artefact}.tsv"
    params:
        code=code("workflow/scripts/zhao2023/fit_gap.py"),
        fit_from=SWEEPS["width"]["fit_from"],
    script:
        "../scripts/zhao2023/fit_gap.py"


GATHERED = {
    "cells": audited_cells() + printed_ratios(),
    "claims": claimed(),
    "estimates": [
        f"results/audit/zhao2023/{name}/gap.csv" for name in audited("figure")
    ],
}


rule audit_gather:
    """All verdicts in one table, and the same with every reason as data"""
    input:
        **GATHERED,
    output:
        verdicts="results/audit/verdicts.csv",
        audit="figures/audit.csv",
    log:
        "logs/audit_gather.log",
    benchmark:
        "logs/benchmark/audit_gather.tsv"
    params:
        code=code("workflow/scripts/audit/gather.py"),
        level=config["audit"]["level"],
        audited={kind: audited_as(paths) for kind, paths in GATHERED.items()},
        open_settings={paper: open_settings(paper) for paper in SETTINGS},
    script:
        "../scripts/audit/gather.py"


rule audit_render:
    """The verdicts as a page, with their reasons"""
    input:
        verdicts="results/audit/verdicts.csv",
        html_template="workflow/templates/audit.html.j2",
        tex_template="workflow/templates/audit.tex.j2",
    output:
        html=reported("figures/audit.html"),
        tex=reported("figures/audit.tex"),
    log:
        "logs/audit_render.log",
    benchmark:
        "logs/benchmark/audit_render.tsv"
    params:
        code=code(
            "workflow/scripts/audit/render.py",
            "workflow/templates/audit.html.j2",
        ),
        provenance=provenance("figures/audit.html"),
        level=config["audit"]["level"],
        titles={paper: read_registry(ROOT, paper)["title"] for paper in SETTINGS},
    message:
        "audit"
    script:
        "../scripts/audit/render.py"


rule audit_settings:
    """Every setting: stated, inferred or assumed, why, and which rules read it"""
    output:
        settings="figures/settings.csv",
    log:
        "logs/audit_settings.log",
    benchmark:
        "logs/benchmark/audit_settings.tsv"
    params:
        code=code("workflow/scripts/audit/settings.py"),
        rows=settings_rows(),
    script:
        "../scripts/audit/settings.py"


rule selftest:
    """Break a digit, the seed, a setting, a function and a byte: the right check notices each"""
    input:
        sources=[
            "Snakefile",
            "config/config.yaml",
            "config/papers/zhao2023.yaml",
            "published/zhao2023/table3.csv",
            "workflow/rules/zhao2023.smk",
        ],
    output:
        outcome="results/selftest.csv",
    log:
        "logs/selftest.log",
    benchmark:
        "logs/benchmark/selftest.tsv"
    threads: 2
    params:
        code=code(
            "workflow/scripts/audit/selftest.py",
            "workflow/scripts/zhao2023/train_replicates.py",
            "workflow/scripts/zhao2023/audit_movements.py",
        ),
        cores=2,
    script:
        "../scripts/audit/selftest.py"
