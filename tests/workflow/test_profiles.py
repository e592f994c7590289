"""The cluster profiles, as far as they go without the plugins; tests/cluster has the rest."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, read_yaml
from tests.workflow.conftest import Checkout

REMOTE = ("slurm", "kubernetes")


def profile(name: str) -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(f"profiles/{name}/config.yaml")
    return settings


def assignments(pairs: list[str]) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs)


@pytest.mark.parametrize("name", REMOTE)
def test_settings_are_options_of_snakemake_or_of_the_plugins(name: str) -> None:
    """Unknown options of the plugins stop the runs of tests/cluster."""
    options = set(re.findall(r"--[a-z-]+", Checkout(ROOT).snakemake("--help").said))
    plugins = (f"--{name}-", "--storage-s3-")
    keys = {f"--{key}" for key in profile(name)}
    assert {key for key in keys if not key.startswith(plugins)} <= options


@pytest.mark.parametrize("name", REMOTE)
def test_nothing_is_set_that_the_default_profile_would_override(name: str) -> None:
    """Snakemake reads profiles/default after the profile that the user names."""
    assert profile(name).keys() & profile("default").keys() == set()


@pytest.mark.parametrize("name", REMOTE)
def test_every_job_of_a_sweep_is_in_a_group(name: str) -> None:
    """Snakemake keeps quiet about groups of rules that are not there."""
    rules = (ROOT / "workflow/rules/sweeps.smk").read_text(encoding="utf-8")
    groups = assignments(profile(name)["groups"])
    assert groups.keys() == set(re.findall(r"^rule (\w+):", rules, flags=re.MULTILINE))
    assert assignments(profile(name)["group-components"]).keys() <= set(groups.values())


LARGEST_SHARD = """
from workflow.scripts.sweep.train_shard import main
main(runs="shard.parquet", first_replicate=0, replicates=2, **{cell})
"""
SNAKEMAKE = """
from snakemake.cli import main
try:
    main(["--dry-run", "sweep_width"])
except SystemExit as end:
    assert not end.code
"""
PEAK = """
from pathlib import Path
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


def peak_mb(code: str, folder: Path) -> float:
    """The most memory that Python code in a process of its own held at once."""
    command = [sys.executable, "-c", code + PEAK]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return int(done.stdout.split()[-1]) / 1000


@pytest.mark.slow
def test_memory_covers_a_shard_and_the_two_snakemakes_around_it(
    checkout: Checkout, settings: Callable[[str], dict[str, dict[str, Any]]]
) -> None:
    sweep = read_yaml("config/sweeps/width.yaml")
    problem = settings(sweep["paper"])[sweep["artefact"]]
    cell = {
        **{key: sweep[key] for key in ("paper", "artefact")},
        **{key: problem[key] for key in ("d_x", "n_N", "samples", "noise_variance", "iterations")},
        "seed": 1,
        "initialization": "gaussian",
        "depth": max(sweep["depths"]),
        "width": max(sweep["widths"]),
        "step_size_factor": sweep["step_size_factors"][0],
        "target_variance": sweep["target_variances"][0],
    }
    shard = peak_mb(LARGEST_SHARD.format(cell=cell), checkout.folder)
    around = 2 * peak_mb(SNAKEMAKE, checkout.folder)
    for name in REMOTE:
        asked = re.fullmatch(r"(\d+) \* attempt", profile(name)["default-resources"]["mem_mb"])
        assert asked
        assert 1.5 * (shard + around) < float(asked[1])  # the plugins' imports are not in it


def test_a_job_on_a_node_takes_its_input_files_for_what_they_are(checkout: Checkout) -> None:
    """They stand on its command line, where a person's targets are looked over."""
    outcome = checkout.snakemake(
        *("--mode", "remote", "--dry-run"),
        *("--target-jobs", "zhao2023_draw_figure:figure=figure1,suffix="),
        *("--wait-for-files", "figures/zhao2023/figure1.py"),
    )
    assert outcome.status == 0, outcome.said


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "http" not in text
    assert text.count("--hash=sha256:") > text.count("==")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, flags=re.MULTILINE))


def test_the_cluster_has_the_locked_versions_of_everything_that_computes() -> None:
    """Python-dateutil, which only reads dates, is older there: Amazon's client wants it so."""
    here, there = pins("requirements.lock"), pins("profiles/requirements-cluster.lock")
    assert {name for name in here if here[name] != there.get(name)} == {"python-dateutil"}
    assert {name for name in there.keys() - here if "plugin" in name} == {
        "snakemake-executor-plugin-kubernetes",
        "snakemake-executor-plugin-slurm",
        "snakemake-executor-plugin-slurm-jobstep",
        "snakemake-storage-plugin-s3",
    }
