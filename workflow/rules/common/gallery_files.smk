"""What the pages of the gallery show. No rules here."""

PAGES = [
    f"figures/gallery/{paper}_{artefact}.html" for paper, artefact in every_artefact()
]


def gallery_files():
    return ["figures/index.html", "figures/gallery/settings.html", *PAGES]


def shown_files(paper, artefact):
    """An artefact's tables and pictures, with that of its audit."""
    return files(paper, artefact) + audit_pictures(paper, artefact)


def shown_cells(paper, artefact):
    """What the picture of an artefact's audit is drawn from."""
    return compared(paper, artefact) if audit_pictures(paper, artefact) else []


def notebook_of(paper, artefact):
    """The figure whose notebook draws an artefact's picture; None where there is none."""
    figures = [f"figures/{paper}/{artefact}{ending}" for ending in ("", "-audit")]
    return next((figure for figure in figures if figure in NOTEBOOKS), None)


def of_shown(key):
    return lambda wildcards: SETTINGS[wildcards.paper][wildcards.artefact][key]


def cited(paper):
    """What the citation of a paper consists of."""
    return {
        key: REGISTRIES[paper][key]
        for key in ("type", "title", "authors", "year", "venue")
    }


def neighbours(paper, artefact):
    """The paper and artefact of the pages before and after."""
    pages = every_artefact()
    place = pages.index((paper, artefact))
    beside = {"previous": place - 1, "next": place + 1}
    return {
        word: pages[other] for word, other in beside.items() if 0 <= other < len(pages)
    }
