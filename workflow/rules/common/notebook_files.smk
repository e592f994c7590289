"""Which notebooks there are, and what they read. No rules here."""

import re


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
    name = "_".join(Path(figure).parts[1:])
    return [f"figures/notebooks/{name}.{ending}" for ending in ("ipynb", "html")]


def read_by_notebook(wildcards):
    """What a notebook reads: all that its figure is drawn from, and what it is compared with."""
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
    """What a notebook shows of its paper's registry; a sweep's is a file that it reads."""
    variants = SETTINGS.get(wildcards.paper)
    if variants is None:
        return {}
    variant = variants[wildcards.name.removesuffix("-audit")]
    return {key: variant[key] for key in ("title", "origins", "claims")}


def notebooks_of_papers():
    """All but the sweeps', whose data the main command does not make."""
    return [
        file
        for figure in NOTEBOOKS
        if Path(figure).parts[1] in SETTINGS
        for file in notebook_files(figure)
    ]
