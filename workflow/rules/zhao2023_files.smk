"""The draws and runs that the jobs of zhao2023 need. No rules here."""

from itertools import count

from deeplinear.replication.predictive import fewest_draws

DRAWS = {kind: config["replicates"][f"{kind}s"] for kind in ("table", "figure")}
# These take one or two seconds; nine for wide Gaussian networks.
DRAWS_A_JOB = {"table": 500, "figure": 100}


# Draws of each alternative, in some tenths of a second: shares have standard errors below 0.065.
ALTERNATIVE_DRAWS = 60
AUDITED_TABLES = [
    name for name in artefacts("zhao2023") if "published" in entry("zhao2023", name)
]


def draws_of(name, widths):
    """The files of a variant's draws."""
    variant = SETTINGS["zhao2023"][name]
    kind = variant["kind"]
    return expand(
        "results/zhao2023/{name}/n~{width}/replicates~{shard}.npz",
        name=name,
        width=widths,
        shard=range(jobs(kind, DRAWS[kind], variant["variant"] != "inferred")),
    )


def jobs(kind, draws, to_refute):
    """The jobs that make so many draws; half as many if they only serve to refute."""
    needed = -(-draws // DRAWS_A_JOB[kind])
    return -(-needed // 2) if to_refute else needed


def check_draws():
    """Refuse so few draws that no table could be refuted at the level of the audit."""
    needed = fewest_draws(len(AUDITED_TABLES), config["audit"]["level"])

    def fewest(draws):
        return min(draws, jobs("table", draws, True) * DRAWS_A_JOB["table"])

    if fewest(DRAWS["table"]) < needed:
        enough = next(draws for draws in count(needed) if fewest(draws) >= needed)
        raise WorkflowError(
            f"config/config.yaml: replicates.tables: expected at least {enough}, so that one of "
            f"{len(AUDITED_TABLES)} tables can be refuted at audit.level "
            f"{config['audit']['level']:g} by {needed} draws of its settings as stated, got "
            f"{DRAWS['table']}, of which {fewest(DRAWS['table'])} would be drawn; change one of "
            "the two there"
        )


def alternatives(name):
    """For some settings of a table, the value other than its own that its audit might notice."""
    table = SETTINGS["zhao2023"][name]
    return {
        "step_size_factor": 1.1 * table["step_size_factor"],
        "width": round(1.05 * table["widths"][0]),
        "noise_variance": table["noise_variance"] / 2,
    }


def shard(wildcards):
    """The first draw of a job and the number of its draws."""
    kind = SETTINGS["zhao2023"][wildcards.artefact]["kind"]
    first = int(wildcards.shard) * DRAWS_A_JOB[kind]
    return first, min(DRAWS_A_JOB[kind], DRAWS[kind] - first)


def claimed_draws(wildcards, panel):
    """The draws of one panel of a figure; as inferred, those of its bands."""
    name = wildcards.artefact
    width = SETTINGS["zhao2023"][name]["widths"][panel]
    return draws_of(name if "stated" in name else f"{name}-bands", [width])


def runs_by_width(wildcards):
    """Runs of a figure's network over the widths of the sweep `width`."""
    figure = SETTINGS["zhao2023"][wildcards.artefact]
    return expand(
        f"results/sweeps/{SHARD}.parquet",
        sweep="width",
        initialization=figure["initialization"],
        depth=figure["depth"],
        factor=shortest(figure["step_size_factor"]),
        variance=shortest(figure["target_variance"]),
        width=SWEEPS["width"]["widths"],
        shard=range(len(sizes_of_shards("width"))),
    )


if workflow.is_main_process:
    check_draws()
