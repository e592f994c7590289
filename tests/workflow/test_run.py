"""The main command makes everything, one artefact alone is the same as with all the others, and an
edit reruns what depends on it and nothing else."""

import csv
import os
import re
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import jupytext
import pytest
from playwright.sync_api import Page

from deeplinear.provenance.comparison import differences
from deeplinear.provenance.explain import chain
from deeplinear.provenance.inspection import tolerances
from deeplinear.provenance.records import read_record, sha256
from deeplinear.provenance.stamps import read_stamp
from deeplinear.settings.checkout import settings_of
from tests.artefacts import (
    FIGURE,
    FIGURES,
    GATHERED,
    NAMED,
    NOTEBOOKS,
    PAGES,
    TABLE,
    TABLES,
)
from tests.browser.pages import complaints
from tests.browser.validity import invalid
from tests.conftest import ROOT
from tests.workflow.conftest import Checkout, Outcome, changed, documented_commands
from tests.workflow.test_network import LOADS

# Documented commands that .ci/run, and tests of their own in small form, run.
LONG = re.compile("selftest|sweep_|verify")
# Those that tests of their own run here.
TESTED = {
    *("snakemake --cores 8", "snakemake --list-target-rules", "snakemake --dry-run"),
    "snakemake --report report.html",
}
Complete = tuple[Checkout, Outcome]
Edited = Callable[..., dict[str, int]]

ZHAO_TABLES, ZHAO_FIGURES = (
    [name for paper, name in of_all if paper == "zhao2023"] for of_all in (TABLES, FIGURES)
)
# In a browser: everything at a glance, and a figure.
SHOWN = ["figures/gallery/arora2019_figure1.html", "figures/index.html"]


def test_every_named_output_is_made(complete: Complete) -> None:
    everything, _ = complete
    made = everything.made()
    assert made >= NAMED
    assert all((everything.folder / path).stat().st_size > 0 for path in made)


def test_the_run_is_reported_by_artefact_and_without_a_warning(complete: Complete) -> None:
    _, outcome = complete
    lines = outcome.said.splitlines()
    told = re.compile(r" *\d+ %  (\w+ \S+) +[\d.]+ s$")
    artefacts = {match[1].replace(" ", "/") for line in lines if (match := told.match(line))}
    tables = {name for name in NAMED if name.endswith(".csv")}
    notebooks = {f"notebooks/{name}" for name in NOTEBOOKS}
    assert {f"figures/{name}.csv" for name in artefacts - notebooks} == tables - GATHERED
    assert artefacts >= notebooks
    for of_all in ("audit", "gallery"):
        assert any(re.match(rf" *\d+ %  {of_all} +[\d.]+ s$", line) for line in lines)
    for paper, count in Counter(paper for paper, _ in TABLES + FIGURES).items():
        assert any(line.startswith(f"{paper}: {count} regenerated; ") for line in lines)
    assert re.search(
        r"^zhao2023: .*; as inferred 8 consistent, 0 inconsistent; "
        r"as stated 8 inconsistent; 0 not determined$",
        outcome.said,
        flags=re.MULTILINE,
    )
    assert any(
        re.match(r"zhao2023 table1 +[\d.]+  figures/zhao2023/table1\.\{csv,html,tex\}$", line)
        for line in lines
    )
    assert "warning" not in outcome.said.lower()


def test_comments_docstrings_and_a_mere_touch_leave_a_second_run_nothing_to_do(
    complete: Complete,
) -> None:
    everything, _ = complete
    os.utime(everything.folder / "src/deeplinear/networks/haar.py")
    with ExitStack() as edits:
        for path, old, new in (
            (
                "src/deeplinear/networks/descent.py",
                '"""Gradient descent',
                '"""The gradient descent',
            ),
            (
                "workflow/scripts/zhao2023/train_network.py",
                "import logging\n",
                "# to log\nimport logging\n",
            ),
        ):
            edits.enter_context(changed(everything.folder / path, old, new))
        outcome = everything.snakemake("--cores", "8")
    assert outcome.status == 0
    assert "Nothing to be done" in outcome.said


def test_sweeps_are_no_part_of_everything(complete: Complete) -> None:
    """Although the audit asks for some shards of `width`."""
    everything, _ = complete
    sweeps = everything.folder / "results/sweeps"
    assert list(sweeps.glob("width/**/*.parquet"))
    assert not list(sweeps.glob("*.parquet"))
    assert not [path for path in everything.made() if path.startswith("figures/sweeps/")]


def test_data_training_and_tables_are_files_in_between(complete: Complete) -> None:
    results = complete[0].folder / "results/zhao2023"
    assert (results / "table1/problem.npz").is_file()
    assert (results / "table1/n~5000/trajectory.csv").is_file()
    assert (results / "table1-stated/n~2000/trajectory.csv").is_file()
    assert (results / "figure1/n~128/trajectory.csv").is_file()


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_tables_and_figures_have_the_documented_columns(complete: Complete) -> None:
    figures = complete[0].folder / "figures/zhao2023"
    table = read(figures / "table1.csv")
    assert list(table[0]) == ["t", "i1", "i2", "i3", "i4"]
    assert [row["t"] for row in table] == [str(t) for t in range(1, 11)]
    losses = read(figures / "figure1.csv")
    assert list(losses[0]) == ["n", "network", "t", "loss"]
    assert {row["network"] for row in losses} == {"deep", "convex"}
    assert {row["t"] for row in losses} == {str(t) for t in range(26)}
    assert sorted({int(row["n"]) for row in losses}) == [128, 200, 2000]


def test_a_stated_table_that_diverges_has_that_verdict(complete: Complete) -> None:
    figures = complete[0].folder / "figures/zhao2023"
    assert read(figures / "table1-stated.csv")[-1]["i1"] == "inf"
    for ending in ("tex", "html"):
        assert "diverged" in (figures / f"table1-stated.{ending}").read_text(encoding="utf-8")
        assert "diverged" not in (figures / f"table1.{ending}").read_text(encoding="utf-8")


def test_every_setting_is_tabulated_with_its_origin_and_the_rules_that_read_it(
    complete: Complete,
) -> None:
    rows = read(complete[0].folder / "figures/settings.csv")
    assert all(row["stated"] or row["assumed"] for row in rows)
    assert all(row["read_by"] for row in rows)
    (widths,) = (
        row
        for row in rows
        if (row["paper"], row["artefact"], row["variant"], row["setting"])
        == ("zhao2023", "table1", "inferred", "widths")
    )
    assert (widths["used"], widths["stated"], widths["inferred"]) == ("[5000]", "[2000]", "[5000]")
    assert widths["locator"] == "appendix G, caption: n_1 = n_2 = n_3 = 2000"
    log = complete[0].folder / "logs/zhao2023_train_replicates/table1/n~5000~0.log"
    assert "'step_size_factor': 0.5" in log.read_text(encoding="utf-8")


def test_pictures_are_what_their_names_say(complete: Complete) -> None:
    figures = complete[0].folder / "figures/zhao2023"
    for name in ("figure1", "figure2-stated"):
        assert (figures / f"{name}.pdf").read_bytes().startswith(b"%PDF")
        assert (figures / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        svg = (figures / f"{name}.svg").read_text(encoding="utf-8")
        assert "<svg" in svg
        assert "<dc:date>" not in svg
        assert b"CreationDate" not in (figures / f"{name}.pdf").read_bytes()


def test_generated_pages_load_nothing_from_a_network(complete: Complete) -> None:
    """Namespaces of SVG name hosts too, but nothing loads from them."""
    for path in complete[0].made():
        if path.endswith((".html", ".svg")):
            assert not LOADS.search((complete[0].folder / path).read_text(encoding="utf-8")), path


@pytest.mark.parametrize("path", SHOWN)
def test_pages_are_for_everyone(complete: Complete, tab: Page, path: str) -> None:
    """In a browser; all the others are in test_pages.py."""
    found = complaints(tab, complete[0].folder / path)
    assert not found, "\n".join(found)


def test_pages_are_valid_html_and_another_is_refused(complete: Complete, tmp_path: Path) -> None:
    """In one go: Java takes a second to start. All the others are in test_pages.py."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><title>1</title><p id=a><b id=a>", encoding="utf-8")
    found = invalid(complete[0].folder, *SHOWN, str(wrong))
    assert {page for page, _ in found} == {"wrong.html"}, found
    said = " ".join(message for _, message in found)
    assert all(words in said for words in ("Duplicate ID", "open elements", "lang"))


def test_the_manifest_lists_what_the_registries_name() -> None:
    assert {row["path"] for row in read(ROOT / "expected/manifest.csv")} == NAMED


EXPECTED = sorted(path.relative_to(ROOT / "expected") for path in ROOT.glob("expected/*/*.csv"))
# What comes out otherwise from the few runs of the complete copy.
LIGHT = re.compile("du2019|xu2023/(figure|table2)|-bands")


@pytest.mark.parametrize(
    "path",
    [path for path in EXPECTED if not LIGHT.search(path.as_posix())],
    ids=Path.as_posix,
)
def test_golden_numbers(complete: Complete, path: Path) -> None:
    compare_with_golden(complete[0].folder, path)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPECTED, ids=Path.as_posix)
def test_golden_numbers_of_the_main_command_here(path: Path) -> None:
    """With every draw; the main command has to have run in this checkout."""
    compare_with_golden(ROOT, path)


def compare_with_golden(checkout: Path, path: Path) -> None:
    """Within the tolerances of the registry, for another BLAS rounds otherwise."""
    ours, golden = (
        (folder / path).read_bytes().decode("utf-8")
        for folder in (checkout / "figures", ROOT / "expected")
    )
    allowed = tolerances(ROOT, f"figures/{path.as_posix()}")
    assert [str(apart) for apart in differences(ours, golden, allowed)] == []


def test_there_are_golden_numbers_for_every_table_of_numbers(complete: Complete) -> None:
    made = {path for path in complete[0].made() if path.endswith(".csv")}
    assert made - GATHERED == {f"figures/{path.as_posix()}" for path in EXPECTED}


def test_a_figure_and_an_artefact_alone_are_the_same_and_nothing_else_is_made(
    checkout: Checkout, complete: Complete
) -> None:
    """The one by a file of it, the other by its name."""
    outcome = checkout.snakemake("--cores", "2", "figures/zhao2023/figure2.pdf", "zhao2023_table3")
    assert outcome.status == 0, outcome.said
    stems = {"figure2": FIGURE, "table3": TABLE, "table3-stated": TABLE}
    assert checkout.made() == {
        f"figures/zhao2023/{stem}.{ending}" for stem, endings in stems.items() for ending in endings
    }
    for path in checkout.made():
        together = (complete[0].folder / path).read_bytes()
        assert (checkout.folder / path).read_bytes() == together, path


def test_target_rules_are_listed_with_a_line_each(checkout: Checkout) -> None:
    outcome = checkout.snakemake("--list-target-rules")
    listed = [line for line in outcome.said.splitlines() if not line.startswith("Using workflow")]
    assert all(re.fullmatch(r"\w+ \(.+\)", line) for line in listed), outcome.said
    names = {line.split()[0] for line in listed}
    assert {"all", "zhao2023", "zhao2023_figure1", "zhao2023_table6"} <= names


def test_a_style_change_draws_again_and_computes_nothing(edited: Edited) -> None:
    jobs = edited(("src/deeplinear/pictures/paper.mplstyle", "font.size: 9", "font.size: 10"))
    assert jobs["zhao2023_draw_figure"] == len(ZHAO_FIGURES)
    assert all(re.search("draw|notebook|gallery", rule) for rule in jobs)


def test_an_edited_library_function_reruns_training_and_what_follows(edited: Edited) -> None:
    jobs = edited(
        ("src/deeplinear/networks/descent.py", "return factor * n_N", "return 1 * factor * n_N")
    )
    runs = settings_of(ROOT, "zhao2023")
    trained = [name for name in ZHAO_TABLES + ZHAO_FIGURES if not name.endswith("-bands")]
    assert jobs["zhao2023_train_network"] == sum(len(runs[name]["widths"]) for name in trained)
    assert jobs["zhao2023_draw_figure"] == len(ZHAO_FIGURES)
    assert jobs["zhao2023_render_movements"] == len(ZHAO_TABLES)
    assert jobs["audit_gather"] == 1
    assert "zhao2023_generate_problem" not in jobs


def test_another_lock_makes_everything_again(complete: Complete, edited: Edited) -> None:
    jobs = edited(("requirements.lock", "numpy==2.4.6", "numpy==2.4.7"))
    everything, _ = complete
    made = len(list((everything.folder / "logs").rglob("*.log")))
    assert sum(jobs.values()) == made


def test_a_file_explains_what_it_depends_on_and_what_changed(complete: Complete) -> None:
    everything, _ = complete
    explain = ["python", "-m", "deeplinear", "explain", "figures/zhao2023/figure2.csv"]
    outcome = everything.run(*explain)
    assert outcome.status == 0, outcome.said
    assert "zhao2023_train_network: results/zhao2023/figure2/n~128/trajectory.csv" in outcome.said
    assert "nothing has changed since" in outcome.said
    trajectory = everything.folder / "results/zhao2023/figure2/n~128/trajectory.csv"
    registry = everything.folder / "config/papers/zhao2023.yaml"
    *_, last = trajectory.read_text(encoding="utf-8").splitlines(keepends=True)
    with (
        changed(trajectory, last, last[:-10]),
        changed(registry, "[128, 200, 5000]", "[130, 200, 5000]"),
    ):
        outcome = everything.run(*explain)
    assert outcome.status == 1
    assert "trajectory.csv edited or truncated" in outcome.said
    assert "widths was [128, 200, 5000], is [130, 200, 5000]" in outcome.said


def test_every_picture_and_page_identifies_itself(complete: Complete) -> None:
    everything, _ = complete
    for path in sorted(everything.made()):
        content = (everything.folder / path).read_bytes()
        stamp = read_stamp(content)
        if path.endswith(".csv"):
            assert stamp is None
            continue
        assert stamp is not None, path
        assert stamp.intact, path
        assert stamp.record["path"] == path
        assert stamp.record["data"], path
        assert stamp.record["sources"].keys() >= {
            "requirements.lock",
            "src/deeplinear/provenance/job.py",
        }
        for name, value in stamp.record["data"].items():
            assert sha256(everything.folder / name) == value


def test_sources_in_a_stamp_are_those_of_all_jobs_before(complete: Complete) -> None:
    """By the workflow's rules in the stamp, by what jobs put on record in explain's chain."""
    everything, _ = complete
    for path in ("figures/zhao2023/figure1-bands.svg", "figures/audit.html"):
        stamp = read_stamp((everything.folder / path).read_bytes())
        record = read_record(path, everything.folder)
        assert stamp is not None
        assert record is not None
        recorded: dict[str, str] = {}
        for one in chain(record, everything.folder).values():
            recorded |= dict(one.code) | {
                name: value
                for name, value in one.inputs.items()
                if not read_record(name, everything.folder)
            }
        assert stamp.record["sources"] == recorded


CHAIN_OF_TABLE_4 = {
    "zhao2023_train_network": 2,
    "zhao2023_train_replicates": 2,
    "zhao2023_train_alternatives": 1,
    "zhao2023_build_movements": 2,
    "zhao2023_render_movements": 2,
    "zhao2023_audit_movements": 1,
    "zhao2023_draw_audit": 1,
    "audit_gather": 1,
    "audit_settings": 1,
    "audit_render": 1,
    "gallery_artefact": len(PAGES),  # all show verdicts
    "gallery_index": 1,
    "gallery_settings": 1,
}
SETTING_OF_TABLE_4 = ("config/papers/zhao2023.yaml", "{stated: [8000]", "{stated: [8001]")


def test_what_depends_on_an_edit_is_made_again_and_nothing_else(edited: Edited) -> None:
    """Five edits at once, whose jobs can be told apart: each start of Snakemake takes seconds."""
    jobs = edited(
        ("workflow/scripts/zhao2023/build_losses.py", '("deep", "convex")', '("convex", "deep")'),
        ("workflow/templates/zhao2023/movements.tex.j2", "\\toprule", "\\toprule %"),
        ("figures/zhao2023/figure2.py", 'losses=f"{FIGURE}.csv"', 'losses=FIGURE + ".csv"'),
        ("figures/eftekhari2020/figure1.py", "# # eftekhari2020, ", "# # eftekhari2020: "),
        SETTING_OF_TABLE_4,
    )
    assert jobs == CHAIN_OF_TABLE_4 | {
        "zhao2023_build_losses": 4,
        "zhao2023_draw_figure": 5,  # of those losses, and of Figure 2 its bands
        "zhao2023_render_movements": len(ZHAO_TABLES),
        "notebooks_execute": 3,  # one of them for its text, which draws no figure again
    }


def test_in_an_unpacked_archive_a_setting_reruns_the_chain_of_its_artefact_alone(
    complete: Complete, edited: Edited
) -> None:
    """What Snakemake knows of its jobs is not in an archive; their records are."""
    known, marks = (complete[0].folder / ".snakemake" / name for name in ("metadata", "incomplete"))
    aside = known.rename(known.with_name("aside"))
    try:
        jobs = edited(SETTING_OF_TABLE_4)
    finally:
        shutil.rmtree(known)
        shutil.rmtree(marks)
        aside.rename(known)
    assert jobs == CHAIN_OF_TABLE_4


def test_a_lost_intermediate_comes_back_with_the_same_bytes(
    complete: Complete,
) -> None:
    everything, _ = complete
    lost = everything.folder / "results/zhao2023/table5/n~12000/trajectory.csv"
    before = lost.read_bytes()
    lost.unlink()
    outcome = everything.snakemake("--cores", "1", lost.relative_to(everything.folder).as_posix())
    assert outcome.status == 0, outcome.said
    assert lost.read_bytes() == before


def test_documented_snakemake_commands_run(complete: Complete) -> None:
    """Those that only name a target together, since every start of Snakemake takes seconds."""
    commands = {command for command in documented_commands() if command.startswith("snakemake")}
    named = (re.fullmatch(r"snakemake --cores \d+ (\S+)", command) for command in commands - TESTED)
    targets = {match[1] if match else "" for match in named}
    assert {"zhao2023_table3", "audit", "selftest"} <= targets
    assert "" not in targets, "expected another command only with a test of its own, see TESTED"
    short = {target for target in targets if not LONG.search(target)}
    for arguments in (["--cores", "2", *short], ["--dry-run", *targets - short]):
        outcome = complete[0].snakemake(*arguments)
        assert outcome.status == 0, outcome.said


def test_documented_python_commands_run(complete: Complete) -> None:
    """In their order but for `expect`, which `verify` needs: from few draws other numbers come."""
    commands = [
        command for command in documented_commands() if command.startswith("python -m deeplinear ")
    ]
    assert {command.split()[3] for command in commands} == {"list", "verify", "explain", "identify"}
    for command in ("python -m deeplinear expect", *commands):
        outcome = complete[0].run(*shlex.split(command))
        assert outcome.status == 0, outcome.said


def test_verify_says_which_artefacts_hold_and_what_does_not(complete: Complete) -> None:
    everything, _ = complete
    outcome = everything.run("python", "-m", "deeplinear", "expect")
    assert outcome.status == 0, outcome.said
    outcome = everything.snakemake("--cores", "1", "verify")
    assert outcome.status == 0, outcome.said
    edited = everything.folder / "figures/zhao2023/table4.html"
    before = edited.read_bytes()
    edited.write_bytes(before.replace(b"0.0", b"0.1", 1))
    outcome = everything.run("python", "-m", "deeplinear", "verify")
    edited.write_bytes(before)
    assert outcome.status == 1
    assert re.search(r"figures/zhao2023/table4\.html.*edited", outcome.said)


def test_figure_sources_are_notebooks() -> None:
    for source in ROOT.glob("figures/*/*.py"):
        notebook = jupytext.read(source, fmt="py:percent")
        assert notebook.cells[0].cell_type == "markdown"


@pytest.mark.parametrize("figure", ["zhao2023/figure1", "arora2019/figure1"])
def test_figure_sources_are_plain_scripts(complete: Complete, figure: str) -> None:
    """Those of other papers draw for longer, and end in the same two functions."""
    everything, _ = complete
    picture = everything.folder / f"figures/{figure}.svg"
    before = picture.read_bytes()
    picture.unlink()
    outcome = everything.run(sys.executable, f"figures/{figure}.py")
    assert outcome.status == 0, outcome.said
    drawn = picture.read_bytes()
    picture.write_bytes(before)
    assert read_stamp(drawn) is None  # the workflow's say where they are from
    assert drawn.partition(b"</metadata>")[2] == before.partition(b"</metadata>")[2]
