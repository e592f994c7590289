"""What the figures of xu2023 show."""

import pandas as pd

from tests.pictures.plotted import Curves, Reading, by_panel

SCHEDULES = {
    "f_0": "h = f(η, 0)",
    "f": "h = f(η, t)",
    "rho_hat": "h = ρ̂(η, t)",
    "rho": "h = ρ(η, t)",
}


def curves(rows: pd.DataFrame, name: str) -> Curves:
    return schedules(rows) if name.startswith("figure1") else bounds(rows)


def schedules(rows: pd.DataFrame) -> Curves:
    names = {key: f"Algorithm 1, {value}" for key, value in SCHEDULES.items()}
    names |= {"arora": "Arora et al.", "du": "Du et al."}
    quantities = {"Loss": "log10_loss", "Step size": "log10_step_size"}
    return {
        title: by_panel(rows, "", rows["schedule"].map(names), value)[""]
        for title, value in quantities.items()
    }


def bounds(rows: pd.DataFrame) -> Curves:
    ratios = rows["alpha_0_over_beta_0"].map("{:.3f}".format)
    titles = "σ = " + rows["sigma"].astype(str) + ", α₀/β₀ = " + ratios
    names = rows["schedule"].map(SCHEDULES)
    losses = by_panel(rows, titles, "loss, " + names, "log10_loss")
    bounded = by_panel(rows, titles, "bound, " + names, "log10_bound")
    return {title: losses[title] | bounded[title] for title in losses}


READING = Reading(curves, summarized=("figure2", "figure2-stated"))
