"""The runs that the claims and printed ratios of xu2023 are checked on. No rules here."""

# Runs in addition to the figure's own, for the claims.
MORE_RUNS = max(1, config["replicates"]["figures"] // 4)
# Runs with one stated setting: enough to refute a claim that has to hold for 95 % of them.
RUNS_ALONE = 20
# Draws of as many runs as the figure's, for the law of the mean ratio.
FIGURES_DRAWN = max(2, config["replicates"]["figures"] * 2)
FIGURES_DRAWN_ALONE = max(2, config["replicates"]["figures"] // 5)
# Settings that are used after training only, so that the runs are the same in all variants.
AFTER_TRAINING = ("bound_first_factor", "loss_unit", "summary")


def alone(wildcards):
    """Whether a variant has a single stated setting among inferred ones."""
    return SETTINGS["xu2023"][wildcards.artefact]["variant"].startswith("stated ")


def panels(wildcards):
    """The folders of a figure's panels, by increasing sigma; Figure 1 has one panel and no folder."""
    variant = SETTINGS["xu2023"][wildcards.artefact]
    return [f"sigma~{sigma}/" for sigma in sorted(variant.get("sigmas", []))] or [""]


def behind_claims(wildcards, *names):
    """The files that a variant's claims are checked on: of the figure's own runs, then of more.

    Where one setting is stated alone the figure's own are enough.
    """
    variant = SETTINGS["xu2023"][wildcards.artefact]
    stated = variant["variant"].removeprefix("stated ")
    runs = variant["artefact"] if stated in AFTER_TRAINING else wildcards.artefact
    parts = [""] if alone(wildcards) else ["", "more/"]
    return [f"results/xu2023/{runs}/{part}{name}" for part in parts for name in names]
