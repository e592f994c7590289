"""Tabulate the settings and claims of a figure for its notebook, from registry and audit."""

from pathlib import Path
from typing import Any

import pandas as pd

from deeplinear.provenance.description import describe
from deeplinear.settings.checkout import read_config, variants_of
from deeplinear.settings.values import plain


def settings_table(figure: str) -> pd.DataFrame:
    """Tabulate the settings of a figure: the values used and stated, and why they differ.

    Parameters
    ----------
    figure : str
        Such as figures/zhao2023/figure1-stated or figures/sweeps/width.

    Returns
    -------
    DataFrame
        Columns setting, used, stated, inferred, assumed, "where, and why"; as text, empty if there
        is none. Empty columns are omitted.

    Raises
    ------
    SettingError, KeyError
        If the registry is invalid, or has no such figure.
    """
    rows = [
        {
            "setting": row["setting"],
            **{key: plain(row.get(key, "")) for key in ("used", "stated", "inferred", "assumed")},
            "where, and why": "; ".join(
                row[key] for key in ("locator", "reason", "evidence") if key in row
            ),
        }
        for row in _variant(figure)["origins"]
    ]
    table = pd.DataFrame(rows)
    return table.loc[:, (table != "").any()]


def claims_table(figure: str) -> pd.DataFrame:
    """Tabulate the paper's claims about a figure, and for how many seeds they hold in the audit.

    Parameters
    ----------
    figure : str
        As for :func:`settings_table`.

    Returns
    -------
    DataFrame
        Columns claim, where, threshold, expected and found, as text.
    """
    paper, name = figure.split("/")[-2:]
    outcome = Path(f"results/audit/{paper}/{name.removesuffix('-bands')}/claims.csv")
    found = pd.read_csv(outcome).set_index("item") if outcome.is_file() else None
    rows = [
        {
            "claim": claim["statement"],
            "where": claim["locator"],
            "threshold": plain(claim["threshold"]),
            "expected": f"for {claim['share']:.0%} or more",
            "found": f"snakemake --cores 2 {outcome}"
            if found is None
            else "for {held} of {trials} {over}".format(**found.loc[item]),
        }
        for item, claim in _variant(figure)["claims"].items()
    ]
    return pd.DataFrame(rows)


def title_of(figure: str) -> str:
    """The title of a figure, as in its stamp.

    Raises
    ------
    SettingError, KeyError
        As for :func:`settings_table`.
    """
    title: str = describe(Path(), read_config(Path()), f"{figure}.png")["title"]
    return title


def _variant(figure: str) -> dict[str, Any]:
    folder, name = figure.split("/")[-2:]
    return variants_of(Path(), folder)[name.removesuffix("-audit")]
