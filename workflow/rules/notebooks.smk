"""Notebooks: the source of each figure with its settings, its picture and what to look at.

Needs
    figures/<paper>/*.py                        the sources, in jupytext's percent format
    what the figures are drawn from, and results/audit/<paper>/<artefact>/claims.csv

Makes, by the target notebooks (not part of `all`)
    figures/notebooks/<paper>_<figure>.ipynb    with outputs, the same bytes in every run
    figures/notebooks/<paper>_<figure>.html     the same as a page

Steps
    execute     one job a notebook
"""


def drawn_by(source):
    """The figure that a notebook draws: it says which in a line of its own."""
    found = re.search(
        r'^FIGURE = "(\S+)"$', source.read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        raise WorkflowError(
            f'{source.relative_to(ROOT)}: expected a line FIGURE = "figures/<paper>/<figure>", '
            "found none; write which figure the notebook draws"
        )
    return found[1]


NOTEBOOKS = {
    drawn_by(path): path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("figures/*/*.py"))
}


def notebook_files(figure):
    name = figure.removeprefix("figures/").replace("/", "_")
    return [f"figures/notebooks/{name}.{ending}" for ending in ("ipynb", "html")]


def read_by_notebook(wildcards):
    """What a notebook reads: all that its figure is drawn from, and what it is compared with."""
    paper, name = wildcards.paper, wildcards.name
    producer, of_figure = maker(f"figures/{paper}/{name}.pdf")
    beside = [
        f"config/papers/{paper}.yaml",
        f"config/sweeps/{name}.yaml",
        f"published/{paper}/{name}.csv",
    ]
    claims = f"results/audit/{paper}/{name}/claims.csv"
    return [
        *(path.removeprefix(stored()) for path in producer.expand_input(of_figure)[0]),
        *(file for file in beside if (ROOT / file).is_file()),
        *([claims] if claims in claimed() else []),
    ]


rule notebooks:
    """Every figure's notebook, executed, and as a page"""
    input:
        [
            file
            for figure in NOTEBOOKS
            if figure.split("/")[1] in SETTINGS
            for file in notebook_files(figure)
        ],


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
            "src/deeplinear/paper.mplstyle",
            "workflow/scripts/execute_notebook.py",
            "workflow/templates/base.html.j2",
        ),
        provenance=provenance("figures/notebooks/{paper}_{name}.html"),
        name="{paper}_{name}",
    message:
        "notebooks {wildcards.paper}_{wildcards.name}"
    script:
        "../scripts/execute_notebook.py"
