"""The main command makes everything; one artefact alone is the same as with all the others."""

import csv
import math
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.workflow.conftest import Checkout, Outcome

Complete = tuple[Checkout, Outcome]

TABLE, FIGURE = ("csv", "tex", "html"), ("csv", "pdf", "svg", "png")
NAMED = {
    f"figures/{artefact}.{ending}"
    for artefact, endings in {
        **{f"zhao2023/table{i}{end}": TABLE for i in range(1, 7) for end in ("", "-stated")},
        **{f"zhao2023/figure{i}{end}": FIGURE for i in (1, 2) for end in ("", "-stated")},
        "eftekhari2020/figure1": FIGURE,
        "arora2019/figure1": FIGURE,
    }.items()
    for ending in endings
}


def test_every_named_output_is_made(complete: Complete) -> None:
    everything, _ = complete
    made = everything.made()
    assert made >= NAMED
    assert all((everything.folder / path).stat().st_size > 0 for path in made)


def test_the_run_is_told_by_artefact_and_without_a_warning(complete: Complete) -> None:
    _, outcome = complete
    lines = outcome.said.splitlines()
    told = re.compile(r" *\d+ %  (\w+ \S+) +[\d.]+ s$")
    artefacts = {match[1].replace(" ", "/") for line in lines if (match := told.match(line))}
    assert {f"figures/{name}.csv" for name in artefacts} == {n for n in NAMED if ".csv" in n}
    assert any(
        re.match(r"zhao2023 table1 +[\d.]+  figures/zhao2023/table1\.\{csv,html,tex\}$", line)
        for line in lines
    )
    assert "warning" not in outcome.said.lower()


def test_a_second_run_has_nothing_to_do(complete: Complete) -> None:
    everything, _ = complete
    outcome = everything.snakemake("--cores", "2")
    assert outcome.status == 0
    assert "Nothing to be done" in outcome.said


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


def test_a_stated_table_that_diverges_says_so(complete: Complete) -> None:
    figures = complete[0].folder / "figures/zhao2023"
    assert read(figures / "table1-stated.csv")[-1]["i1"] == "inf"
    for ending in ("tex", "html"):
        assert "diverged" in (figures / f"table1-stated.{ending}").read_text(encoding="utf-8")
        assert "diverged" not in (figures / f"table1.{ending}").read_text(encoding="utf-8")


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
        if path.endswith(".html"):
            text = (complete[0].folder / path).read_text(encoding="utf-8")
            assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", text), path


EXPECTED = sorted((ROOT / "expected").rglob("*.csv"))


@pytest.mark.parametrize(
    "path", EXPECTED, ids=lambda path: path.relative_to(ROOT / "expected").as_posix()
)
def test_golden_numbers(complete: Complete, path: Path) -> None:
    """Another BLAS rounds otherwise; 1e-6 is far above that and far below five decimals."""
    golden = read(path)
    ours = read(complete[0].folder / "figures" / path.relative_to(ROOT / "expected"))
    assert len(ours) == len(golden)
    for mine, theirs in zip(ours, golden, strict=True):
        assert list(mine) == list(theirs)
        for key, value in theirs.items():
            try:
                number = float(value)
            except ValueError:
                assert mine[key] == value
            else:
                assert math.isclose(float(mine[key]), number, rel_tol=1e-6, abs_tol=1e-12), key


def test_there_are_golden_numbers_for_every_table_of_numbers(complete: Complete) -> None:
    made = {path for path in complete[0].made() if path.endswith(".csv")}
    assert made == {
        f"figures/{path.relative_to(ROOT / 'expected').as_posix()}" for path in EXPECTED
    }


def test_one_figure_alone_is_the_same_and_nothing_else_is_made(
    checkout: Checkout, complete: Complete
) -> None:
    outcome = checkout.snakemake("--cores", "1", "figures/zhao2023/figure2.pdf")
    assert outcome.status == 0, outcome.said
    stem = "figures/zhao2023/figure2"
    assert checkout.made() == {f"{stem}.{ending}" for ending in ("csv", "pdf", "svg", "png")}
    for path in checkout.made():
        together = (complete[0].folder / path).read_bytes()
        assert (checkout.folder / path).read_bytes() == together, path


def test_named_targets_stand_for_paper_and_artefact(checkout: Checkout) -> None:
    outcome = checkout.snakemake("--cores", "2", "zhao2023_table3")
    assert outcome.status == 0, outcome.said
    assert checkout.made() == {
        f"figures/zhao2023/table3{suffix}.{ending}"
        for suffix in ("", "-stated")
        for ending in ("csv", "tex", "html")
    }


def test_target_rules_are_listed_with_a_line_each(checkout: Checkout) -> None:
    outcome = checkout.snakemake("--list-target-rules")
    listed = [line for line in outcome.said.splitlines() if not line.startswith("Using workflow")]
    assert all(re.fullmatch(r"\w+ \(.+\)", line) for line in listed), outcome.said
    names = {line.split()[0] for line in listed}
    assert {"all", "zhao2023", "zhao2023_figure1", "zhao2023_table6"} <= names
