"""The files and data that the pages of the gallery show. No rules here."""

PAGES = [
    f"figures/gallery/{paper}_{artefact}.html" for paper, artefact in every_artefact()
]


def gallery_files():
    return ["figures/index.html", "figures/gallery/settings.html", *PAGES]


def shown(paper, artefact):
    """The views of an artefact on its page: its variants, and the picture of its audit."""
    found = [
        {
            "paper": paper,
            "artefact": artefact,
            "name": name,
            "role": "bands" if settings["bands"] else settings["variant"],
            "caption": caption(settings, config, "bands" * settings["bands"]),
            "formats": ENDINGS[settings["kind"]],
        }
        for name, settings in drawn(paper, artefact).items()
    ]
    if audit_pictures(paper, artefact):
        audit = {
            "name": f"{artefact}-audit",
            "role": "audit",
            "caption": caption(SETTINGS[paper][artefact], config, "audit"),
            "formats": ENDINGS["figure"][1:],
        }
        found.append(found[0] | audit)
    return found


def shown_files(paper, artefact):
    return [
        f"figures/{paper}/{view['name']}.{ending}"
        for view in shown(paper, artefact)
        for ending in view["formats"]
    ]


def shown_numbers(paper, artefact):
    """The CSV file of each view."""
    return [
        (
            f"results/audit/{paper}/{artefact}/cells.csv"
            if view["role"] == "audit"
            else f"figures/{paper}/{view['name']}.csv"
        )
        for view in shown(paper, artefact)
    ]


def notebook_of(paper, artefact):
    """The figure whose notebook draws an artefact's picture; None if there is none."""
    figures = [f"figures/{paper}/{artefact}{ending}" for ending in ("", "-audit")]
    return next((figure for figure in figures if figure in NOTEBOOKS), None)


def of_shown(key):
    return lambda wildcards: SETTINGS[wildcards.paper][wildcards.artefact][key]


def cited(paper):
    """The bibliographic fields of a paper."""
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
