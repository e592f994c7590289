"""The gallery: every artefact with its picture, its verdict and the command that makes it.

Needs
    figures/                    the artefacts, the audit, the settings
    benchmarks/seconds.csv      the time that each artefact takes
    CITATION.cff

Makes
    figures/index.html                          all artefacts at a glance
    figures/gallery/<paper>_<artefact>.html     one artefact in full
    figures/gallery/settings.html               every setting: stated, inferred or assumed, and why

Steps
    artefact    one job per artefact
    settings    one page
    index       one page
"""


rule gallery:
    """All results as web pages: figures/index.html"""
    input:
        "figures/index.html",


rule gallery_artefact:
    input:
        made=lambda wildcards: shown_files(wildcards.paper, wildcards.artefact),
        numbers=lambda wildcards: shown_numbers(wildcards.paper, wildcards.artefact),
        explored=lambda wildcards: explored(wildcards.paper, wildcards.artefact),
        notebook=lambda wildcards: (
            notebook_files(figure)
            if (figure := notebook_of(wildcards.paper, wildcards.artefact))
            else []
        ),
        verdicts="results/audit/verdicts.csv",
        seconds="benchmarks/seconds.csv",
        citation="CITATION.cff",
        uplot_css="workflow/vendor/uplot/uPlot.min.css",
        uplot_js="workflow/vendor/uplot/uPlot.iife.min.js",
        explore_js="workflow/templates/explore.js",
        html_template="workflow/templates/artefact.html.j2",
    output:
        html="figures/gallery/{paper}_{artefact}.html",
    log:
        "logs/gallery_artefact/{paper}_{artefact}.log",
    benchmark:
        "logs/benchmark/gallery_artefact/{paper}_{artefact}.tsv"
    wildcard_constraints:
        paper="[a-z]+[0-9]+",
    params:
        code=code(
            "workflow/scripts/gallery/artefact.py",
            "workflow/templates/artefact.html.j2",
            "src/deeplinear/papers/{paper}/plot.py",
        ),
        provenance=provenance("figures/gallery/{paper}_{artefact}.html"),
        paper="{paper}",
        artefact="{artefact}",
        cited=lambda wildcards: cited(wildcards.paper),
        explored_by=lambda wildcards: entry(wildcards.paper, wildcards.artefact).get(
            "explored"
        ),
        title=of_shown("title"),
        locator=of_shown("locator"),
        origins=of_shown("origins"),
        # linked, not read
        source=lambda wildcards: NOTEBOOKS.get(
            notebook_of(wildcards.paper, wildcards.artefact), ""
        ),
        neighbours=lambda wildcards: neighbours(wildcards.paper, wildcards.artefact),
        shown=lambda wildcards: shown(wildcards.paper, wildcards.artefact),
    script:
        "../scripts/gallery/artefact.py"


rule gallery_settings:
    """Every setting as a page: stated, inferred or assumed, and why"""
    input:
        settings="figures/settings.csv",
        html_template="workflow/templates/settings.html.j2",
    output:
        html="figures/gallery/settings.html",
    log:
        "logs/gallery_settings.log",
    benchmark:
        "logs/benchmark/gallery_settings.tsv"
    params:
        code=code(
            "workflow/scripts/gallery/settings.py",
            "workflow/templates/settings.html.j2",
        ),
        provenance=provenance("figures/gallery/settings.html"),
        papers={paper: registry["title"] for paper, registry in REGISTRIES.items()},
    script:
        "../scripts/gallery/settings.py"


rule gallery_index:
    """All artefacts at a glance"""
    input:
        pages=PAGES,
        settings="figures/gallery/settings.html",
        made=lambda wildcards: [
            file for one in every_artefact() for file in shown_files(*one)
        ],
        numbers=lambda wildcards: [
            file for one in every_artefact() for file in shown_numbers(*one)
        ],
        verdicts="results/audit/verdicts.csv",
        html_template="workflow/templates/index.html.j2",
    output:
        html="figures/index.html",
    log:
        "logs/gallery_index.log",
    benchmark:
        "logs/benchmark/gallery_index.tsv"
    params:
        code=code(
            "workflow/scripts/gallery/index.py",
            "workflow/templates/index.html.j2",
            *(f"src/deeplinear/papers/{paper}/plot.py" for paper in SETTINGS),
        ),
        provenance=provenance("figures/index.html"),
        papers={paper: registry["title"] for paper, registry in REGISTRIES.items()},
        shown=lambda wildcards: [
            view for one in every_artefact() for view in shown(*one)
        ],
    message:
        "gallery"
    script:
        "../scripts/gallery/index.py"
