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
    train_figure2       the same, one job per sigma
    build_schedules     Figure 1: its curves           build_tightness  Figure 2: its curves
    build_related_work  Table 1                        build_notation   Table 2
    render_rows         LaTeX and HTML                 draw_figure      the pictures
    <step>_more         the same for further runs, which the claims rest on besides
    check_claims        for how many runs what the paper says of a figure holds
    compare_ratios      the printed alpha_0 / beta_0 against draws
"""

SCHEDULE = "iterations schedules c_1 c_2 gradient_norm margin_at absent_margin"
DATA = "n m hidden_width input target_variance noise_variance"


include: "xu2023_files.smk"


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
        **settings("xu2023", DATA, "initialization"),
        stream=stream("xu2023"),
        code=code("workflow/scripts/xu2023/generate_two_layer.py"),
        runs=lambda wildcards: (
            RUNS_ALONE if alone(wildcards) else runs_of_figure(wildcards)
        ),
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
        **settings("xu2023", "sigmas sigma_means absent_margin"),
        code=code("workflow/scripts/xu2023/measure_bounds.py"),
    script:
        "../scripts/xu2023/measure_bounds.py"


rule xu2023_train_figure1:
    input:
        problem="results/xu2023/{artefact}/problem.npz",
    output:
        runs="results/xu2023/{artefact}/runs.npz",
    log:
        "logs/xu2023_train_figure1/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure1/{artefact}.tsv"
    wildcard_constraints:
        artefact=r"figure1(-stated(-\w+)?)?",
    params:
        **settings("xu2023", SCHEDULE, "arora_divisor du_precision"),
        code=code("workflow/scripts/xu2023/train_figure1.py"),
    script:
        "../scripts/xu2023/train_figure1.py"


rule xu2023_train_figure2:
    input:
        problem="results/xu2023/{artefact}/problem.npz",
    output:
        runs="results/xu2023/{artefact}/sigma~{sigma}/runs.npz",
    log:
        "logs/xu2023_train_figure2/{artefact}/sigma~{sigma}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure2/{artefact}/sigma~{sigma}.tsv"
    wildcard_constraints:
        artefact=r"figure2(-stated(-\w+)?)?",
        sigma="[0-9.e+-]+",
    params:
        **settings("xu2023", SCHEDULE, "sigma_means"),
        code=code("workflow/scripts/xu2023/train_figure2.py"),
        sigma=lambda wildcards: float(wildcards.sigma),
    script:
        "../scripts/xu2023/train_figure2.py"


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
        runs="results/xu2023/{artefact}/more/runs.npz",
    log:
        "logs/xu2023_train_figure1_more/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure1_more/{artefact}.tsv"


use rule xu2023_train_figure2 as xu2023_train_figure2_more with:
    input:
        problem="results/xu2023/{artefact}/more/problem.npz",
    output:
        runs="results/xu2023/{artefact}/more/sigma~{sigma}/runs.npz",
    log:
        "logs/xu2023_train_figure2_more/{artefact}/sigma~{sigma}.log",
    benchmark:
        "logs/benchmark/xu2023_train_figure2_more/{artefact}/sigma~{sigma}.tsv"


rule xu2023_check_claims:
    input:
        runs=lambda wildcards: behind_claims(
            wildcards, *(f"{panel}runs.npz" for panel in panels(wildcards))
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
        **settings("xu2023", "claims"),
        code=code("workflow/scripts/xu2023/check_claims.py"),
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
        **settings("xu2023", DATA, "variant runs sigma_means absent_margin"),
        stream=stream("xu2023"),
        code=code("workflow/scripts/xu2023/compare_ratios.py"),
        level=config["audit"]["level"],
        figures=lambda wildcards: (
            FIGURES_DRAWN_ALONE if alone(wildcards) else FIGURES_DRAWN
        ),
    script:
        "../scripts/xu2023/compare_ratios.py"


rule xu2023_build_schedules:
    input:
        runs="results/xu2023/{artefact}/runs.npz",
    output:
        losses="figures/xu2023/{artefact}.csv",
    log:
        "logs/xu2023_build_schedules/{artefact}.log",
    benchmark:
        "logs/benchmark/xu2023_build_schedules/{artefact}.tsv"
    wildcard_constraints:
        artefact="figure1(-stated)?",
    params:
        **settings("xu2023", "loss_unit summary"),
        code=code("workflow/scripts/xu2023/build_schedules.py"),
        samples=setting("xu2023", "n"),
    script:
        "../scripts/xu2023/build_schedules.py"


rule xu2023_build_tightness:
    input:
        runs=expand(
            "results/xu2023/{artefact}/sigma~{sigma}/runs.npz",
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
        **settings("xu2023", "sigmas loss_unit summary bound_first_factor"),
        code=code("workflow/scripts/xu2023/build_tightness.py"),
        samples=setting("xu2023", "n"),
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
        **settings("xu2023", "rows"),
        code=code("workflow/scripts/xu2023/build_related_work.py"),
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
        **settings("xu2023", "rows"),
        code=code("workflow/scripts/xu2023/build_notation.py"),
    script:
        "../scripts/xu2023/build_notation.py"


rule xu2023_render_rows:
    input:
        table="figures/xu2023/{artefact}.csv",
        tex_template="workflow/templates/xu2023/rows.tex.j2",
        html_template="workflow/templates/xu2023/rows.html.j2",
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
        **typesetting(
            "xu2023",
            "workflow/scripts/xu2023/render_rows.py",
            "workflow/templates/xu2023/rows.html.j2",
        ),
    message:
        "xu2023 {wildcards.artefact}"
    script:
        "../scripts/xu2023/render_rows.py"


rule xu2023_draw_figure:
    input:
        losses="figures/xu2023/{figure}{suffix}.csv",
    output:
        **pictures("figures/xu2023/{figure}{suffix}"),
    log:
        "logs/xu2023_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/xu2023_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated)?",
    params:
        **drawing("figures/xu2023/{figure}.py", "figures/xu2023/{figure}{suffix}"),
    message:
        "xu2023 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/xu2023/{wildcards.figure}.py"
