"""Notebooks: the source of each figure, with its settings, its picture and a reading guide.

Needs
    figures/<paper>/*.py                        the sources, in jupytext's percent format
    the data of the figures, and results/audit/<paper>/<artefact>/claims.csv

Makes, by the target notebooks (part of `all`, except for those of sweeps)
    figures/notebooks/<paper>_<figure>.ipynb    with outputs, the same bytes in every run
    figures/notebooks/<paper>_<figure>.html     the same as a page

Steps
    execute     one job per notebook
"""


rule notebooks:
    """The executed notebook of every figure, also as a page"""
    input:
        notebooks_of_papers(),


rule notebooks_execute:
    input:
        source=lambda wildcards: NOTEBOOKS[
            f"figures/{wildcards.paper}/{wildcards.name}"
        ],
        reads=read_by_notebook,
        html_template="workflow/templates/notebook.html.j2",
    output:
        ipynb="figures/notebooks/{paper}_{name}.ipynb",
        html="figures/notebooks/{paper}_{name}.html",
    log:
        "logs/notebooks_execute/{paper}_{name}.log",
    benchmark:
        "logs/benchmark/notebooks_execute/{paper}_{name}.tsv"
    wildcard_constraints:
        paper="[a-z]+[0-9]*",
    params:
        code=lambda wildcards: digests(
            NOTEBOOKS[f"figures/{wildcards.paper}/{wildcards.name}"],
            "src/deeplinear/pictures/paper.mplstyle",
            "workflow/scripts/notebooks/execute.py",
            "workflow/templates/notebook.html.j2",
        ),
        provenance=provenance("figures/notebooks/{paper}_{name}.html"),
        name="{paper}_{name}",
        shows=shown_by_notebook,
    message:
        "notebooks {wildcards.paper}_{wildcards.name}"
    script:
        "../scripts/notebooks/execute.py"
