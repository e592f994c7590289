"""Data of arora2019's Figure 1: the probability of a deficiency margin and the bound on it."""

from pathlib import Path

from deeplinear.files.rows import read_rows
from deeplinear.papers.arora2019.looks import BOUND, MONTE_CARLO, exact_looks
from deeplinear.pictures.plots import Curve, Panel, Plot


def margin_plot(path: str | Path) -> Plot:
    """Panel (b): exact probability, bound and Monte Carlo against a.

    Parameters
    ----------
    path : str or Path
        CSV with columns d, a, exact, bound, monte_carlo and standard_error, the last two empty
        for points that were not sampled.
    """
    rows = read_rows(path)
    by_dimension: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_dimension.setdefault(row["d"], []).append(row)
    looks = exact_looks(len(by_dimension))
    curves = [
        Curve(f"exact, d = {d}", tuple(float(row["exact"]) for row in of_curve), look)
        for (d, of_curve), look in zip(by_dimension.items(), looks, strict=True)
    ]
    first = next(iter(by_dimension.values()))
    bound = tuple(float(row["bound"]) for row in first)
    curves.append(Curve("bound of Lemma 15", bound, BOUND))
    for d, of_curve in by_dimension.items():
        y = tuple(_float(row["monte_carlo"]) for row in of_curve)
        error = tuple(2 * _float(row["standard_error"]) for row in of_curve)
        if any(value == value for value in y):
            low, high = (
                tuple(y + sign * e for y, e in zip(y, error, strict=True)) for sign in (-1, 1)
            )
            curves.append(Curve(f"Monte Carlo, d = {d}", y, MONTE_CARLO, low, high))
    a = tuple(float(row["a"]) for row in first)
    gap = min(float(row["exact"]) - float(row["bound"]) for row in rows)
    begins = min(x for x, y in zip(a, bound, strict=True) if y > 0)
    return Plot(
        kind="line plot",
        x_label="a = ‖Φ‖² / (r² d)",
        symbol="a",
        x=a,
        panels=(Panel("", "probability of deficiency margin", tuple(curves)),),
        x_log=True,
        band="two standard errors",
        notes=(
            f"The bound is positive from a = {begins:.3g} on and everywhere at least {gap:.2g} "
            "below the probability.",
            "Panel (a), beside it, draws the construction in the proof of Lemma 15: a cap of the "
            "sphere around 0 inside of the ball around Φ.",
        ),
    )


def _float(text: str) -> float:
    return float(text or "nan")


READERS = {"figure1": margin_plot}
