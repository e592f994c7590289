"""The draws and runs that the jobs of zhao2023 need. No rules here."""

DRAWS = {kind: config["replicates"][f"{kind}s"] for kind in ("table", "figure")}
# These take some seconds; twelve for wide Gaussian networks.
DRAWS_A_JOB = {"table": 500, "figure": 50}


def draws_of(name, widths):
    """The files of a variant's draws; half as many if they only serve to refute."""
    variant = SETTINGS["zhao2023"][name]
    jobs = -(-DRAWS[variant["kind"]] // DRAWS_A_JOB[variant["kind"]])
    to_refute = variant["variant"] != "inferred"
    return expand(
        "results/zhao2023/{name}/n~{width}/replicates~{shard}.npz",
        name=name,
        width=widths,
        shard=range(-(-jobs // 2) if to_refute else jobs),
    )


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
