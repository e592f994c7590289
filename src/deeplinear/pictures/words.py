"""Format numbers and the ends of curves for texts, tables and interactive plots."""

import math

from deeplinear.pictures.plots import Curve, Panel, Plot


def readable(value: float, digits: int) -> str:
    """A number to some significant digits: 734,000, −12.3, 2.1e−9; a dash if it is not finite."""
    if not math.isfinite(value):
        return "–"
    rounded = float(f"{value:.{digits}g}")
    plain = rounded == 0 or 1e-4 <= abs(rounded) < 1e7
    decimals = max(digits - 1 - math.floor(math.log10(abs(rounded) or 1)), 0)
    text = f"{rounded:,.{decimals}f}" if plain else f"{rounded:.{digits - 1}e}"
    mantissa, e, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}{e}{int(exponent) if e else ''}".replace("-", "−")


def shown(panel: Panel, curve: Curve) -> list[int]:
    """The indices at which a curve lies inside its panel."""
    top = panel.limits[1] if panel.limits else math.inf
    return [i for i, y in enumerate(curve.y) if math.isfinite(y) and y <= top]


def fate(plot: Plot, panel: Panel, curve: Curve) -> str:
    """Where a curve is above its panel and so not visible; empty if it begins and ends inside.

    "diverged after t = 3", "cut off up to m = 5".
    """
    inside = shown(panel, curve)
    word = plot.infinite if math.inf in curve.y else "above the axis"

    def at(i: int) -> str:
        return f"{plot.symbol} = {readable(plot.x[i], 3)}"

    if not inside:
        return f"{word} throughout"
    if _too_high(curve.y[-1], panel):
        return f"{word} after {at(inside[-1])}"
    if _too_high(curve.y[0], panel):
        return f"{word} up to {at(inside[0] - 1)}"
    return ""


def _too_high(y: float, panel: Panel) -> bool:
    return y == math.inf or (panel.limits is not None and y > panel.limits[1])
