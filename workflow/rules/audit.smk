"""The replication audit: does each published number follow from its settings?

Needs
    results/audit/<paper>/<artefact>/cells.csv      published numbers against draws
    results/audit/<paper>/<artefact>/claims.csv     claims about a figure, checked on many seeds
    results/audit/<paper>/<artefact>/<estimate>.csv other estimates
    A paper's registry names the artefacts that have such files, and its rules make them.

Makes
    results/audit/verdicts.csv                      all verdicts, with their reasons as data
    figures/audit.{csv,html,tex}                    a verdict for every number and claim
    figures/settings.csv                            every setting, its origin and the rules that read it

Steps
    gather      adjust the p-values over the tables of a paper; collect all verdicts in one table
    render      write the page and the LaTeX table
    settings    collect the settings of all artefacts in one table
    selftest    negative controls: break one thing at a time and see which checks notice it
"""


rule audit:
    """A verdict for every published number and claim"""
    input:
        lambda wildcards: audit_files(),


rule audit_gather:
    """All verdicts in one table, also with their reasons as data"""
    input:
        cells=lambda wildcards: every_comparison(),
        claims=lambda wildcards: every_claim(),
        estimates=lambda wildcards: every_estimate(),
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
        audited=lambda wildcards: {
            "cells": audited_as(every_comparison()),
            "claims": audited_as(every_claim()),
            "estimates": audited_as(every_estimate()),
        },
        open_settings={paper: open_settings(paper) for paper in SETTINGS},
        read_off={paper: read_off(paper) for paper in SETTINGS},
    script:
        "../scripts/audit/gather.py"


rule audit_render:
    """The verdicts and their reasons as a page"""
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
        titles={paper: registry["title"] for paper, registry in REGISTRIES.items()},
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
        "results/selftest.csv",
