"""du2019: iterations to a fixed accuracy by depth and width.

The paper has no table and no figure. This is this repository's picture of its Theorem 4.1 and of
the lower bound for width 1 that it cites.

Needs
    config/papers/du2019.yaml    settings: stated by the theorem, or assumed

Makes
    figures/du2019/width_depth.{csv,pdf,svg,png}

Steps
    generate_problem    X and Y
    train_to_accuracy   iterations of every run, and whether it keeps the theorem's rate until then
    build_cells         the figure's tidy data, and the theorem's condition by depth
    draw_figure         the picture
"""


rule du2019_generate_problem:
    output:
        problem="results/du2019/{artefact}/problem.npz",
    log:
        "logs/du2019_generate_problem/{artefact}.log",
    benchmark:
        "logs/benchmark/du2019_generate_problem/{artefact}.tsv"
    params:
        **settings("du2019", "d_in d_out samples target_variance noise_variance"),
        stream=stream("du2019"),
        code=code("workflow/scripts/du2019/generate_problem.py"),
    script:
        "../scripts/du2019/generate_problem.py"


rule du2019_train_to_accuracy:
    input:
        problem="results/du2019/{artefact}/problem.npz",
    output:
        runs="results/du2019/{artefact}/m~{width}/runs.csv",
    log:
        "logs/du2019_train_to_accuracy/{artefact}/m~{width}.log",
    benchmark:
        "logs/benchmark/du2019_train_to_accuracy/{artefact}/m~{width}.tsv"
    params:
        **settings(
            "du2019", "depths step_size_divisor replicates accuracy most_iterations"
        ),
        stream=stream("du2019"),
        code=code("workflow/scripts/du2019/train_to_accuracy.py"),
        width=lambda wildcards: int(wildcards.width),
    script:
        "../scripts/du2019/train_to_accuracy.py"


rule du2019_build_cells:
    input:
        problem="results/du2019/{artefact}/problem.npz",
        runs=expand(
            "results/du2019/{artefact}/m~{width}/runs.csv",
            width=setting("du2019", "widths"),
            allow_missing=True,
        ),
    output:
        cells="figures/du2019/{artefact}.csv",
        condition="results/du2019/{artefact}/condition.csv",
    log:
        "logs/du2019_build_cells/{artefact}.log",
    benchmark:
        "logs/benchmark/du2019_build_cells/{artefact}.tsv"
    params:
        **settings(
            "du2019", "depths widths accuracy most_iterations failure_probability"
        ),
        code=code("workflow/scripts/du2019/build_cells.py"),
        constant=setting("du2019", "condition_constant"),
    script:
        "../scripts/du2019/build_cells.py"


rule du2019_draw_figure:
    input:
        cells="figures/du2019/{artefact}.csv",
        condition="results/du2019/{artefact}/condition.csv",
    output:
        **pictures("figures/du2019/{artefact}"),
    log:
        "logs/du2019_draw_figure/{artefact}.log",
    benchmark:
        "logs/benchmark/du2019_draw_figure/{artefact}.tsv"
    params:
        **drawing("figures/du2019/{artefact}.py", "figures/du2019/{artefact}"),
    message:
        "du2019 {wildcards.artefact}"
    script:
        "../../figures/du2019/{wildcards.artefact}.py"
