"""Bad input ends in one clear message before any job starts, and nothing is made."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.workflow import fresh_copy
from deeplinear.settings.checkout import read_config, settings_of
from deeplinear.settings.registry import SettingError
from tests.conftest import ROOT
from tests.workflow.conftest import Checkout

Break = Callable[[Path], None]


def replace(path: str, old: str, new: str) -> Break:
    def break_it(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return break_it


CONFIG, REGISTRY = "config/config.yaml", "config/papers/zhao2023.yaml"
RULES = "workflow/rules/eftekhari2020.smk"


EDITED = (CONFIG, REGISTRY, RULES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_copy(tmp_path_factory.mktemp("refusals") / "copy")


@pytest.mark.parametrize(
    ("break_it", "target", "words"),
    [
        (
            replace(CONFIG, "papers: [", "papers: ["[:-1] + "{"),
            None,
            ["config/config.yaml: line", "is not valid YAML", "correct it there"],
        ),
        (
            replace(CONFIG, "level: 0.05", "level: 0.01"),
            None,
            [
                f"{CONFIG}: replicates.tables: expected at least 2001, so",
                "by 1199 draws",
                "got 1000",
            ],
        ),
        (
            replace(CONFIG, "{tables: 1000", "{tables: 238"),
            None,
            [f"{CONFIG}: replicates.tables: expected at least 239, so", "got 238"],
        ),
        (
            replace(REGISTRY, "stated: [4000]", "stated: [-4000]"),
            None,
            [f"{REGISTRY}: table3: widths.0 (stated): expected a number of at least 1, got -4000"],
        ),
        (
            replace(RULES, '"depths alpha beta"', '"depths alpha"'),
            None,
            ["eftekhari2020.yaml: no rule reads the setting beta", "remove it"],
        ),
        (
            replace(RULES, '"depths alpha beta"', '"depths alpha beta bta"'),
            None,
            [f"{RULES}: expected settings of", "got bta; did you mean beta?"],
        ),
        (
            None,
            "figures/zhao2023/table9.csv",
            ["unknown target", "did you mean figures/zhao2023/table"],
        ),
        (
            None,
            "zhao2023_tabel1",
            ["unknown target 'zhao2023_tabel1'; did you mean zhao2023_table1?"],
        ),
        (None, "nothing/of/ours.csv", ["No rule to produce nothing/of/ours.csv"]),
    ],
    ids=[
        "broken configuration",
        "level that so few draws cannot reach",
        "too few draws",
        "negative width",
        "setting that nobody reads",
        "setting that nobody registered",
        "unknown file",
        "unknown target",
        "foreign file",
    ],
)
def test_refusal(
    folder: Path, break_it: Break | None, target: str | None, words: list[str]
) -> None:
    originals = {path: (folder / path).read_text(encoding="utf-8") for path in EDITED}
    if break_it:
        break_it(folder)
    try:
        here = Checkout(folder)
        outcome = here.snakemake("--cores", "1", *([target] if target else []))
    finally:
        for path, text in originals.items():
            (folder / path).write_text(text, encoding="utf-8")
    assert outcome.status != 0
    for word in words:
        assert word in outcome.said
    assert "Traceback" not in outcome.said
    message = [line for line in outcome.said.splitlines() if not line.startswith("Using workflow")]
    assert len(message) <= 2, outcome.said
    assert here.made() == set()
    assert not (folder / "results").exists()


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (
            replace(CONFIG, "zhao2023", "zhao2032"),
            ["config/config.yaml: papers: unknown paper 'zhao2032'", "did you mean zhao2023?"],
        ),
        (
            replace(CONFIG, "seed:", "sede:"),
            ["config/config.yaml: unknown key 'sede'; did you mean seed?"],
        ),
        (
            replace(REGISTRY, "stated: [2000]", "stated: [2000"),
            [f"{REGISTRY}: line", "is not valid YAML"],
        ),
        (
            replace(REGISTRY, "    samples:", "    sampels:"),
            [REGISTRY, "unknown key 'sampels'", "did you mean samples?"],
        ),
        (
            replace(REGISTRY, "stated: [4000]", "stated: [100]"),
            [f"{REGISTRY}: table3: widths", "got [128, 100, 100, 10]", "change the hidden widths"],
        ),
        (
            replace(
                REGISTRY,
                'stated: 1\n      locator: "appendix G, item d',
                'stated: 0\n      locator: "appendix G, item d',
            ),
            [f"{REGISTRY}: table1: step_size_factor (stated): expected a number above 0, got 0"],
        ),
    ],
    ids=[
        "unknown paper",
        "misspelt configuration key",
        "broken registry",
        "misspelt setting",
        "width below d_x",
        "step size zero",
    ],
)
def test_refusal_of_settings(tmp_path: Path, break_it: Break, words: list[str]) -> None:
    """By the calls that the workflow makes; how it ends then, a negative width shows above."""
    for part in ("config", "workflow/schemas"):
        shutil.copytree(ROOT / part, tmp_path / part)
    break_it(tmp_path)
    with pytest.raises(SettingError) as refusal:
        [settings_of(tmp_path, paper) for paper in read_config(tmp_path)["papers"]]
    for word in words:
        assert word in str(refusal.value)


def test_make_refuses_a_python_too_old(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    outcome = Checkout(folder).run("make", f"PYTHON={old}")
    assert outcome.status != 0
    assert "expected Python 3.11 or newer, got Python 3.9.2; install one" in outcome.said
    assert not (folder / ".venv").exists()
