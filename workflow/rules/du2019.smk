"""du2019: iterations to a fixed accuracy by depth and width.

The paper has no table and no figure. This is this repository's picture of its Theorem 4.1 and of
the lower bound for width 1 that it cites.

Needs
    config/papers/du2019.yaml    settings: stated by the theorem, or assumed

Makes
    figures/du2019/width_depth.{csv,pdf,svg,png}

Steps
    generate_problem    X and Y
    train_to_accuracy   iterations of every run, and whether it keeps the theorem's rate; one job a width
    build_cells         the figure's tidy data, and the theorem's condition by depth
    draw_figure         the picture
"""


rule du2019:
    """A picture of our own for Theorem 4.1 of Du and Hu"""
    input:
        [files("du2019", artefact) for artefact in artefacts("du2019")],


rule du2019_width_depth:
    """Our picture: narrow and deep is exponentially slow, wide is as fast as one layer"""
    input:
        files("du2019", "width_depth"),


rule du2019_generate_problem:
    output:
        problem="results/du2019/{artefact}/problem.npz",
    log:
        "logs/du2019_generate_problem/{artefact}.log",
    benchmark:
        "logs/benchmark/du2019_generate_problem/{artefact}.tsv"
    params:
        code=code("workflow/scripts/zhao2023/generate_problem.py"),
        seed=config["seed"],
        paper=setting("du2019", "paper"),
        artefact=setting("du2019", "artefact"),
        d_x=setting("du2019", "d_in"),
        n_N=setting("du2019", "d_out"),
        samples=setting("du2019", "samples"),
        target_variance=setting("du2019", "target_variance"),
        noise_variance=setting("du2019", "noise_variance"),
    script:
        "../scripts/zhao2023/generate_problem.py"


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
        code=code("workflow/scripts/du2019/train_to_accuracy.py"),
        seed=config["seed"],
        paper=setting("du2019", "paper"),
        artefact=setting("du2019", "artefact"),
        depths=setting("du2019", "depths"),
        width=lambda wildcards: int(wildcards.width),
        step_size_divisor=setting("du2019", "step_size_divisor"),
        replicates=setting("du2019", "replicates"),
        accuracy=setting("du2019", "accuracy"),
        most_iterations=setting("du2019", "most_iterations"),
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
        code=code("workflow/scripts/du2019/build_cells.py"),
        depths=setting("du2019", "depths"),
        widths=setting("du2019", "widths"),
        accuracy=setting("du2019", "accuracy"),
        most_iterations=setting("du2019", "most_iterations"),
        constant=setting("du2019", "condition_constant"),
        failure_probability=setting("du2019", "failure_probability"),
    script:
        "../scripts/du2019/build_cells.py"


rule du2019_draw_figure:
    input:
        cells="figures/du2019/{artefact}.csv",
        condition="results/du2019/{artefact}/condition.csv",
    output:
        pdf=reported("figures/du2019/{artefact}.pdf"),
        svg=reported("figures/du2019/{artefact}.svg"),
        png="figures/du2019/{artefact}.png",
    log:
        "logs/du2019_draw_figure/{artefact}.log",
    benchmark:
        "logs/benchmark/du2019_draw_figure/{artefact}.tsv"
    params:
        code=code("figures/du2019/{artefact}.py", "src/deeplinear/pictures/paper.mplstyle"),
        provenance=provenance("figures/du2019/{artefact}.pdf"),
    message:
        "du2019 {wildcards.artefact}"
    script:
        "../../figures/du2019/{wildcards.artefact}.py"
