"""xu2023: schedules for two-layer networks (Figures 1-2, Algorithm 1) and words (Tables 1-2).

Needs
    config/papers/xu2023.yaml       settings: stated, inferred, assumed; the words of the tables
    published/xu2023/figure2.csv    the ratios printed over its panels

Makes, for every artefact with inferred settings and as <artefact>-stated
    figures/xu2023/table1.{csv,tex,html}    (all of it is words: one variant)
    figures/xu2023/table2.{csv,tex,html}
    figures/xu2023/figure{1,2}.{csv,pdf,svg,png}
and also as <artefact>-stated-<setting>, with this setting alone as stated
    results/audit/xu2023/figure{1,2}/claims.csv
    results/audit/xu2023/figure2/cells.csv

Steps
    generate_two_layer  X, Y and the start of every run, hidden width reduced to n + m
    measure_bounds      margin, imbalance, alpha_0, beta_0 and the rest of Table 2 at t = 0
    train_figure1       all schedules and runs: loss, step size, rate
    train_figure2       the same, one job a sigma
    build_schedules     Figure 1: its curves           build_tightness  Figure 2: its curves
    build_related_work  Table 1                        build_notation   Table 2
    render_rows         LaTeX and HTML                 draw_figure      the pictures
    <step>_more         the same for further runs, which the claims rest on besides
    check_claims        for how many runs what the paper says of a figure holds
    compare_ratios      the printed alpha_0 / beta_0 against draws
"""


rule xu2023:
    """Tables 1-2 and Figures 1-2 of Xu, Min, Tarmoun, Mallada and Vidal"""
    input:
        [files("xu2023", artefact) for artefact in artefacts("xu2023")],


rule xu2023_table1:
    """Table 1: what earlier convergence results ask for"""
    input:
        files("xu2023", "table1"),


rule xu2023_table2:
    """Table 2: notation, with values on the problem of Figure 2"""
    input:
        files("xu2023", "table2"),


rule xu2023_figure1:
    """Figure 1: loss and step size of six schedules, balanced start"""
    input:
        files("xu2023", "figure1"),


rule xu2023_figure2:
    """Figure 2: loss and its bound for three sizes of imbalance"""
    input:
        files("xu2023", "figure2"),


runs_of_figure = setting("xu2023", "runs")


rule xu2023_generate_two_layer:
    output:
        problem="results/xu2023/{artefact}/problem.npz",
    log:
        "logs/xu2023_generate_two_layer/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_generate_two_layer/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure\d+(-stated(-\w+)?)?",
    params:
        code=code("workflow/scripts/xu2023/generate_two_layer.py"),
        seed=config["seed"],
        paper=setting("xu2023", "paper"),
        artefact=setting("xu2023", "artefact"),
        runs=lambda wildcards: (
            RUNS_ALONE if alone(wildcards) else runs_of_figure(wildcards)
        ),
        n=setting("xu2023", "n"),
        m=setting("xu2023", "m"),
        hidden_width=setting("xu2023", "hidden_width"),
        input=setting("xu2023", "input"),
        target_variance=setting("xu2023", "target_variance"),
        noise_variance=setting("xu2023", "noise_variance"),
        initialization=setting("xu2023", "initialization"),
    script:
        "../scripts/xu2023/generate_two_layer.py"


rule xu2023_measure_bounds:
    input:
        problem="results/xu2023/{artefact}/problem.npz",
    output:
        bounds="results/xu2023/{artefact}/bounds.csv",
    log:
        "logs/xu2023_measure_bounds/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_measure_bounds/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure2(-stated(-\w+)?)?",
    params:
        code=code("workflow/scripts/xu2023/measure_bounds.py"),
        sigmas=setting("xu2023", "sigmas"),
        sigma_means=setting("xu2023", "sigma_means"),
        absent_margin=setting("xu2023", "absent_margin"),
    script:
        "../scripts/xu2023/measure_bounds.py"


rule xu2023_train_figure1:
    input:
        problem="results/xu2023/{artefact}/problem.npz",
    output:
        runs="results/xu2023/{artefact}/runs.csv",
    log:
        "logs/xu2023_train_figure1/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure1/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure1(-stated(-\w+)?)?",
    params:
        code=code("workflow/scripts/xu2023/train_two_layer.py"),
        iterations=setting("xu2023", "iterations"),
        schedules=setting("xu2023", "schedules"),
        c_1=setting("xu2023", "c_1"),
        c_2=setting("xu2023", "c_2"),
        gradient_norm=setting("xu2023", "gradient_norm"),
        margin_at=setting("xu2023", "margin_at"),
        absent_margin=setting("xu2023", "absent_margin"),
        arora_divisor=setting("xu2023", "arora_divisor"),
        du_precision=setting("xu2023", "du_precision"),
    script:
        "../scripts/xu2023/train_two_layer.py"


rule xu2023_train_figure2:
    input:
        problem="results/xu2023/{artefact}/problem.npz",
    output:
        runs="results/xu2023/{artefact}/sigma~{sigma}/runs.csv",
    log:
        "logs/xu2023_train_figure2/{artefact}/sigma~{sigma}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure2/{artefact}/sigma~{sigma}.tsv"
    wildcard_constraints:
        artefact=r"figure2(-stated(-\w+)?)?",
        sigma="[0-9.e+-]+",
    params:
        code=code("workflow/scripts/xu2023/train_two_layer.py"),
        sigma=lambda wildcards: float(wildcards.sigma),
        sigma_means=setting("xu2023", "sigma_means"),
        iterations=setting("xu2023", "iterations"),
        schedules=setting("xu2023", "schedules"),
        c_1=setting("xu2023", "c_1"),
        c_2=setting("xu2023", "c_2"),
        gradient_norm=setting("xu2023", "gradient_norm"),
        margin_at=setting("xu2023", "margin_at"),
        absent_margin=setting("xu2023", "absent_margin"),
    script:
        "../scripts/xu2023/train_two_layer.py"


use rule xu2023_generate_two_layer as xu2023_generate_more with:
    output:
        problem="results/xu2023/{artefact}/more/problem.npz",
    log:
        "logs/xu2023_generate_more/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_generate_more/{artefact}.tsv"
    params:
        first_run=setting("xu2023", "runs"),
        runs=MORE_RUNS,


use rule xu2023_measure_bounds as xu2023_measure_more with:
    input:
        problem="results/xu2023/{artefact}/more/problem.npz",
    output:
        bounds="results/xu2023/{artefact}/more/bounds.csv",
    log:
        "logs/xu2023_measure_more/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_measure_more/{artefact}.tsv"


use rule xu2023_train_figure1 as xu2023_train_figure1_more with:
    input:
        problem="results/xu2023/{artefact}/more/problem.npz",
    output:
        runs="results/xu2023/{artefact}/more/runs.csv",
    log:
        "logs/xu2023_train_figure1_more/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure1_more/{artefact}.tsv"


use rule xu2023_train_figure2 as xu2023_train_figure2_more with:
    input:
        problem="results/xu2023/{artefact}/more/problem.npz",
    output:
        runs="results/xu2023/{artefact}/more/sigma~{sigma}/runs.csv",
    log:
        "logs/xu2023_train_figure2_more/{artefact}/sigma~{sigma}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure2_more/{artefact}/sigma~{sigma}.tsv"


rule xu2023_check_claims:
    input:
        runs=lambda wildcards: behind_claims(
            wildcards, *(f"{panel}runs.csv" for panel in panels(wildcards))
        ),
        bounds=lambda wildcards: (
            behind_claims(wildcards, "bounds.csv") if panels(wildcards) != [""] else []
        ),
    output:
        outcome="results/audit/xu2023/{artefact}/claims.csv",
    log:
        "logs/xu2023_check_claims/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_check_claims/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure\d+(-stated(-\w+)?)?",
    params:
        code=code("workflow/scripts/xu2023/check_claims.py"),
        claims=setting("xu2023", "claims"),
        panels=lambda wildcards: len(panels(wildcards)),
        bound_first_factor=lambda wildcards: SETTINGS["xu2023"][
            wildcards.artefact
        ].get("bound_first_factor", 0),
    script:
        "../scripts/xu2023/check_claims.py"


rule xu2023_compare_ratios:
    input:
        published="published/xu2023/figure2.csv",
    output:
        cells="results/audit/xu2023/{artefact}/cells.csv",
    log:
        "logs/xu2023_compare_ratios/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_compare_ratios/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure2(-stated(-\w+)?)?",
    params:
        code=code("workflow/scripts/xu2023/compare_ratios.py"),
        seed=config["seed"],
        paper=setting("xu2023", "paper"),
        artefact=setting("xu2023", "artefact"),
        variant=setting("xu2023", "variant"),
        level=config["audit"]["level"],
        figures=lambda wildcards: (
            FIGURES_DRAWN_ALONE if alone(wildcards) else FIGURES_DRAWN
        ),
        runs=setting("xu2023", "runs"),
        n=setting("xu2023", "n"),
        m=setting("xu2023", "m"),
        hidden_width=setting("xu2023", "hidden_width"),
        input=setting("xu2023", "input"),
        target_variance=setting("xu2023", "target_variance"),
        noise_variance=setting("xu2023", "noise_variance"),
        sigma_means=setting("xu2023", "sigma_means"),
        absent_margin=setting("xu2023", "absent_margin"),
    script:
        "../scripts/xu2023/compare_ratios.py"


rule xu2023_build_schedules:
    input:
        runs="results/xu2023/{artefact}/runs.csv",
    output:
        losses="figures/xu2023/{artefact}.csv",
    log:
        "logs/xu2023_build_schedules/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_build_schedules/{artefact}.tsv"
    wildcard_constraints:
        artefact="figure1(-stated)?",
    params:
        code=code("workflow/scripts/xu2023/build_schedules.py"),
        samples=setting("xu2023", "n"),
        loss_unit=setting("xu2023", "loss_unit"),
        summary=setting("xu2023", "summary"),
    script:
        "../scripts/xu2023/build_schedules.py"


rule xu2023_build_tightness:
    input:
        runs=expand(
            "results/xu2023/{artefact}/sigma~{sigma}/runs.csv",
            sigma=setting("xu2023", "sigmas"),
            allow_missing=True,
        ),
        bounds="results/xu2023/{artefact}/bounds.csv",
    output:
        losses="figures/xu2023/{artefact}.csv",
    log:
        "logs/xu2023_build_tightness/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_build_tightness/{artefact}.tsv"
    wildcard_constraints:
        artefact="figure2(-stated)?",
    params:
        code=code("workflow/scripts/xu2023/build_tightness.py"),
        sigmas=setting("xu2023", "sigmas"),
        samples=setting("xu2023", "n"),
        loss_unit=setting("xu2023", "loss_unit"),
        summary=setting("xu2023", "summary"),
        bound_first_factor=setting("xu2023", "bound_first_factor"),
    script:
        "../scripts/xu2023/build_tightness.py"


rule xu2023_build_related_work:
    output:
        table="figures/xu2023/{artefact}.csv",
    log:
        "logs/xu2023_build_related_work/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_build_related_work/{artefact}.tsv"
    wildcard_constraints:
        artefact="table1(-stated)?",
    params:
        code=code("workflow/scripts/xu2023/build_related_work.py"),
        rows=setting("xu2023", "rows"),
    script:
        "../scripts/xu2023/build_related_work.py"


problem_of = setting("xu2023", "problem")


rule xu2023_build_notation:
    input:
        bounds=lambda wildcards: f"results/xu2023/{problem_of(wildcards)}/bounds.csv",
    output:
        table="figures/xu2023/{artefact}.csv",
    log:
        "logs/xu2023_build_notation/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_build_notation/{artefact}.tsv"
    wildcard_constraints:
        artefact="table2(-stated)?",
    params:
        code=code("workflow/scripts/xu2023/build_notation.py"),
        rows=setting("xu2023", "rows"),
    script:
        "../scripts/xu2023/build_notation.py"


rule xu2023_render_rows:
    input:
        table="figures/xu2023/{artefact}.csv",
        tex_template="workflow/templates/rows.tex.j2",
        html_template="workflow/templates/rows.html.j2",
    output:
        tex=reported("figures/xu2023/{artefact}.tex"),
        html=reported("figures/xu2023/{artefact}.html"),
    log:
        "logs/xu2023_render_rows/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_render_rows/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"table\d+(-stated)?",
    params:
        code=code(
            "workflow/scripts/xu2023/render_rows.py",
            "workflow/templates/rows.html.j2",
        ),
        provenance=provenance("figures/xu2023/{artefact}.tex"),
        paper=setting("xu2023", "paper"),
        name="{artefact}",
        title=setting("xu2023", "title"),
        locator=setting("xu2023", "locator"),
        variant=setting("xu2023", "variant"),
        origins=setting("xu2023", "origins"),
    message:
        "xu2023 {wildcards.artefact}"
    script:
        "../scripts/xu2023/render_rows.py"


rule xu2023_draw_figure:
    input:
        losses="figures/xu2023/{figure}{suffix}.csv",
    output:
        pdf=reported("figures/xu2023/{figure}{suffix}.pdf"),
        svg=reported("figures/xu2023/{figure}{suffix}.svg"),
        png="figures/xu2023/{figure}{suffix}.png",
    log:
        "logs/xu2023_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/xu2023_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated)?",
    params:
        code=code("figures/xu2023/{figure}.py", "src/deeplinear/pictures/paper.mplstyle"),
        provenance=provenance("figures/xu2023/{figure}{suffix}.pdf"),
    message:
        "xu2023 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/xu2023/{wildcards.figure}.py"
