"""The notebooks, and the files that they read. No rules here."""

import re


def drawn_by(source):
    """The figure that a notebook draws, named on a line of its own."""
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
    name = "_".join(Path(figure).parts[1:])
    return [f"figures/notebooks/{name}.{ending}" for ending in ("ipynb", "html")]


def read_by_notebook(wildcards):
    """The inputs of a notebook: the data of its figure, and what these are compared with."""
    paper, name = wildcards.paper, wildcards.name
    producer, of_figure = maker(f"figures/{paper}/{name}.pdf")
    beside = [
        f"config/sweeps/{name}.yaml",
        f"published/{paper}/{name}.csv",
    ]
    claims = f"results/audit/{paper}/{name}/claims.csv"
    return [
        *(path.removeprefix(stored()) for path in producer.expand_input(of_figure)[0]),
        *(file for file in beside if (ROOT / file).is_file()),
        *([claims] if claims in every_claim() else []),
    ]


def shown_by_notebook(wildcards):
    """The entries of its paper's registry that a notebook shows; a sweep's are in an input file."""
    variants = SETTINGS.get(wildcards.paper)
    if variants is None:
        return {}
    variant = variants[wildcards.name.removesuffix("-audit")]
    return {key: variant[key] for key in ("title", "origins", "claims")}


def notebooks_of_papers():
    """All except those of sweeps, whose data the main command does not make."""
    return [
        file
        for figure in NOTEBOOKS
        if Path(figure).parts[1] in SETTINGS
        for file in notebook_files(figure)
    ]
