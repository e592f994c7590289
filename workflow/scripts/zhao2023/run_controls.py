"""Negative controls: break one thing at a time, and verify which checks detect it.

Each control is a copy of the checkout in which Table 3 of zhao2023 is made and audited, and the
claims of its Figure 2 are checked, from few draws. The job fails unless each change is detected by
exactly the expected checks.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deeplinear.files.columns import write_rows
from deeplinear.provenance.job import run
from deeplinear.replication.audit import read_audit
from deeplinear.replication.claims import read_claims
from deeplinear.replication.judging import claim_rows

ENDINGS = ("csv", "html", "tex")
TABLE = "figures/zhao2023/table3"
AUDIT = "results/audit/zhao2023/table3/cells.csv"
CLAIMS = "results/audit/zhao2023/figure2/claims.csv"
SOURCES = (
    "Snakefile",
    "config",
    "figures",
    "profiles",
    "published",
    "requirements.lock",
    "src",
    "workflow",
)
FEWER_DRAWS = (
    "config/config.yaml",
    "{tables: 1000, figures: 200}",
    "{tables: 240, figures: 40}",
)
CHECKS = ("bytes", "numbers", "statistics", "n", "d_x", "step_size_factor", "trace", "claims")


@dataclass(frozen=True)
class Control:
    """A change of a source file, and the checks that have to detect it."""

    name: str
    path: str
    old: str
    new: str
    noticed_by: frozenset[str]


CONTROLS = (
    Control(
        "a published digit",
        "published/zhao2023/table3.csv",
        "\n5,0.0",
        "\n5,0.1",
        frozenset({"bytes", "statistics", "trace"}),
    ),
    Control(
        "a last digit of a middle column",
        "published/zhao2023/table3.csv",
        ",0.00764,",
        ",0.00768,",
        # Within the spread of its cell, and farther off than either precision explains.
        frozenset({"bytes", "trace"}),
    ),
    Control(
        "a claim",
        "config/papers/zhao2023.yaml",
        "threshold: 0.25\n        share: 0.95\n    engine: reduced",
        "threshold: 0.001\n        share: 0.95\n    engine: reduced",
        frozenset({"claims"}),
    ),
    Control(
        "the seed",
        "config/config.yaml",
        "seed: 2023",
        "seed: 2024",
        frozenset({"bytes", "numbers"}),
    ),
    Control(
        "a setting",
        "config/papers/zhao2023.yaml",
        "{stated: [4000],",
        "{stated: [2000],",
        # With a wrong width, no step size fits the first row either.
        frozenset({"bytes", "numbers", "statistics", "n", "step_size_factor", "trace"}),
    ),
    Control(
        "a library function",
        "src/deeplinear/networks/descent.py",
        "return factor * n_N",
        "return 2 * factor * n_N",
        frozenset({"bytes", "numbers", "statistics", "step_size_factor", "trace", "claims"}),
    ),
)


def main(*, sources: list[str], outcome: str, cores: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(cores) as pool:
        intact, *changed = pool.map(lambda control: make(Path(folder), control), [None, *CONTROLS])
        found = [
            (control.name, control.noticed_by, noticed(intact, copy))
            for control, copy in zip(CONTROLS, changed, strict=True)
        ]
        found.insert(0, ("nothing", frozenset(), noticed(intact, intact)))
        byte = shutil.copytree(intact, Path(folder, "byte"))
        flip_a_byte(byte / f"{TABLE}.tex")
        found.append(("an output byte", frozenset({"bytes"}), noticed(intact, byte)))
    write_rows(
        outcome,
        ["changed", *CHECKS],
        ([name, *(check in seen for check in CHECKS)] for name, _, seen in found),
    )
    for name, expected, seen in found:
        if seen != expected:
            raise RuntimeError(
                f"change of {name}: expected detection by {words(expected)}, got {words(seen)}; "
                "one of these checks does not work as intended"
            )


def make(folder: Path, control: Control | None) -> Path:
    """Make a copy with one change, and in it the table and its audit."""
    copy = folder / (control.name if control else "intact")
    for name in SOURCES:
        source = Path(name)
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=generated)
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy(source, copy / name)
    substitute(copy, *FEWER_DRAWS)
    if control:
        substitute(copy, control.path, control.old, control.new)
    targets = (f"{TABLE}.csv", f"{TABLE}.tex", AUDIT, CLAIMS)
    finished = subprocess.run(
        [sys.executable, "-m", "snakemake", "--cores", "1", *targets],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(f"{copy.name}: expected Table 3 to be made, got: {finished.stdout}")
    return copy


def generated(folder: str, names: list[str]) -> set[str]:
    """Outputs of the workflow and of Python among the sources, which are not copied."""
    pictures = {name for name in names if folder.startswith("figures") and "." in name}
    return {name for name in pictures if not name.endswith(".py")} | {"__pycache__"} & set(names)


def substitute(copy: Path, path: str, old: str, new: str) -> None:
    file = copy / path
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise RuntimeError(f"{path}: expected to find {old!r} in it; correct the control")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def noticed(intact: Path, copy: Path) -> frozenset[str]:
    """The checks that detect a difference from the intact copy, or a refutation."""
    files = [f"{TABLE}.{ending}" for ending in ENDINGS]
    seen = set()
    if any((intact / file).read_bytes() != (copy / file).read_bytes() for file in files):
        seen.add("bytes")
    if read_numbers(intact) != read_numbers(copy):
        seen.add("numbers")
    rows = [row for row in read_audit(copy / AUDIT) if row.variant == "inferred"]
    rows += claim_rows("inferred", read_claims(copy / CLAIMS), level=0.01)
    for row in rows:
        if row.kind == "table" and (row.p is None or row.p <= 0.01):  # another shape, or far off
            seen.add("statistics")
        if row.kind == "setting" and row.verdict == "inconsistent":
            seen.add(row.item)
        if row.kind == "claim" and row.verdict == "inconsistent":
            seen.add("claims")
    if all(row.verdict == "inconsistent" for row in rows if row.kind == "trace"):
        seen.add("trace")  # which neither precision explains
    return frozenset(seen)


def read_numbers(copy: Path) -> list[list[str]]:
    """The table, rounded as printed."""
    with open(copy / f"{TABLE}.csv", newline="", encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    return [[f"{float(cell):.5f}" for cell in row] for row in rows]


def words(checks: frozenset[str]) -> str:
    return ", ".join(sorted(checks)) or "none"


if __name__ == "__main__":
    run(main, snakemake)
