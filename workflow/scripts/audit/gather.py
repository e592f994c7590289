"""Judge the audited tables and claims of all papers and gather them in one table."""

from dataclasses import fields

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run
from deeplinear.replication.audit import Audit, Row, read_audit, write_gathered
from deeplinear.replication.claims import read_claims
from deeplinear.replication.judging import claim_rows, judged_tables
from deeplinear.replication.words import evidence

# Columns for programs only are in the other table.
COLUMNS = [field.name for field in fields(Row) if field.name not in ("reason", "diverged")]


def main(
    *,
    cells: list[str],
    claims: list[str],
    estimates: list[str],
    verdicts: str,
    audit: str,
    level: float,
    audited: dict[str, list[tuple[str, str, str]]],
    open_settings: dict[str, dict[str, list[str]]],
    read_off: dict[str, dict[str, list[str]]],
) -> None:
    """`audited` holds paper, artefact and variant of every file of cells, claims and estimates."""
    found: Audit = {}
    papers: dict[str, dict[str, list[Row]]] = {}
    for path, (paper, artefact, _) in zip(cells, audited["cells"], strict=True):
        papers.setdefault(paper, {}).setdefault(artefact, []).extend(read_audit(path))
    for paper, rows_of in papers.items():
        judged = judged_tables(rows_of, level, open_settings[paper], read_off[paper])
        found |= {(paper, artefact): rows for artefact, rows in judged.items()}
    for path, (paper, artefact, variant) in zip(claims, audited["claims"], strict=True):
        rows = claim_rows(variant, read_claims(path), level)
        found.setdefault((paper, artefact), []).extend(rows)
    for path, (paper, artefact, _) in zip(estimates, audited["estimates"], strict=True):
        found.setdefault((paper, artefact), []).extend(read_audit(path))
    write_gathered(verdicts, found)
    write_rows(
        audit,
        ["paper", "artefact", *COLUMNS, "evidence"],
        (
            [*key, *(getattr(row, name) for name in COLUMNS), evidence(row.reason)]
            for key, rows in found.items()
            for row in rows
        ),
    )


if __name__ == "__main__":
    run(main, snakemake)
