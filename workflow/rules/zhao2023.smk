"""zhao2023: layer movement (Tables 1-6) and loss against the convex problem (Figures 1-2).

Needs
    config/papers/zhao2023.yaml     settings: stated, inferred, assumed
    published/zhao2023/*.csv        the printed tables

Makes, for every artefact with inferred settings and as <artefact>-stated
    figures/zhao2023/table{1..6}.{csv,tex,html}
    figures/zhao2023/figure{1,2}.{csv,pdf,svg,png}
and figures/zhao2023/figure{1,2}-bands.*: median and 90 % of many draws

Steps
    generate_problem    X and Y
    train_network       loss of network and convex problem, movement of every layer; one job per width
    train_replicates    the same for many independent draws of data and network, in shards
    train_alternatives  table: draws with one setting changed, to see what the audit would notice
    build_movements     table: movements at t = 1..10
    render_movements    table: LaTeX and HTML
    audit_movements     table: printed numbers against draws, settings from the printed digits
    build_losses        figure: its tidy data
    build_bands         figure: quantiles over the draws
    check_claims        figure: for how many draws what the paper says of it holds
    fit_gap             figure: by what power of the width the gap to the convex problem shrinks
    draw_figure         figure: the pictures
    draw_audit          table: printed numbers on the band of the draws
    run_controls        Table 3 and a figure's claims with one thing broken at a time, and which checks notice
"""

PROBLEM = "d_x n_N samples target_variance noise_variance"
NETWORK = "engine initialization depth step_size_factor iterations"


include: "zhao2023_files.smk"


rule zhao2023_generate_problem:
    output:
        problem="results/zhao2023/{artefact}/problem.npz",
    log:
        "logs/zhao2023_generate_problem/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_generate_problem/{artefact}.tsv"
    params:
        **settings("zhao2023", PROBLEM),
        stream=stream("zhao2023"),
        code=code("workflow/scripts/zhao2023/generate_problem.py"),
    script:
        "../scripts/zhao2023/generate_problem.py"


rule zhao2023_train_network:
    input:
        problem="results/zhao2023/{artefact}/problem.npz",
    output:
        trajectory="results/zhao2023/{artefact}/n~{width}/trajectory.csv",
    log:
        "logs/zhao2023_train_network/{artefact}/n~{width}.log",
    benchmark:
        "logs/benchmark/zhao2023_train_network/{artefact}/n~{width}.tsv"
    params:
        **settings("zhao2023", NETWORK),
        stream=stream("zhao2023"),
        code=code("workflow/scripts/zhao2023/train_network.py"),
        width=lambda wildcards: int(wildcards.width),
    script:
        "../scripts/zhao2023/train_network.py"


rule zhao2023_train_replicates:
    output:
        replicates="results/zhao2023/{artefact}/n~{width}/replicates~{shard}.npz",
    log:
        "logs/zhao2023_train_replicates/{artefact}/n~{width}~{shard}.log",
    benchmark:
        "logs/benchmark/zhao2023_train_replicates/{artefact}/n~{width}~{shard}.tsv"
    wildcard_constraints:
        shard="[0-9]+",
    params:
        **settings("zhao2023", PROBLEM, NETWORK),
        stream=stream("zhao2023"),
        code=code("workflow/scripts/zhao2023/train_replicates.py"),
        first_draw=lambda wildcards: shard(wildcards)[0],
        draws=lambda wildcards: shard(wildcards)[1],
        width=lambda wildcards: int(wildcards.width),
    script:
        "../scripts/zhao2023/train_replicates.py"


rule zhao2023_train_alternatives:
    output:
        movements="results/zhao2023/{artefact}/alternatives.npz",
    log:
        "logs/zhao2023_train_alternatives/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_train_alternatives/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+",
    params:
        **settings("zhao2023", PROBLEM, NETWORK),
        stream=stream("zhao2023"),
        code=code("workflow/scripts/zhao2023/train_alternatives.py"),
        draws=ALTERNATIVE_DRAWS,
        width=lambda wildcards: SETTINGS["zhao2023"][wildcards.artefact]["widths"][0],
        alternatives=lambda wildcards: alternatives(wildcards.artefact),
    script:
        "../scripts/zhao2023/train_alternatives.py"


rule zhao2023_build_movements:
    input:
        trajectories=expand(
            "results/zhao2023/{artefact}/n~{width}/trajectory.csv",
            width=setting("zhao2023", "widths"),
            allow_missing=True,
        ),
    output:
        table="figures/zhao2023/{artefact}.csv",
    log:
        "logs/zhao2023_build_movements/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_build_movements/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+(-stated)?",
    params:
        code=code("workflow/scripts/zhao2023/build_movements.py"),
    script:
        "../scripts/zhao2023/build_movements.py"


rule zhao2023_render_movements:
    input:
        table="figures/zhao2023/{artefact}.csv",
        published=lambda wildcards: (
            f"published/zhao2023/{wildcards.artefact.removesuffix('-stated')}.csv"
        ),
        tex_template="workflow/templates/zhao2023/movements.tex.j2",
        html_template="workflow/templates/zhao2023/movements.html.j2",
    output:
        tex=reported("figures/zhao2023/{artefact}.tex"),
        html=reported("figures/zhao2023/{artefact}.html"),
    log:
        "logs/zhao2023_render_movements/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_render_movements/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+(-stated)?",
    params:
        **typesetting(
            "zhao2023",
            "workflow/scripts/zhao2023/render_movements.py",
            "workflow/templates/zhao2023/movements.html.j2",
        ),
    message:
        "zhao2023 {wildcards.artefact}"
    script:
        "../scripts/zhao2023/render_movements.py"


rule zhao2023_build_losses:
    input:
        trajectories=expand(
            "results/zhao2023/{artefact}/n~{width}/trajectory.csv",
            width=setting("zhao2023", "widths"),
            allow_missing=True,
        ),
    output:
        losses="figures/zhao2023/{artefact}.csv",
    log:
        "logs/zhao2023_build_losses/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_build_losses/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure\d+(-stated)?",
    params:
        **settings("zhao2023", "widths"),
        code=code("workflow/scripts/zhao2023/build_losses.py"),
    script:
        "../scripts/zhao2023/build_losses.py"


rule zhao2023_build_bands:
    input:
        replicates=lambda wildcards: draws_of(
            wildcards.artefact, SETTINGS["zhao2023"][wildcards.artefact]["widths"]
        ),
    output:
        bands="figures/zhao2023/{artefact}.csv",
    log:
        "logs/zhao2023_build_bands/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_build_bands/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure\d+-bands",
    params:
        **settings("zhao2023", "widths"),
        code=code("workflow/scripts/zhao2023/build_bands.py"),
    script:
        "../scripts/zhao2023/build_bands.py"


rule zhao2023_audit_movements:
    input:
        published="published/zhao2023/{artefact}.csv",
        draws=lambda wildcards: [
            file
            for name in variants_of("zhao2023", wildcards.artefact)
            for file in draws_of(name, SETTINGS["zhao2023"][name]["widths"])
        ],
        alternatives="results/zhao2023/{artefact}/alternatives.npz",
    output:
        audit="results/audit/zhao2023/{artefact}/cells.csv",
    log:
        "logs/zhao2023_audit_movements/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_audit_movements/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+",
    params:
        **settings("zhao2023", "n_N"),
        code=code("workflow/scripts/zhao2023/audit_movements.py"),
        level=config["audit"]["level"],
        tables=len(AUDITED_TABLES),
        changes=lambda wildcards: alternatives(wildcards.artefact),
        variants=lambda wildcards: {
            name: {
                "variant": SETTINGS["zhao2023"][name]["variant"],
                "n": SETTINGS["zhao2023"][name]["widths"][0],
                "d_x": SETTINGS["zhao2023"][name]["d_x"],
                "initialization": SETTINGS["zhao2023"][name]["initialization"],
                "step_size_factor": SETTINGS["zhao2023"][name]["step_size_factor"],
                "noise_variance": SETTINGS["zhao2023"][name]["noise_variance"],
            }
            for name in variants_of("zhao2023", wildcards.artefact)
        },
    script:
        "../scripts/zhao2023/audit_movements.py"


rule zhao2023_check_claims:
    input:
        narrow=lambda wildcards: claimed_draws(wildcards, 0),
        wide=lambda wildcards: claimed_draws(wildcards, -1),
    output:
        outcome="results/audit/zhao2023/{artefact}/claims.csv",
    log:
        "logs/zhao2023_check_claims/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_check_claims/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure\d+(-stated)?",
    params:
        **settings("zhao2023", "claims"),
        code=code("workflow/scripts/zhao2023/check_claims.py"),
    script:
        "../scripts/zhao2023/check_claims.py"


rule zhao2023_fit_gap:
    input:
        shards=runs_by_width,
    output:
        runs="results/zhao2023/{artefact}/by_width.parquet",
        audit="results/audit/zhao2023/{artefact}/gap.csv",
    log:
        "logs/zhao2023_fit_gap/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_fit_gap/{artefact}.tsv"
    params:
        code=code("workflow/scripts/zhao2023/fit_gap.py"),
        fit_from=SWEEPS["width"]["fit_from"],
        level=config["audit"]["level"],
    script:
        "../scripts/zhao2023/fit_gap.py"


rule zhao2023_draw_audit:
    input:
        audit="results/audit/zhao2023/{table}/cells.csv",
    output:
        **pictures("figures/zhao2023/{table}-audit"),
    log:
        "logs/zhao2023_draw_audit/{table}.log",
    benchmark:
        "logs/benchmark/zhao2023_draw_audit/{table}.tsv"
    wildcard_constraints:
        table=r"table\d+",
    params:
        **drawing("figures/zhao2023/table_audit.py", "figures/zhao2023/{table}-audit"),
    script:
        "../../figures/zhao2023/table_audit.py"


rule zhao2023_draw_figure:
    input:
        losses="figures/zhao2023/{figure}{suffix}.csv",
    output:
        **pictures("figures/zhao2023/{figure}{suffix}"),
    log:
        "logs/zhao2023_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/zhao2023_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated|-bands)?",
    params:
        **drawing("figures/zhao2023/{figure}.py", "figures/zhao2023/{figure}{suffix}"),
    message:
        "zhao2023 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/zhao2023/{wildcards.figure}.py"


rule zhao2023_run_controls:
    """Table 3 with one thing broken at a time, and which checks notice"""
    input:
        sources=[
            "Snakefile",
            "config/config.yaml",
            "config/papers/zhao2023.yaml",
            "published/zhao2023/table3.csv",
            "workflow/rules/zhao2023.smk",
        ],
    output:
        outcome="results/selftest.csv",
    log:
        "logs/zhao2023_run_controls.log",
    benchmark:
        "logs/benchmark/zhao2023_run_controls.tsv"
    threads: 2
    params:
        code=code(
            "workflow/scripts/zhao2023/run_controls.py",
            "workflow/scripts/zhao2023/train_replicates.py",
            "workflow/scripts/zhao2023/audit_movements.py",
            "workflow/scripts/zhao2023/check_claims.py",
        ),
        cores=2,
    script:
        "../scripts/zhao2023/run_controls.py"
