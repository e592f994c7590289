"""What an alternative text says of curves, held against their values."""

import re

import numpy as np
import pandas as pd

from deeplinear.pictures.alt_text import alt_text
from tests.pictures.plotted import figure

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
