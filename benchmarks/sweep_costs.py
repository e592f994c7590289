"""Write benchmarks/sweep_costs.csv: what shards cost here, for forecasts where none was run yet.

    snakemake --cores 2 --forceall --benchmark-extended sweep_width
    python -m benchmarks.sweep_costs

CPU seconds, since the machine may be busy with more than the sweep.
"""

from dataclasses import astuple, fields
from pathlib import Path

from benchmarks.workflow import CPU
from deeplinear.files.columns import write_rows
from deeplinear.settings.sweep_costs import Work, read_benchmarks

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    logs = sorted((ROOT / "logs/sweep_train_shard/width").rglob("*.log"))
    folder = ROOT / "logs/benchmark/sweep_train_shard/width"
    benchmarks = sorted(folder.rglob("*.tsv"))
    rows = []
    for log, measured in zip(logs, read_benchmarks(benchmarks), strict=True):
        [(start, own)] = CPU.findall(log.read_text(encoding="utf-8"))
        rows.append([*astuple(measured.work), round(float(start) + float(own), 2)])
    header = [*(field.name for field in fields(Work)), "s"]
    write_rows(ROOT / "benchmarks/sweep_costs.csv", header, sorted(rows))


if __name__ == "__main__":
    main()
