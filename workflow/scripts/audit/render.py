"""Render the replication audit as one page of HTML and as LaTeX tables."""

from deeplinear.pages.audit_sections import read_shown, sections
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run


def main(
    *,
    audit: str,
    html_template: str,
    tex_template: str,
    html: str,
    tex: str,
    level: float,
    titles: dict[str, str],
) -> None:
    rows = read_shown(audit)
    audited = {row["paper"] for row in rows}
    papers = [
        {"name": paper, "title": title} | sections([row for row in rows if row["paper"] == paper])
        for paper, title in titles.items()
        if paper in audited
    ]
    for template, path in ((html_template, html), (tex_template, tex)):
        render(template, path, papers=papers, level=level)


if __name__ == "__main__":
    run(main, snakemake)
