"""What the pages of the gallery show. No rules here."""

# In the order of the pages.
SHOWN = [(paper, artefact) for paper in SETTINGS for artefact in artefacts(paper)]
PAGES = [f"figures/gallery/{paper}_{artefact}.html" for paper, artefact in SHOWN]


def gallery_files():
    return ["figures/index.html", "figures/gallery/settings.html", *PAGES]


def shown_files(paper, artefact):
    """An artefact's tables and pictures, with that of its audit."""
    pictures = audit_pictures(artefact) if shown_cells(paper, artefact) else []
    return files(paper, artefact) + pictures


def shown_cells(paper, artefact):
    """What the picture of an artefact's audit is drawn from."""
    return [
        path for path in audited_cells() if Path(path).parts[2:4] == (paper, artefact)
    ]


def shown_widths(wildcards):
    """Runs of a figure's network over the widths of the sweep `width`."""
    with_gap = wildcards.paper == "zhao2023" and wildcards.artefact in audited("figure")
    return gap_shards(wildcards) if with_gap else []


def notebook_of(paper, artefact):
    """The figure whose notebook draws an artefact's picture; None where there is none."""
    figures = [f"figures/{paper}/{artefact}{ending}" for ending in ("", "-audit")]
    return next((figure for figure in figures if figure in NOTEBOOKS), None)


def of_shown(key):
    return lambda wildcards: SETTINGS[wildcards.paper][wildcards.artefact][key]


def neighbours(paper, artefact):
    """The paper and artefact of the pages before and after."""
    place = SHOWN.index((paper, artefact))
    beside = {"previous": place - 1, "next": place + 1}
    return {
        word: SHOWN[other] for word, other in beside.items() if 0 <= other < len(SHOWN)
    }
