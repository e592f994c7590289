"""Which files targets and jobs need, where that hangs on settings. No rules here."""


def figure_files():
    """Everything that the main command makes in figures/."""
    artefact_files = [
        file
        for paper in SETTINGS
        for name in artefacts(paper)
        for file in files(paper, name)
    ]
    return artefact_files + audit_files() + gallery_files()


# zhao2023
DRAWS = {kind: config["replicates"][f"{kind}s"] for kind in ("table", "figure")}
DRAWS_A_JOB = {
    "table": 500,
    "figure": 50,
}  # some seconds; of wide Gaussian networks twelve


def draws_of(name, widths):
    """The files of a variant's draws; half of them where they only serve to refute."""
    settings = SETTINGS["zhao2023"][name]
    jobs = -(-DRAWS[settings["kind"]] // DRAWS_A_JOB[settings["kind"]])
    to_refute = settings["variant"] != "inferred"
    return expand(
        "results/zhao2023/{name}/n~{width}/replicates~{shard}.npz",
        name=name,
        width=widths,
        shard=range(-(-jobs // 2) if to_refute else jobs),
    )


def shard(wildcards):
    """The first draw of a job's and how many it makes."""
    kind = SETTINGS["zhao2023"][wildcards.artefact]["kind"]
    first = int(wildcards.shard) * DRAWS_A_JOB[kind]
    return first, min(DRAWS_A_JOB[kind], DRAWS[kind] - first)


def claimed_draws(wildcards, panel):
    """The draws of one panel of a figure; as inferred, those of its bands."""
    name = wildcards.artefact
    width = SETTINGS["zhao2023"][name]["widths"][panel]
    return draws_of(name if "stated" in name else f"{name}-bands", [width])


def variants_of(artefact):
    """An artefact's variants: the inferred one, the stated one, those with one stated setting."""
    return [
        name
        for name, settings in SETTINGS["zhao2023"].items()
        if settings["artefact"] == artefact
    ]


# xu2023
# Beside the figure's own: they cost more than zhao2023's draws, so there are fewer.
MORE_RUNS = max(1, config["replicates"]["figures"] // 4)
# Runs with one stated setting, enough to refute what has to hold for 95 % of them.
RUNS_ALONE = 20
# Each of as many runs as the figure's, for the law of the mean ratio.
FIGURES_DRAWN = max(2, config["replicates"]["figures"] // 2)
FIGURES_DRAWN_ALONE = max(2, FIGURES_DRAWN * 2 // 5)
# They come after training: as inferred or as stated, the runs are the same.
AFTER_TRAINING = ("bound_first_factor", "loss_unit", "summary")


def behind_claims(wildcards, *names):
    """The files that a variant's claims rest on: those of the figure's own runs, then of more.

    Where one setting is stated alone the figure's own are enough.
    """
    settings = SETTINGS["xu2023"][wildcards.artefact]
    stated = settings["variant"].removeprefix("stated ")
    runs = settings["artefact"] if stated in AFTER_TRAINING else wildcards.artefact
    parts = [""] if alone(wildcards) else ["", "more/"]
    return [f"results/xu2023/{runs}/{part}{name}" for part in parts for name in names]


def alone(wildcards):
    """Whether a variant has one stated setting among inferred ones."""
    return SETTINGS["xu2023"][wildcards.artefact]["variant"].startswith("stated ")


def panels(wildcards):
    """The folders of a figure's panels, by increasing sigma; Figure 1 has one and no folder."""
    settings = SETTINGS["xu2023"][wildcards.artefact]
    return [f"sigma~{sigma}/" for sigma in sorted(settings.get("sigmas", []))] or [""]


# the audit
# The rule that draws what printed numbers are compared with.
DRAWN_BY = {
    "zhao2023": "zhao2023_train_replicates",
    "xu2023": "xu2023_compare_ratios",
}


def audit_files():
    pictures = [file for name in audited("table") for file in audit_pictures(name)]
    tables = expand("figures/audit.{ending}", ending=ENDINGS["table"])
    return [*tables, "figures/settings.csv", *pictures]


def audit_pictures(table):
    return [
        f"figures/zhao2023/{table}-audit.{ending}" for ending in ENDINGS["figure"][1:]
    ]


def audited_cells():
    """What the pictures are drawn from."""
    return [f"results/audit/zhao2023/{name}/cells.csv" for name in audited("table")]


def audited_as(paths):
    """Paper, artefact and variant of files results/audit/<paper>/<variant's name>/."""
    keys = [Path(path).parts[2:4] for path in paths]
    settings = [SETTINGS[paper][name] for paper, name in keys]
    return [(each["paper"], each["artefact"], each["variant"]) for each in settings]


def audited(kind):
    """zhao2023's artefacts of a kind; a table is audited in all its variants at once."""
    return [
        name
        for name, settings in SETTINGS.get("zhao2023", {}).items()
        if settings["kind"] == kind
        and settings["variant"] == "inferred"
        and not name.endswith("-bands")
    ]


def claimed():
    """The outcome of the claims of every variant that has some."""
    return [
        f"results/audit/{paper}/{name}/claims.csv"
        for paper, variants in SETTINGS.items()
        for name, settings in variants.items()
        if settings["claims"] and not name.endswith("-bands")
    ]


def printed_ratios():
    """xu2023's printed ratios: in every variant that changes what they depend on."""
    read = readers("xu2023")
    return [
        f"results/audit/xu2023/{name}/cells.csv"
        for name, settings in SETTINGS.get("xu2023", {}).items()
        if settings["artefact"] == "figure2"
        and (
            settings["variant"] in ("inferred", "stated")
            or "xu2023_compare_ratios"
            in read.get(settings["variant"].removeprefix("stated "), [])
        )
    ]


def open_settings(paper):
    """What a paper leaves open of the settings that decide its printed numbers, by artefact."""
    read = readers(paper)
    return {
        name: [
            row["setting"]
            for row in settings["origins"]
            if "assumed" in row and DRAWN_BY.get(paper) in read.get(row["setting"], [])
        ]
        for name, settings in SETTINGS[paper].items()
        if settings["variant"] == "inferred"
    }


def gap_shards(wildcards):
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


def settings_rows():
    """Every setting of every artefact, as inferred and as stated, and the rules that read it."""
    rows = []
    for paper, variants in SETTINGS.items():
        read = readers(paper)
        for name, settings in variants.items():
            if settings["variant"] not in ("inferred", "stated") or name.endswith(
                "-bands"
            ):
                continue
            rows += [
                {
                    "paper": paper,
                    "artefact": settings["artefact"],
                    "variant": settings["variant"],
                    **row,
                    "read_by": " ".join(read.get(row["setting"], [])),
                }
                for row in settings["origins"]
            ]
    return rows
