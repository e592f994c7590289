"""Checks of the widths that an initialization allows (zhao2023, section 2.3)."""

from collections.abc import Sequence
from itertools import pairwise


def positive_widths(widths: Sequence[int]) -> None:
    """Check that widths are two or more positive numbers.

    Parameters
    ----------
    widths : sequence of int
        n_0, ..., n_N.

    Raises
    ------
    ValueError
        If there are fewer than two, or one is below 1.
    """
    if len(widths) < 2 or min(widths) < 1:
        raise ValueError(
            "widths: expected the input dimension, any hidden widths and the output dimension, "
            f"each at least 1, got {list(widths)}; give n_0, ..., n_N"
        )


def peak_layer(widths: Sequence[int]) -> int:
    """The widest hidden layer p of a one peak network (zhao2023, Definition 2.1).

    Parameters
    ----------
    widths : sequence of int
        As for :func:`positive_widths`.

    Returns
    -------
    int
        p, 1 <= p < N.

    Raises
    ------
    ValueError
        Unless n_0 <= ... <= n_p >= ... >= n_N for some 1 <= p < N.
    """
    hidden = list(widths[1:-1])
    peak = 1 + hidden.index(max(hidden)) if hidden else 0
    rising = all(a <= b for a, b in pairwise(widths[: peak + 1]))
    falling = all(a >= b for a, b in pairwise(widths[peak:]))
    if not (hidden and rising and falling):
        raise ValueError(
            "widths: orthogonal initialization needs n_0 <= ... <= n_p >= ... >= n_N with a hidden "
            "peak p (zhao2023, Definition 2.1), so no hidden width below d_x or n_N when all are "
            f"equal; got {list(widths)}; change the hidden widths, or choose initialization: "
            "gaussian, which any widths allow"
        )
    return peak


def equal_hidden_width(widths: Sequence[int]) -> tuple[int, int, int]:
    """The width that all hidden layers share, for the reduced engine and balanced initialization.

    Parameters
    ----------
    widths : sequence of int
        n_0, n, ..., n, n_N with n >= max(n_0, n_N).

    Returns
    -------
    n_0, n, n_N : int

    Raises
    ------
    ValueError
        If the hidden widths differ, or are below n_0 or n_N, or there are none.
    """
    n_0, *hidden, n_N = widths
    least = max(n_0, n_N)
    if not hidden or len(set(hidden)) > 1 or hidden[0] < least:
        wide = min(hidden, default=0) >= least
        other = "orthogonal, for unequal ones" if wide else "gaussian, for any"
        raise ValueError(
            "widths: the reduced engine and balanced initialization need equal hidden widths of at "
            f"least max(d_x, n_N) = {least}, got {list(widths)}; change the hidden widths, or "
            f"choose engine: conditioned and initialization: {other}"
        )
    return n_0, hidden[0], n_N


def check_widths(widths: Sequence[int], *, engine: str, initialization: str) -> None:
    """Check that an engine can draw an initialization with these widths.

    Parameters
    ----------
    widths : sequence of int
        n_0, ..., n_N.
    engine : {"dense", "reduced", "conditioned"}
    initialization : {"gaussian", "orthogonal", "balanced"}

    Raises
    ------
    ValueError
        If the initialization is not defined for these widths, or the engine needs equal ones.
    """
    positive_widths(widths)
    if engine == "reduced" or initialization == "balanced":
        equal_hidden_width(widths)
    elif initialization == "orthogonal":
        peak_layer(widths)
