"""anon2024: loss of gradient descent for least squares (Table 1, Figure 1); a made-up paper.

Needs
    config/papers/anon2024.yaml     settings: stated, inferred, assumed
    published/anon2024/table1.csv   the printed table

Makes, with inferred settings and as <artefact>-stated
    figures/anon2024/table1.{csv,tex,html}
    figures/anon2024/figure1.{csv,pdf,svg,png}

Steps
    generate_data   X and Y
    train           the loss at every iteration
    build_table     table: loss over its start
    render_table    table: LaTeX and HTML
    build_curve     figure: its tidy data
    draw_figure     figure: the pictures
    compare_table   table: printed numbers against draws
    check_claims    figure: for how many seeds what the paper says of it holds
"""

DATA = "d_x samples noise_variance"


rule anon2024_generate_data:
    output:
        problem="results/anon2024/{artefact}/problem.npz",
    log:
        "logs/anon2024_generate_data/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_generate_data/{artefact}.tsv"
    params:
        **settings("anon2024", DATA),
        stream=stream("anon2024"),
        code=code("workflow/scripts/anon2024/generate_data.py"),
    script:
        "../scripts/anon2024/generate_data.py"


rule anon2024_train:
    input:
        problem="results/anon2024/{artefact}/problem.npz",
    output:
        trajectory="results/anon2024/{artefact}/trajectory.csv",
    log:
        "logs/anon2024_train/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_train/{artefact}.tsv"
    params:
        **settings("anon2024", "step_size_factor iterations"),
        code=code("workflow/scripts/anon2024/train.py"),
    script:
        "../scripts/anon2024/train.py"


rule anon2024_build_table:
    input:
        trajectory="results/anon2024/{artefact}/trajectory.csv",
    output:
        table="figures/anon2024/{artefact}.csv",
    log:
        "logs/anon2024_build_table/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_build_table/{artefact}.tsv"
    wildcard_constraints:
        artefact="table1(-stated)?",
    params:
        code=code("workflow/scripts/anon2024/build_table.py"),
    script:
        "../scripts/anon2024/build_table.py"


rule anon2024_render_table:
    input:
        table="figures/anon2024/{artefact}.csv",
        tex_template="workflow/templates/anon2024/table.tex.j2",
        html_template="workflow/templates/anon2024/table.html.j2",
    output:
        tex=reported("figures/anon2024/{artefact}.tex"),
        html=reported("figures/anon2024/{artefact}.html"),
    log:
        "logs/anon2024_render_table/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_render_table/{artefact}.tsv"
    wildcard_constraints:
        artefact="table1(-stated)?",
    params:
        **typesetting(
            "anon2024",
            "workflow/scripts/anon2024/render_table.py",
            "workflow/templates/anon2024/table.html.j2",
        ),
    message:
        "anon2024 {wildcards.artefact}"
    script:
        "../scripts/anon2024/render_table.py"


rule anon2024_build_curve:
    input:
        trajectory="results/anon2024/{artefact}/trajectory.csv",
    output:
        losses="figures/anon2024/{artefact}.csv",
    log:
        "logs/anon2024_build_curve/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_build_curve/{artefact}.tsv"
    wildcard_constraints:
        artefact="figure1(-stated)?",
    params:
        code=code("workflow/scripts/anon2024/build_curve.py"),
    script:
        "../scripts/anon2024/build_curve.py"


rule anon2024_draw_figure:
    input:
        losses="figures/anon2024/{figure}{suffix}.csv",
    output:
        **pictures("figures/anon2024/{figure}{suffix}"),
    log:
        "logs/anon2024_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/anon2024_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated)?",
    params:
        **drawing("figures/anon2024/{figure}.py", "figures/anon2024/{figure}{suffix}"),
    message:
        "anon2024 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/anon2024/{wildcards.figure}.py"


rule anon2024_compare_table:
    input:
        published="published/anon2024/table1.csv",
    output:
        cells="results/audit/anon2024/{artefact}/cells.csv",
    log:
        "logs/anon2024_compare_table/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_compare_table/{artefact}.tsv"
    wildcard_constraints:
        artefact="table1(-stated)?",
    params:
        **settings("anon2024", DATA, "variant step_size_factor iterations"),
        stream=stream("anon2024"),
        code=code("workflow/scripts/anon2024/compare_table.py"),
        draws=config["replicates"]["tables"],
    script:
        "../scripts/anon2024/compare_table.py"


rule anon2024_check_claims:
    output:
        outcome="results/audit/anon2024/{artefact}/claims.csv",
    log:
        "logs/anon2024_check_claims/{artefact}.log",
    benchmark:
        "logs/benchmark/anon2024_check_claims/{artefact}.tsv"
    wildcard_constraints:
        artefact="figure1(-stated)?",
    params:
        **settings("anon2024", DATA, "claims step_size_factor iterations"),
        stream=stream("anon2024"),
        code=code("workflow/scripts/anon2024/check_claims.py"),
        seeds=config["replicates"]["figures"],
    script:
        "../scripts/anon2024/check_claims.py"
