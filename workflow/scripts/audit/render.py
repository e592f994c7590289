"""Render the replication audit as one page of HTML and as LaTeX tables."""

from deeplinear.pages.audit_sections import sections
from deeplinear.pages.rendering import render
from deeplinear.provenance.job import run
from deeplinear.replication.audit import read_gathered


def main(
    *,
    verdicts: str,
    html_template: str,
    tex_template: str,
    html: str,
    tex: str,
    level: float,
    titles: dict[str, str],
) -> None:
    audit = read_gathered(verdicts)
    papers = [
        {"name": paper, "title": title}
        | sections({key: rows for key, rows in audit.items() if key[0] == paper})
        for paper, title in titles.items()
        if paper in {audited for audited, _ in audit}
    ]
    for template, path in ((html_template, html), (tex_template, tex)):
        render(template, path, papers=papers, level=level)


if __name__ == "__main__":
    run(main, snakemake)
