"""Alternative texts, taken apart again: every number and every turn is held against the CSV."""

import re
from itertools import chain

import pytest

from deeplinear.pictures.alt_text import LONGEST, alt_text
from tests.artefacts import FIGURES
from tests.pictures.plotted import Curves, curves_of, figure, inside, reading
from tests.pictures.said import COURSE, RANGE, TITLE, check, check_course, check_summary, text_of

SUMMARIZED = [(paper, name) for paper, name in FIGURES if name in reading(paper).summarized]


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


@pytest.mark.parametrize(("paper", "name"), FIGURES)
def test_texts_are_short(paper: str, name: str) -> None:
    assert len(alt_text(figure(paper, name), TITLE)) <= LONGEST
