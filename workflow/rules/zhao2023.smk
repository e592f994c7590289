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
    train_network       loss of network and convex problem, movement of every layer; one job a width
    train_replicates    the same for many independent draws of data and network, in shards
    build_movements     table: movements at t = 1..10
    render_movements    table: LaTeX and HTML
    build_losses        figure: its tidy data
    build_bands         figure: quantiles over the draws
    draw_figure         figure: the pictures
"""


rule zhao2023:
    """Tables 1-6 and Figures 1-2 of Zhao and Xu"""
    input:
        [files("zhao2023", artefact) for artefact in artefacts("zhao2023")],


rule zhao2023_table1:
    """Table 1: how far each of four layers moves"""
    input:
        files("zhao2023", "table1"),


rule zhao2023_table2:
    """Table 2: how far each layer moves, small input"""
    input:
        files("zhao2023", "table2"),


rule zhao2023_table3:
    """Table 3: how far each layer moves, first of four widths"""
    input:
        files("zhao2023", "table3"),


rule zhao2023_table4:
    """Table 4: how far each layer moves, second of four widths"""
    input:
        files("zhao2023", "table4"),


rule zhao2023_table5:
    """Table 5: how far each layer moves, third of four widths"""
    input:
        files("zhao2023", "table5"),


rule zhao2023_table6:
    """Table 6: how far each layer moves, last of four widths"""
    input:
        files("zhao2023", "table6"),


rule zhao2023_figure1:
    """Figure 1: loss beside the convex problem's, Gaussian initialization"""
    input:
        files("zhao2023", "figure1"),


rule zhao2023_figure2:
    """Figure 2: loss beside the convex problem's, orthogonal initialization"""
    input:
        files("zhao2023", "figure2"),


rule zhao2023_generate_problem:
    output:
        problem="results/zhao2023/{artefact}/problem.npz",
    log:
        "logs/zhao2023_generate_problem/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_generate_problem/{artefact}.tsv"
    params:
        code=code("workflow/scripts/zhao2023/generate_problem.py"),
        seed=config["seed"],
        paper=setting("zhao2023", "paper"),
        artefact=setting("zhao2023", "artefact"),
        d_x=setting("zhao2023", "d_x"),
        n_N=setting("zhao2023", "n_N"),
        samples=setting("zhao2023", "samples"),
        target_variance=setting("zhao2023", "target_variance"),
        noise_variance=setting("zhao2023", "noise_variance"),
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
        code=code("workflow/scripts/zhao2023/train_network.py"),
        seed=config["seed"],
        paper=setting("zhao2023", "paper"),
        artefact=setting("zhao2023", "artefact"),
        engine=setting("zhao2023", "engine"),
        initialization=setting("zhao2023", "initialization"),
        depth=setting("zhao2023", "depth"),
        width=lambda wildcards: int(wildcards.width),
        step_size_factor=setting("zhao2023", "step_size_factor"),
        iterations=setting("zhao2023", "iterations"),
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
        code=code("workflow/scripts/zhao2023/train_replicates.py"),
        seed=config["seed"],
        paper=setting("zhao2023", "paper"),
        artefact=setting("zhao2023", "artefact"),
        first_draw=lambda wildcards: shard(wildcards)[0],
        draws=lambda wildcards: shard(wildcards)[1],
        d_x=setting("zhao2023", "d_x"),
        n_N=setting("zhao2023", "n_N"),
        samples=setting("zhao2023", "samples"),
        target_variance=setting("zhao2023", "target_variance"),
        noise_variance=setting("zhao2023", "noise_variance"),
        engine=setting("zhao2023", "engine"),
        initialization=setting("zhao2023", "initialization"),
        depth=setting("zhao2023", "depth"),
        width=lambda wildcards: int(wildcards.width),
        step_size_factor=setting("zhao2023", "step_size_factor"),
        iterations=setting("zhao2023", "iterations"),
    script:
        "../scripts/zhao2023/train_replicates.py"


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
        tex_template="workflow/templates/movements.tex.j2",
        html_template="workflow/templates/movements.html.j2",
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
        code=code(
            "workflow/scripts/zhao2023/render_movements.py",
            "workflow/templates/movements.html.j2",
        ),
        provenance=provenance("figures/zhao2023/{artefact}.tex"),
        paper=setting("zhao2023", "paper"),
        name="{artefact}",
        title=setting("zhao2023", "title"),
        locator=setting("zhao2023", "locator"),
        variant=setting("zhao2023", "variant"),
        origins=setting("zhao2023", "origins"),
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
        code=code("workflow/scripts/zhao2023/build_losses.py"),
        widths=setting("zhao2023", "widths"),
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
        code=code("workflow/scripts/zhao2023/build_bands.py"),
        widths=setting("zhao2023", "widths"),
    script:
        "../scripts/zhao2023/build_bands.py"


rule zhao2023_audit_movements:
    input:
        published="published/zhao2023/{artefact}.csv",
        draws=lambda wildcards: [
            file
            for name in variants_of(wildcards.artefact)
            for file in draws_of(name, SETTINGS["zhao2023"][name]["widths"])
        ],
    output:
        audit="results/audit/zhao2023/{artefact}/cells.csv",
    log:
        "logs/zhao2023_audit_movements/{artefact}.log",
    benchmark:
        "logs/benchmark/zhao2023_audit_movements/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+",
    params:
        code=code("workflow/scripts/zhao2023/audit_movements.py"),
        level=config["audit"]["level"],
        margin=config["audit"]["margin"],
        n_N=setting("zhao2023", "n_N"),
        variants=lambda wildcards: {
            name: {
                "variant": SETTINGS["zhao2023"][name]["variant"],
                "n": SETTINGS["zhao2023"][name]["widths"][0],
                "d_x": SETTINGS["zhao2023"][name]["d_x"],
                "step_size_factor": SETTINGS["zhao2023"][name]["step_size_factor"],
            }
            for name in variants_of(wildcards.artefact)
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
        code=code("workflow/scripts/zhao2023/check_claims.py"),
        claims=setting("zhao2023", "claims"),
    script:
        "../scripts/zhao2023/check_claims.py"


rule zhao2023_draw_audit:
    input:
        audit="results/audit/zhao2023/{table}/cells.csv",
    output:
        pdf=reported("figures/zhao2023/{table}-audit.pdf"),
        svg=reported("figures/zhao2023/{table}-audit.svg"),
        png="figures/zhao2023/{table}-audit.png",
    log:
        "logs/zhao2023_draw_audit/{table}.log",
    benchmark:
        "logs/benchmark/zhao2023_draw_audit/{table}.tsv"
    wildcard_constraints:
        table=r"table\d+",
    params:
        code=code("figures/zhao2023/table_audit.py", "src/deeplinear/pictures/paper.mplstyle"),
        provenance=provenance("figures/zhao2023/{table}-audit.pdf"),
    script:
        "../../figures/zhao2023/table_audit.py"


rule zhao2023_draw_figure:
    input:
        losses="figures/zhao2023/{figure}{suffix}.csv",
    output:
        pdf=reported("figures/zhao2023/{figure}{suffix}.pdf"),
        svg=reported("figures/zhao2023/{figure}{suffix}.svg"),
        png="figures/zhao2023/{figure}{suffix}.png",
    log:
        "logs/zhao2023_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/zhao2023_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated|-bands)?",
    params:
        code=code("figures/zhao2023/{figure}.py", "src/deeplinear/pictures/paper.mplstyle"),
        provenance=provenance("figures/zhao2023/{figure}{suffix}.pdf"),
    message:
        "zhao2023 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/zhao2023/{wildcards.figure}.py"
