"""What the gallery's pages make of a plot: a table, JSON and controls; the library they carry."""

import hashlib
import json
import re

import numpy as np
import pytest

from deeplinear.pictures.explorer import explorer
from deeplinear.pictures.plots import Curve, Look, Panel, Plot
from deeplinear.pictures.table import MOST_ROWS, tabulated
from deeplinear.pictures.words import readable
from tests.conftest import ROOT
from tests.pictures.plotted import figure

UPLOT = ROOT / "workflow/vendor/uplot"


def plot_with(*y: float, low: tuple[float, ...] = (), high: tuple[float, ...] = ()) -> Plot:
    curve = Curve("a < b", y, Look("red"), low, high)
    x = tuple(map(float, range(len(y))))
    return Plot("line plot", "time t", "t", x, (Panel("", "loss", (curve,)),))


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (733539.8, 3, "734,000"),
        (-12.34, 3, "−12.3"),
        (0.0, 3, "0"),
        (4.0, 3, "4"),
        (20.0, 2, "20"),
        (0.000964, 3, "0.000964"),
        (999.96, 4, "1,000"),
        (2.1e-9, 3, "2.1e−9"),
        (7.1947e62, 5, "7.1947e62"),
        (np.inf, 3, "–"),
        (np.nan, 3, "–"),
    ],
)
def test_numbers_for_readers(value: float, digits: int, text: str) -> None:
    assert readable(value, digits) == text


def test_a_table_says_what_is_not_finite() -> None:
    table = tabulated(plot_with(1, np.inf, np.nan, 2, low=(0, 0, 0, -np.inf), high=(2, 3, 4, 5)))
    assert [cells for _, cells in table.panels[0][1]] == [
        ("1 (0 to 2)",),
        ("diverged",),
        ("–",),
        ("2 (– to 5)",),
    ]


@pytest.mark.parametrize(("rows", "shown", "step"), [(150, 150, 1), (151, 76, 2), (1000, 143, 7)])
def test_a_long_table_is_thinned_evenly(rows: int, shown: int, step: int) -> None:
    table = tabulated(plot_with(*range(1, rows + 1)))
    ((_, shown_rows),) = table.panels
    assert (len(shown_rows), table.step, table.whole) == (shown, step, rows)
    assert len(shown_rows) <= MOST_ROWS
    assert {int(x.replace(",", "")) for x, _ in shown_rows} == set(range(0, rows, step))


def test_json_keeps_what_is_not_finite_and_cannot_end_its_element() -> None:
    plot = plot_with(1.2345678, np.inf, np.nan, low=(-np.inf, 0, 0), high=(2, np.inf, 4))
    text = explorer({"<stated>": plot}).data
    assert "<" not in text
    (plot_data,) = json.loads(text)["plots"]
    assert plot_data["name"] == "<stated>"
    (panel,) = plot_data["panels"]
    (curve,) = panel["curves"]
    assert curve["y"] == [1.2346, "diverged", None]
    assert curve["low"] == [None, 0, 0]
    assert curve["high"] == [2, "diverged", 4]
    assert curve["fate"] == ""  # it ends unknown, not infinite


def test_lengths_are_in_pixels_on_a_page() -> None:
    look = Look("red", dash=(4, 1.5), width=1.2)
    plot = Plot("line plot", "t", "t", (0.0,), (Panel("", "loss", (Curve("a", (1.0,), look),)),))
    (shown,) = explorer({"": plot}).looks.values()
    assert (shown.width, shown.dash) == (1.6, (6.4, 2.4))


@pytest.mark.parametrize("name", ["figure1", "figure2"])
def test_the_largest_pages_have_room_for_their_data(name: str) -> None:
    plots = {suffix: figure("xu2023", name + suffix) for suffix in ("", "-stated")}
    assert len(explorer(plots).data.encode()) < 200_000


def test_controls_are_for_all_curves_and_the_axes_that_have_logarithms() -> None:
    losses = explorer({suffix: figure("zhao2023", f"figure1{suffix}") for suffix in ("", "-bands")})
    assert losses.labels == ("", "-bands")
    assert list(losses.looks) == ["deep linear network", "convex problem"]
    assert losses.log == ("y",)
    assert explorer({"": figure("du2019", "width_depth")}).log == ("y", "x")
    assert explorer({"": figure("arora2019", "figure1")}).log == ("x",)
    assert explorer({"": figure("xu2023", "figure1")}).log == ()


def test_the_vendored_library_is_the_published_one() -> None:
    lines = (UPLOT / "SHA512SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: expected for expected, name in map(str.split, lines)}
    assert set(sums) == {"uPlot.iife.min.js", "uPlot.min.css", "LICENSE"}
    for name, expected in sums.items():
        assert hashlib.sha512((UPLOT / name).read_bytes()).hexdigest() == expected
    (version,) = re.findall(r"uPlot ([\d.]+) by", (UPLOT / "README.md").read_text())
    assert f"(v{version})" in (UPLOT / "uPlot.iife.min.js").read_text(encoding="utf-8")
