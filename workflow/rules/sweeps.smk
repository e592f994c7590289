"""Sweeps: deep linear networks over a grid of settings, distance to the convex problem by width.

Needs
    config/sweeps/<name>.yaml       the grid; every file there is a sweep
    config/papers/<paper>.yaml      the other settings, from the artefact that the sweep names

Makes, for every sweep, by the target sweep_<name> (none is part of `all`)
    results/sweeps/<name>.parquet   all runs: losses of network and convex problem, their distance
    figures/sweeps/<name>.{csv,pdf,svg,png}

Steps
    train_shard     some replicates of one cell of the grid
    gather          one table
    fit             median, spread and a power law in the width
    draw            the picture
"""

for name, sweep in SWEEPS.items():

    rule:
        name:
            f"sweep_{name}"
        input:
            sweep_files(name),

    workflow.get_rule(f"sweep_{name}").docstring = sweep["title"]


rule sweep_train_shard:
    output:
        runs=f"results/sweeps/{SHARD}.parquet",
    log:
        f"logs/sweep_train_shard/{SHARD}.log",
    benchmark:
        f"logs/benchmark/sweep_train_shard/{SHARD}.tsv"
    params:
        code=code("workflow/scripts/sweep/train_shard.py"),
        seed=config["seed"],
        paper=of_sweep("paper"),
        artefact=of_sweep("artefact"),
        initialization="{initialization}",
        depth=lambda wildcards: int(wildcards.depth),
        step_size_factor=lambda wildcards: float(wildcards.factor),
        target_variance=lambda wildcards: float(wildcards.variance),
        width=lambda wildcards: int(wildcards.width),
        first_replicate=lambda wildcards: sum(
            sizes_of_shards(wildcards.sweep)[: int(wildcards.shard)]
        ),
        replicates=lambda wildcards: sizes_of_shards(wildcards.sweep)[
            int(wildcards.shard)
        ],
        d_x=of_sweep("d_x"),
        n_N=of_sweep("n_N"),
        samples=of_sweep("samples"),
        noise_variance=of_sweep("noise_variance"),
        iterations=of_sweep("iterations"),
    script:
        "../scripts/sweep/train_shard.py"


rule sweep_gather:
    input:
        shards=shards,
    output:
        runs="results/sweeps/{sweep}.parquet",
    log:
        "logs/sweep_gather/{sweep}.log",
    benchmark:
        "logs/benchmark/sweep_gather/{sweep}.tsv"
    params:
        code=code("workflow/scripts/sweep/gather.py"),
    script:
        "../scripts/sweep/gather.py"


rule sweep_fit:
    input:
        runs="results/sweeps/{sweep}.parquet",
    output:
        distances="figures/sweeps/{sweep}.csv",
    log:
        "logs/sweep_fit/{sweep}.log",
    benchmark:
        "logs/benchmark/sweep_fit/{sweep}.tsv"
    params:
        code=code("workflow/scripts/sweep/fit.py"),
        fit_from=of_sweep("fit_from"),
    script:
        "../scripts/sweep/fit.py"


rule sweep_draw:
    input:
        distances="figures/sweeps/{sweep}.csv",
    output:
        pdf=reported("figures/sweeps/{sweep}.pdf"),
        svg=reported("figures/sweeps/{sweep}.svg"),
        png="figures/sweeps/{sweep}.png",
    log:
        "logs/sweep_draw/{sweep}.log",
    benchmark:
        "logs/benchmark/sweep_draw/{sweep}.tsv"
    params:
        code=code("figures/sweeps/sweep.py", "src/deeplinear/pictures/paper.mplstyle"),
        provenance=provenance("figures/sweeps/{sweep}.pdf"),
    message:
        "sweep {wildcards.sweep}"
    script:
        "../../figures/sweeps/sweep.py"
