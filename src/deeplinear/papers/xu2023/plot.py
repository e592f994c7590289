"""Data of xu2023's Figures 1 and 2: loss, step size and bound of every schedule."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.xu2023.looks import SCHEDULES
from deeplinear.pictures.plots import Curve, Panel, Plot, shared_limits

NAMES = {
    "f_0": "Algorithm 1, h = f(η, 0)",
    "f": "Algorithm 1, h = f(η, t)",
    "rho_hat": "Algorithm 1, h = ρ̂(η, t)",
    "rho": "Algorithm 1, h = ρ(η, t)",
    "arora": "Arora et al.",
    "du": "Du et al.",
}
Rows = list[dict[str, str]]


def step_size_plot(path: str | Path) -> Plot:
    """Figure 1: loss and step size against iteration.

    Parameters
    ----------
    path : str or Path
        CSV with columns summary, loss_divisor, schedule, t, log10_loss and log10_step_size, the
        last two also with suffixes _low and _high.
    """
    rows = read_rows(path)
    return _plot(
        rows,
        (
            Panel("Loss", _loss_label(rows), _curves(rows, "log10_loss")),
            Panel("Step size", _label(rows, "η(t)"), _curves(rows, "log10_step_size")),
        ),
    )


def bound_plot(path: str | Path) -> Plot:
    """Figure 2: loss and the bound on it against iteration, one panel per size of imbalance.

    Parameters
    ----------
    path : str or Path
        CSV with columns summary, loss_divisor, sigma, alpha_0_over_beta_0, schedule, t, log10_loss
        (also with suffixes _low and _high) and log10_bound.
    """
    rows = read_rows(path)
    panels = {}
    for sigma, ratio in dict.fromkeys((row["sigma"], row["alpha_0_over_beta_0"]) for row in rows):
        here = [row for row in rows if row["sigma"] == sigma]
        panels[f"σ = {sigma}, α₀/β₀ = {float(ratio):.3f}"] = (
            *_of_algorithm_1(_curves(here, "log10_loss"), "loss", filled=True),
            *_of_algorithm_1(_curves(here, "log10_bound"), "bound", filled=False),
        )
    limits = shared_limits(panels.values(), log=False)
    above = sum(float(row["log10_bound"]) >= float(row["log10_loss"]) for row in rows)
    return _plot(
        rows,
        (
            Panel(title, _loss_label(rows), curves, limits=limits)
            for title, curves in panels.items()
        ),
        (f"The bound, equation 37, is at or above the loss at {above} of {len(rows)} points.",),
    )


def _curves(rows: Rows, quantity: str) -> tuple[Curve, ...]:
    curves = []
    for schedule, name in NAMES.items():
        of_curve = [row for row in rows if row["schedule"] == schedule]
        y, low, high = (
            tuple(float(row[column]) for row in of_curve if column in row)
            for column in (quantity, f"{quantity}_low", f"{quantity}_high")
        )
        if of_curve:
            curves.append(Curve(name, y, SCHEDULES[schedule], low, high))
    return tuple(curves)


def _of_algorithm_1(curves: Iterable[Curve], quantity: str, *, filled: bool) -> Iterator[Curve]:
    """Curves whose markers distinguish the loss from the bound.

    The picture has one marker for each, so that two schedules differ by colour alone.
    """
    for curve in curves:
        name = f"{quantity}, {curve.name.removeprefix('Algorithm 1, ')}"
        yield replace(curve, name=name, look=replace(curve.look, filled=filled))


def _plot(rows: Rows, panels: Iterable[Panel], notes: tuple[str, ...] = ()) -> Plot:
    t = tuple(float(row["t"]) for row in rows if row["schedule"] == rows[0]["schedule"])
    return Plot(
        "line plot",
        "iteration t",
        "t",
        tuple(sorted(set(t))),
        tuple(panels),
        band="one standard deviation over the runs",
        notes=notes,
    )


def _loss_label(rows: Rows) -> str:
    divisor = float(rows[0]["loss_divisor"])
    return _label(rows, "L(t)" if divisor == 1 else f"(L(t)/{divisor:g})")


def _label(rows: Rows, quantity: str) -> str:
    if rows[0]["summary"] == "mean_of_log":
        return f"mean of log10 {quantity}"
    return f"log10 of the mean of {quantity}"


READERS = {"figure1*": step_size_plot, "figure2*": bound_plot}
