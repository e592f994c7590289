"""Which widths an initialization allows (zhao2023, section 2.3)."""

from collections.abc import Sequence
from itertools import pairwise


def peak_layer(widths: Sequence[int]) -> int:
    """The widest hidden layer p of a one peak network (zhao2023, Definition 2.1).

    Parameters
    ----------
    widths : sequence of int
        n_0, ..., n_N.

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
            f"equal; got {list(widths)}; change the hidden widths"
        )
    return peak


def equal_hidden_width(widths: Sequence[int]) -> tuple[int, int, int]:
    """(n_0, n, n_N) of a network whose hidden widths all equal n >= max(n_0, n_N).

    Raises
    ------
    ValueError
        If the hidden widths differ, or are below n_0 or n_N, or there are none.
    """
    n_0, *hidden, n_N = widths
    if not hidden or len(set(hidden)) > 1 or hidden[0] < max(n_0, n_N):
        raise ValueError(
            "widths: expected equal hidden ones with n >= max(n_0, n_N), "
            f"got {list(widths)}; change the hidden widths or take the dense engine"
        )
    return n_0, hidden[0], n_N


def check_widths(widths: Sequence[int], *, engine: str, initialization: str) -> None:
    """Refuse widths that an engine's initialization cannot be drawn with.

    Raises
    ------
    ValueError
    """
    if engine == "reduced" or initialization == "balanced":
        equal_hidden_width(widths)
    elif initialization == "orthogonal":
        peak_layer(widths)
