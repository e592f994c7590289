"""Simulate the audit: how often it refutes right settings, and how often wrong ones.

    python benchmarks/audit.py            about a minute
    python benchmarks/audit.py --quick    a fifth of the tables

Every table is made here, from a seed of its own; nothing that the workflow made is read.

Right settings: tables of networks of any width and input dimension, each audited with the widths
that its own first row gives and compared with draws of its own; printed ratios likewise. At level
0.05 at most 5 % may be refuted, whatever the distribution.

Wrong settings: tables made with one setting changed, against draws with the registered settings,
at the first step of Holm's procedure over six tables. Claims need no simulation.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import bdtr

from deeplinear.arrays import Array
from deeplinear.networks.experiment import Experiment
from deeplinear.networks.randomness import generator
from deeplinear.papers.xu2023.ratios import ratio_draws
from deeplinear.papers.zhao2023.batches import train_draws
from deeplinear.papers.zhao2023.first_row import p_given_first_row
from deeplinear.papers.zhao2023.printed_ratios import printed_widths
from deeplinear.replication.intervals import Interval
from deeplinear.replication.predictive import fewest_draws, first_p
from deeplinear.replication.proportions import most_refuting, upper_bound
from deeplinear.replication.rounding import as_printed
from deeplinear.settings.checkout import settings_of

ROOT = Path(__file__).resolve().parents[1]
LEVEL, TABLES, DECIMALS = 0.05, 6, 5
SEED = 7

CHANGES: dict[str, dict[str, float]] = {
    "nothing": {},
    "step size + 4 %": {"step_size_factor": 1.04},
    "step size + 10 %": {"step_size_factor": 1.1},
    "n + 2 %": {"width": 1.02},
    "n + 5 %": {"width": 1.05},
    "target variance + 25 %": {"target_variance": 1.25},
    "half the noise variance": {"noise_variance": 0.5},
}
RATIOS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "hidden width halved": {"hidden_width": 250},
    "target variance doubled": {"target_variance": 0.1},
    "sigma as stated": {"sigma_means": "factor"},
    "X as stated": {"input": "gaussian"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fifth of the tables")
    count = 60 if parser.parse_args().quick else 300
    begin = time.perf_counter()
    print(f"Right settings, level {LEVEL:g}: the share refuted, with its 95 % interval")
    report("tables of any n and d_x, widths read off their first row", any_widths(count))
    report("printed ratios of xu2023", right_ratios(count))
    print(f"\nWrong settings, level {LEVEL:g} / {TABLES}")
    for table in ("table1", "table2", "table6"):
        for change, p in changed_tables(table, count // 3):
            report(f"zhao2023 {table}, {change}", [p_value <= LEVEL / TABLES for p_value in p])
    print(f"\nWrong settings, level {LEVEL:g}")
    for change, p in changed_ratios(count // 3):
        report(f"xu2023 ratios, {change}", [p_value <= LEVEL for p_value in p])
    print("\nA claim that has to hold for 95 % of seeds: the probability that it is refuted")
    for seeds in (20, 100, 200):
        refuting = most_refuting(seeds, 0.95, LEVEL)
        chances = ", ".join(
            f"{0 if refuting is None else bdtr(refuting, seeds, share):.3f} if for {share:.0%}"
            for share in (0.95, 0.9, 0.8)
        )
        print(f"  {seeds:3} seeds: {chances}")
    print(f"\n{time.perf_counter() - begin:.0f} s")


def report(what: str, refuted: list[bool]) -> None:
    k, n = sum(refuted), len(refuted)
    low, high = 1 - upper_bound(n - k, n, 0.025), upper_bound(k, n, 0.025)
    print(f"  {k / n:5.3f} [{low:.3f}, {high:.3f}]  of {n:3}: {what}", flush=True)


def movements(experiment: Experiment, count: int, *stream: str) -> Array:
    """Printed tables, shape (count, T, N)."""
    runs, _ = train_draws([SEED, "benchmark", *stream], experiment, count)
    return as_printed(runs.movement[:, 1:], DECIMALS)


def any_widths(count: int) -> list[bool]:
    """Which tables are refuted, each audited with the widths that it gives itself."""
    rng = generator(SEED, "benchmark", "widths")
    draws = fewest_draws(1, LEVEL) + 60
    refuted = []
    for i in range(count):
        d_x, depth = int(rng.integers(8, 40)), int(rng.integers(3, 5))
        true = Experiment(
            d_x=d_x,
            n_N=5,
            samples=200,
            target_variance=4.0,
            noise_variance=1.0,
            engine="reduced",
            initialization="orthogonal",
            depth=depth,
            width=int(np.exp(rng.uniform(np.log(100), np.log(5000)))),
            step_size_factor=0.5,
            iterations=6,
        )
        (table,) = movements(true, 1, "any", f"table~{i}")
        widths = printed_widths(table[0].tolist(), n_N=5, decimals=DECIMALS)
        read_off = replace(true, width=roundest(widths.n), d_x=roundest(widths.d_x))
        compared = movements(read_off, draws, "any", f"table~{i}", "draws")
        refuted.append(p_given_first_row(table, compared, DECIMALS) <= LEVEL)
    return refuted


def roundest(interval: Interval) -> int:
    """The whole number in an interval, or nearest to it, with the fewest significant digits."""
    middle = (interval.low + interval.high) / 2
    for digits in range(1, 12):
        value = round(float(f"{middle:.{digits}g}"))
        if value in interval:
            break
    return value


def changed_tables(table: str, count: int) -> Iterator[tuple[str, list[float]]]:
    run = settings_of(ROOT, "zhao2023")[table]
    known = {field.name for field in fields(Experiment)}
    registered = Experiment(width=run["widths"][0], **{key: run[key] for key in known & set(run)})
    draws = movements(registered, 400, table, "draws")
    for change, factors in CHANGES.items():
        values = {key: factor * getattr(registered, key) for key, factor in factors.items()}
        if "width" in values:
            values["width"] = round(values["width"])
        others = movements(replace(registered, **values), count, table, change)
        yield change, [p_given_first_row(other, draws, DECIMALS) for other in others]


def ratios(count: int, changed: dict[str, Any], *stream: str) -> Array:
    """Printed ratios, shape (count, panels)."""
    run = settings_of(ROOT, "xu2023")["figure2"] | changed
    names = (
        *("n", "m", "hidden_width", "input", "target_variance", "noise_variance"),
        *("sigmas", "sigma_means", "absent_margin"),
    )
    rng = generator(SEED, "benchmark", "ratios", *stream)
    return as_printed(ratio_draws(rng, count, **{name: run[name] for name in names}), 3)


def right_ratios(count: int) -> list[bool]:
    draws = fewest_draws(1, LEVEL)
    groups = ratios(count * (draws + 1), {}, "right").reshape(count, draws + 1, -1)
    return [first_p(group) <= LEVEL for group in groups]


def changed_ratios(count: int) -> Iterator[tuple[str, list[float]]]:
    draws = ratios(1000, {}, "draws")
    for change, changed in RATIOS.items():
        others = ratios(count, changed, change)
        yield change, [first_p(np.concatenate([other[None], draws])) for other in others]


if __name__ == "__main__":
    main()
