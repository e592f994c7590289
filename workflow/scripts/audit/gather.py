"""Judge the audited tables and claims of all papers and gather them in one table."""

from pathlib import Path

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run
from deeplinear.replication.audit import COLUMNS, Row, claim_row, judged_tables, read_audit
from deeplinear.replication.claims import read_claims


def main(
    *,
    cells: list[str],
    claims: list[str],
    estimates: list[str],
    audit: str,
    level: float,
    open_settings: dict[str, dict[str, list[str]]],
) -> None:
    found: dict[tuple[str, str], list[Row]] = {}
    papers: dict[str, dict[str, list[Row]]] = {}
    for path in map(Path, cells):
        paper, artefact, _ = place_of(path)
        papers.setdefault(paper, {}).setdefault(artefact, []).extend(read_audit(path))
    for paper, rows_of in papers.items():
        judged = judged_tables(rows_of, level, open_settings[paper])
        found |= {(paper, artefact): rows for artefact, rows in judged.items()}
    for path in map(Path, claims):
        paper, artefact, variant = place_of(path)
        rows = [claim_row(variant, claim, level) for claim in read_claims(path)]
        found.setdefault((paper, artefact), []).extend(rows)
    for path in map(Path, estimates):
        paper, artefact, _ = place_of(path)
        found.setdefault((paper, artefact), []).extend(read_audit(path))
    columns = [name for name in COLUMNS if name != "diverged"]
    write_rows(
        audit,
        ["paper", "artefact", *columns],
        (
            [paper, artefact, *(getattr(row, name) for name in columns)]
            for (paper, artefact), rows in found.items()
            for row in rows
        ),
    )


def place_of(path: Path) -> tuple[str, str, str]:
    """Paper, artefact and variant of results/audit/<paper>/<artefact>[-<variant>]/<what>.csv."""
    paper, name = path.parts[-3:-1]
    artefact, _, stated = name.partition("-")
    return paper, artefact, stated.replace("-", " ", 1) or "inferred"


if __name__ == "__main__":
    run(main, snakemake)
