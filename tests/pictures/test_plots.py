"""Pictures as data: values as in the CSV, looks that do not differ by colour alone, limits."""

import re

import numpy as np
import pandas as pd
import pytest

from deeplinear.papers.lookup import plot_of
from deeplinear.pictures.plots import Curve, Look, shared_limits
from tests.artefacts import FIGURES, TABLES
from tests.conftest import ROOT
from tests.papers.drawing import drawn
from tests.pictures.plotted import check_looks, csv_of, curves_of, figure

COLOUR = re.compile("#[0-9a-f]{6}")


@pytest.mark.parametrize(("paper", "name"), FIGURES)
def test_a_plot_has_the_values_of_its_figure(paper: str, name: str) -> None:
    plot, expected = figure(paper, name), curves_of(paper, name)
    assert [panel.title for panel in plot.panels] == list(expected)
    for panel in plot.panels:
        assert {curve.name for curve in panel.curves} == set(expected[panel.title])
        for curve in panel.curves:
            series = expected[panel.title][curve.name]
            np.testing.assert_array_equal(plot.x, series.index)
            np.testing.assert_array_equal(curve.y, series)


def test_every_figure_of_expected_is_among_them() -> None:
    names = {(path.parent.name, path.stem) for path in ROOT.glob("expected/*/*.csv")}
    assert names - {*TABLES} == {*FIGURES}


@pytest.mark.parametrize(
    ("paper", "name", "middle"),
    [("zhao2023", "figure1-bands", "median"), ("xu2023", "figure1-stated", "log10_loss")],
)
def test_bands_are_around_their_curves(paper: str, name: str, middle: str) -> None:
    rows = pd.read_csv(csv_of(paper, name))
    low, high = (rows.filter(like=f"_{end}").columns for end in ("low", "high"))
    columns = [low[0], high[0]] if len(low) else ["low", "high"]
    curves = [curve for panel in figure(paper, name).panels for curve in panel.curves]
    drawn = {(curve.y[5], curve.low[5], curve.high[5]) for curve in curves}
    expected = rows.loc[rows["t"] == 5, [middle, *columns]].itertuples(index=False, name=None)
    assert set(expected) <= drawn


@pytest.mark.parametrize(("paper", "name"), FIGURES)
def test_no_two_curves_of_a_panel_differ_by_colour_alone(paper: str, name: str) -> None:
    check_looks(figure(paper, name))


def test_colours_stand_in_one_place_for_print_and_pages() -> None:
    places = [*ROOT.glob("figures/*/*.py"), *ROOT.glob("src/deeplinear/p*/**/*.py")]
    coloured = {path for path in places if COLOUR.search(path.read_text(encoding="utf-8"))}
    looks = {path for path in places if path.name in ("looks.py", "colours.py")}
    assert looks
    assert coloured <= looks


@pytest.mark.parametrize(
    ("paper", "name"), [each for each in FIGURES if each[0] in ("zhao2023", "xu2023")]
)
def test_the_picture_has_the_looks_of_its_page(
    paper: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = f"figures/{paper}/{name.partition('-')[0]}.py"
    picture = drawn(monkeypatch, source, losses=csv_of(paper, name))
    lines = {
        (line.get_color(), line.get_linewidth(), line.get_marker(), line.get_fillstyle())
        for panel in picture.axes
        for line in panel.lines
    }
    looks = {curve.look for panel in figure(paper, name).panels for curve in panel.curves}
    assert lines >= {
        (look.colour, look.width, look.marker, "full" if look.filled else "none") for look in looks
    }


def test_a_name_without_a_picture_is_refused() -> None:
    with pytest.raises(LookupError, match=r"no plot reader for xu2023/table1; add one to READERS"):
        plot_of("xu2023", "table1", "none.csv")


def test_shared_limits_hold_all_or_end_a_decade_above_the_highest_start() -> None:
    finite, diverging = (Curve("", y, Look("red")) for y in ((3.0, 70.0), (4.0, 1e9, np.inf)))
    banded = Curve("", (0.0, 50.0), Look("red"), low=(-np.inf, 40.0), high=(10.0, 100.0))
    assert shared_limits([[finite]], log=True) == (2.0, 80.0)
    assert shared_limits([[finite], [diverging]], log=True) == (2.0, 50.0)
    assert shared_limits([[finite], [banded]], log=False) == (-3.0, 103.0)
