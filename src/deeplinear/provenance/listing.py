"""List all artefacts with title, command, verdict and seconds."""

import csv
from pathlib import Path

from deeplinear.replication.summary import read_verdicts
from deeplinear.settings.checkout import read_yaml

HEADER = ("artefact", "title", "command", "as inferred", "as stated", "seconds")


def list_artefacts(root: Path = Path()) -> None:
    """Print one line per artefact of the papers in config/config.yaml.

    Parameters
    ----------
    root : Path
        The checkout.

    Raises
    ------
    SystemExit
        If this is not a checkout.
    """
    if not (root / "config/config.yaml").is_file():
        raise SystemExit(
            f"expected a checkout with config/config.yaml, got {root.resolve().name}/ without it; "
            "change to the repository's root"
        )
    audit = root / "figures/audit.csv"
    verdicts = read_verdicts(audit) if audit.is_file() else {}
    rows = [HEADER]
    for paper in read_yaml(root, "config/config.yaml")["papers"]:
        registry = read_yaml(root, f"config/papers/{paper}.yaml")
        for artefact, entry in registry["artefacts"].items():
            inferred, stated = (
                verdicts.get((paper, artefact, variant), "–") for variant in ("inferred", "stated")
            )
            command = f"snakemake --cores 2 {paper}_{artefact}"
            seconds = seconds_of(root / "logs/benchmark", paper, artefact)
            rows.append((f"{paper} {artefact}", entry["title"], command, inferred, stated, seconds))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(map(str.ljust, row, widths)).rstrip())
    if not verdicts:
        print("no verdicts yet: snakemake --cores 2 audit")


def seconds_of(benchmarks: Path, paper: str, artefact: str) -> str:
    """The total time of an artefact's jobs when they last ran.

    Parameters
    ----------
    benchmarks : Path
        The folder of Snakemake's benchmarks, logs/benchmark/.
    paper, artefact : str

    Returns
    -------
    str
        To one decimal; empty if none ran.
    """
    total = 0.0
    for path in benchmarks.glob(f"{paper}_*/**/*.tsv"):
        of_rule = path.relative_to(benchmarks).parts[1].removesuffix(".tsv")
        if of_rule.partition("-")[0] == artefact:
            with open(path, newline="", encoding="utf-8") as file:
                total += sum(float(row["s"]) for row in csv.DictReader(file, delimiter="\t"))
    return f"{total:.1f}" if total else ""
