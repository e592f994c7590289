"""Alternative texts, taken apart again: every number and every turn is held against the CSV."""

import re
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.alt_text import LONGEST, alt_text
from tests.artefacts import FIGURES
from tests.pictures.plotted import (
    AUDITED_TABLES,
    Curves,
    audited,
    cells_of,
    csv_of,
    curves_of,
    figure,
    inside,
    reading,
)

SUMMARIZED = [(paper, name) for paper, name in FIGURES if name in reading(paper).summarized]
TITLE = "Relative movement of the layers, four layers"
NUMBER = r"−?[\d,]*\d(?:\.\d+)?(?:e−?\d+)?"
COURSE = re.compile(
    rf"(?:stays at (?P<level>{NUMBER})|"
    rf"(?P<way>falls|rises) from (?P<first>{NUMBER}) to (?P<last>{NUMBER}))"
    r"(?:, (?P<back>rising|falling) in (?P<against>\d+) of (?P<steps>\d+) steps)?"
    rf"(?:, (?P<word>diverged|cut off) (?P<when>after|up to) \w = (?P<x>{NUMBER}))?"
)
RANGE = re.compile(rf"\(({NUMBER}) to ({NUMBER})(, logarithmic)?\)")
SUMMARY = re.compile(
    rf"curves start at (?P<start_low>{NUMBER})"
    rf"(?: \((?P<start_lowest>.*?)\) to (?P<start_high>{NUMBER}) \((?P<start_highest>.*?)\))? "
    rf"and end at (?P<end_low>{NUMBER}) \((?P<end_lowest>.*?)\) "
    rf"to (?P<end_high>{NUMBER}) \((?P<end_highest>.*?)\)\."
)


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def check(text: str, value: float) -> None:
    assert number(text) == float(f"{value:.3g}"), (text, value)


def text_of(paper: str, name: str) -> str:
    text = alt_text(figure(paper, name), TITLE)
    assert text.startswith(f"{TITLE}. ")
    return text.removeprefix(f"{TITLE}. ")


def check_course(said: re.Match[str], series: pd.Series, shown: pd.Series) -> None:
    """A curve's first and last value, its direction, its turns, and where it is not to be seen."""
    if said["level"]:
        check(said["level"], shown.min())
        check(said["level"], shown.max())
    else:
        check(said["first"], shown.iloc[0])
        check(said["last"], shown.iloc[-1])
        falls = shown.iloc[-1] < shown.iloc[0]
        assert said["way"] == ("falls" if falls else "rises")
        steps = np.diff(shown)
        against = (steps > 0).sum() if falls else (steps < 0).sum()
        assert int(said["against"] or 0) == against
        assert int(said["steps"] or len(steps)) == len(steps)
        assert said["back"] in (None, "rising" if falls else "falling")
    gone = series.index[np.isposinf(series)]
    assert (said["word"] is not None) == (len(gone) > 0)
    if said["when"] == "after":
        check(said["x"], shown.index[-1])
        assert series.index[-1] in gone
    elif said["when"] == "up to":
        check(said["x"], gone[-1])
        assert shown.index[0] > gone[-1]


def check_axes(text: str, paper: str, curves: Curves) -> None:
    *of_y, of_x = RANGE.findall(text.partition(". ")[0])
    shown = {title: [inside(paper, curves, s) for s in c.values()] for title, c in curves.items()}
    groups = [*shown.values()] if len(of_y) > 1 else [[*chain(*shown.values())]]
    for (low, high, log), group in zip(of_y, groups, strict=True):
        assert bool(log) == ("y" in reading(paper).log)
        check(low, min(each.min() for each in group))
        check(high, max(each.max() for each in group))
    x = next(iter(next(iter(curves.values())).values())).index
    check(of_x[0], x[0])
    check(of_x[1], x[-1])
    assert bool(of_x[2]) == ("x" in reading(paper).log)


@pytest.mark.parametrize(("paper", "name"), [each for each in FIGURES if each not in SUMMARIZED])
def test_every_curve_begins_turns_and_ends_as_said(paper: str, name: str) -> None:
    text, curves = text_of(paper, name), curves_of(paper, name)
    check_axes(text, paper, curves)
    said = 0
    for title, panel in curves.items():
        sentence = text.partition(f"{title}: " if title else ". ")[2]
        for curve, series in panel.items():
            place = re.search(f"{re.escape(curve)} (?=stays|falls|rises)", sentence, re.IGNORECASE)
            assert place is not None, curve
            course = COURSE.match(sentence, place.end())
            assert course is not None
            check_course(course, series, inside(paper, curves, series.dropna()))
            said += 1
    assert said == len(COURSE.findall(text))


@pytest.mark.parametrize(("paper", "name"), SUMMARIZED)
def test_many_curves_are_summarized(paper: str, name: str) -> None:
    text, curves = text_of(paper, name), curves_of(paper, name)
    check_axes(text, paper, curves)
    for title, panel in curves.items():
        check_summary(text, title, panel)


@pytest.mark.parametrize("name", ["figure2", "figure2-stated"])
def test_points_at_which_a_bound_holds_are_counted(name: str) -> None:
    rows = pd.read_csv(csv_of("xu2023", name))
    above = (rows["log10_bound"] >= rows["log10_loss"]).sum()
    words = f"at or above the loss at {above} of {len(rows)} points"
    assert words in text_of("xu2023", name)


def check_summary(text: str, title: str, panel: dict[str, pd.Series]) -> None:
    said = SUMMARY.match(text.partition(f"{title}: ")[2])
    assert said is not None
    for end, i in (("start", 0), ("end", -1)):
        values = {name: series.iloc[i] for name, series in panel.items()}
        check(said[f"{end}_low"], min(values.values()))
        check(said[f"{end}_high"] or said[f"{end}_low"], max(values.values()))
        if said[f"{end}_high"] is None:
            continue
        assert values[said[f"{end}_lowest"]] == min(values.values())
        assert values[said[f"{end}_highest"]] == max(values.values())


@pytest.mark.parametrize("factor", [0.97, 1, 1.04])
def test_audits_count_the_cells_on_the_band(tmp_path: Path, factor: float) -> None:
    path = audited(tmp_path, "table1", factor=factor)
    text = alt_text(plot_of("zhao2023", "table1-audit", path), TITLE)
    counts = []
    for variant in ("inferred", "stated"):
        cells = cells_of(path).loc[variant]
        lie = cells["published"].between(cells["low"], cells["high"]).sum()
        counts.append(f"{lie} of {len(cells)}")
    inferred, stated = counts
    assert f"{inferred} published cells lie on the band as inferred, {stated} on that" in text
    assert (inferred == "40 of 40") == (factor == 1)


@pytest.mark.parametrize("table", AUDITED_TABLES)
def test_audits_say_how_layers_move(tmp_path: Path, table: str) -> None:
    path = audited(tmp_path, table)
    cells = cells_of(path)
    text = alt_text(plot_of("zhao2023", f"{table}-audit", path), TITLE)
    variants = cells.index.get_level_values("variant").unique()
    inferred = cells.loc["inferred"]
    off = 100 * (inferred["published"] / inferred["mean"] - 1)
    low, high = re.findall(rf"from ({NUMBER}) to ({NUMBER})\.$", text)[0]
    assert (number(low), number(high)) == (float(f"{off.min():.2g}"), float(f"{off.max():.2g}"))
    for layer, of_layer in inferred.groupby("layer"):
        panel = {"published": of_layer["published"], "mean as inferred": of_layer["mean"]}
        if "stated" in variants:
            stated = cells.loc["stated"].loc[layer]
            shown = stated["high"] <= 10 * inferred["high"].max()
            panel["mean as stated"] = stated["mean"][shown]
            check_summary(text, f"Layer {layer}", panel)
            last = shown[shown].index[-1]
            assert f"In every panel, mean as stated diverged after t = {last}." in text
        else:
            sentence = text.partition(f"Layer {layer}: ")[2]
            for name, series in panel.items():
                course = COURSE.match(sentence.partition(f"{name} ")[2])
                assert course is not None
                check_course(course, series, series)


def test_notes_are_what_the_csv_says() -> None:
    cells = pd.read_csv(csv_of("du2019", "width_depth"))
    met = cells[cells["meets_condition"]]
    runs = met["replicates"].sum()
    keep = round((met["rate_holds"] * met["replicates"]).sum())
    note = text_of("du2019", "width_depth").partition("Lines border the ")[2]
    found = [int(number) for number in re.findall(r"\d+(?= of| cells| runs)", note)]
    assert found == [len(met), len(cells), keep, runs, (cells["rate_holds"] == 1).sum()]
    margins = pd.read_csv(csv_of("arora2019", "figure1"))
    begins = margins.loc[margins["bound"] > 0, "a"].min()
    gap = (margins["exact"] - margins["bound"]).min()
    text = text_of("arora2019", "figure1")
    assert f"positive from a = {begins:.3g} on and everywhere at least {gap:.2g} below" in text


def test_texts_are_short(tmp_path: Path) -> None:
    audit = plot_of("zhao2023", "table1-audit", audited(tmp_path, "table1"))
    for plot in [audit, *(figure(*each) for each in FIGURES)]:
        assert len(alt_text(plot, TITLE)) <= LONGEST
