"""Compare the losses of zhao2023's figures with the convex problem's."""

import pandas as pd


def beside_convex(losses: str) -> pd.DataFrame:
    """Summarize a figure, one row per width.

    Parameters
    ----------
    losses : str
        CSV with the columns that :func:`deeplinear.papers.zhao2023.drawing.loss_panels` draws.

    Returns
    -------
    DataFrame
        n; "iterations in which the loss rises", the deep network's; "last loss / first"; "farthest
        from convex / convex", the largest distance from the convex problem's loss as a share of
        that. For many draws, these refer to the medians; inf where a run has diverged.
    """
    drawn = pd.read_csv(losses)
    line = "median" if "median" in drawn else "loss"
    rows = []
    for n, panel in drawn.groupby("n"):
        curves = panel.pivot(index="t", columns="network", values=line)
        deep, convex = curves["deep"], curves["convex"]
        rows.append(
            {
                "n": n,
                "iterations in which the loss rises": (deep > deep.shift()).sum(),
                "last loss / first": f"{deep.iloc[-1] / deep.iloc[0]:.3g}",
                "farthest from convex / convex": f"{((deep - convex) / convex).abs().max():.3g}",
            }
        )
    return pd.DataFrame(rows)
