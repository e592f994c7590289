"""What the main command makes, worked out from config/, published/ and the notebooks.

Neither from its rules nor with the package: tests hold both against this.
"""

import re
from collections.abc import Iterator
from typing import Any

from tests.conftest import ROOT, read_yaml

TABLE, FIGURE = ("csv", "tex", "html"), ("csv", "pdf", "svg", "png")
PAPERS: list[str] = read_yaml("config/config.yaml")["papers"]
REGISTRIES: dict[str, Any] = {paper: read_yaml(f"config/papers/{paper}.yaml") for paper in PAPERS}
# Paper and artefact.
ARTEFACTS = [(paper, name) for paper in PAPERS for name in REGISTRIES[paper]["artefacts"]]


def suffixes(paper: str, artefact: str) -> Iterator[str]:
    """What tells the files of an artefact's variants apart."""
    entry = REGISTRIES[paper]["artefacts"][artefact]
    settings = REGISTRIES[paper]["defaults"].get(entry["kind"], {}) | entry["settings"]
    yield ""
    if any("inferred" in setting for setting in settings.values()):
        yield "-stated"
    if "bands" in entry:
        yield "-bands"


def variants(kind: str) -> list[tuple[str, str]]:
    """Paper and name, such as ("zhao2023", "table1-stated"), of all tables or figures."""
    return [
        (paper, artefact + suffix)
        for paper, artefact in ARTEFACTS
        if REGISTRIES[paper]["artefacts"][artefact]["kind"] == kind
        for suffix in suffixes(paper, artefact)
    ]


def drawn() -> list[tuple[str, str]]:
    """Paper and picture of every notebook of a paper."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("figures/*/*.py"))]
    lines = [re.findall('^FIGURE = "figures/(.+)/(.+)"$', text, re.MULTILINE) for text in sources]
    return [(paper, picture) for ((paper, picture),) in lines if paper in PAPERS]


TABLES, FIGURES = variants("table"), variants("figure")
# Of papers with a notebook on it: the printed numbers of a table on the band of the draws.
AUDITED = [
    (paper, name)
    for paper, name in TABLES
    if (ROOT / f"published/{paper}/{name}.csv").is_file()
    and any(of == paper and picture.endswith("-audit") for of, picture in drawn())
]
PAGES = [f"{paper}_{artefact}" for paper, artefact in ARTEFACTS]
NOTEBOOKS = [f"{paper}_{picture}" for paper, picture in drawn()]
# Tables of the audit: verdicts depend on the number of draws, settings on the registry.
GATHERED = {"figures/audit.csv", "figures/settings.csv"}
NAMED = {
    *(f"figures/{paper}/{name}.{end}" for paper, name in TABLES for end in TABLE),
    *(f"figures/{paper}/{name}.{end}" for paper, name in FIGURES for end in FIGURE),
    *(f"figures/{paper}/{name}-audit.{end}" for paper, name in AUDITED for end in FIGURE[1:]),
    *(f"figures/audit.{end}" for end in TABLE),
    *("figures/settings.csv", "figures/index.html", "figures/gallery/settings.html"),
    *(f"figures/gallery/{page}.html" for page in PAGES),
    *(f"figures/notebooks/{name}.{end}" for name in NOTEBOOKS for end in ("ipynb", "html")),
}
