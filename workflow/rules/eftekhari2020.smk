"""eftekhari2020: distance of the induced flow from the target, by depth (Figure 1).

Needs
    config/papers/eftekhari2020.yaml    settings: stated, assumed

Makes
    figures/eftekhari2020/figure1.{csv,pdf,svg,png}
    results/audit/eftekhari2020/figure1/claims.csv

Steps
    generate_whitened   X, Y, Z = Y X^T / m and the start W_0
    integrate_flow      forward Euler for all depths at once, thinned
    check_flow          the same flow by an adaptive method
    bound_distances     Theorem 4.4 along the run: (38a), (38b), and where they do not hold
    build_distances     the figure's tidy data, and Euler's deviation from the adaptive method
    draw_figure         the picture
    check_claims        the number of draws of data and start for which the paper's claims hold
"""


rule eftekhari2020_generate_whitened:
    output:
        problem="results/eftekhari2020/{artefact}/problem.npz",
    log:
        "logs/eftekhari2020_generate_whitened/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_generate_whitened/{artefact}.tsv"
    params:
        **settings(
            "eftekhari2020", "samples d_x d_y label_variance angle_degrees norm_ratio"
        ),
        stream=stream("eftekhari2020"),
        code=code("workflow/scripts/eftekhari2020/generate_whitened.py"),
    script:
        "../scripts/eftekhari2020/generate_whitened.py"


rule eftekhari2020_integrate_flow:
    input:
        problem="results/eftekhari2020/{artefact}/problem.npz",
    output:
        trajectory="results/eftekhari2020/{artefact}/trajectory.csv",
    log:
        "logs/eftekhari2020_integrate_flow/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_integrate_flow/{artefact}.tsv"
    params:
        **settings("eftekhari2020", "depths step_size steps recorded_times"),
        code=code("workflow/scripts/eftekhari2020/integrate_flow.py"),
    script:
        "../scripts/eftekhari2020/integrate_flow.py"


rule eftekhari2020_check_flow:
    input:
        problem="results/eftekhari2020/{artefact}/problem.npz",
        trajectory="results/eftekhari2020/{artefact}/trajectory.csv",
    output:
        adaptive="results/eftekhari2020/{artefact}/adaptive.csv",
    log:
        "logs/eftekhari2020_check_flow/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_check_flow/{artefact}.tsv"
    params:
        **settings("eftekhari2020", "depths"),
        code=code("workflow/scripts/eftekhari2020/check_flow.py"),
    script:
        "../scripts/eftekhari2020/check_flow.py"


rule eftekhari2020_bound_distances:
    input:
        problem="results/eftekhari2020/{artefact}/problem.npz",
        trajectory="results/eftekhari2020/{artefact}/trajectory.csv",
    output:
        bounds="results/eftekhari2020/{artefact}/bounds.csv",
        conditions="results/eftekhari2020/{artefact}/conditions.csv",
    log:
        "logs/eftekhari2020_bound_distances/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_bound_distances/{artefact}.tsv"
    params:
        **settings("eftekhari2020", "depths alpha beta"),
        code=code("workflow/scripts/eftekhari2020/bound_distances.py"),
    script:
        "../scripts/eftekhari2020/bound_distances.py"


rule eftekhari2020_build_distances:
    input:
        trajectory="results/eftekhari2020/{artefact}/trajectory.csv",
        adaptive="results/eftekhari2020/{artefact}/adaptive.csv",
    output:
        distances="figures/eftekhari2020/{artefact}.csv",
        deviations="results/eftekhari2020/{artefact}/deviations.csv",
    log:
        "logs/eftekhari2020_build_distances/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_build_distances/{artefact}.tsv"
    params:
        code=code("workflow/scripts/eftekhari2020/build_distances.py"),
    script:
        "../scripts/eftekhari2020/build_distances.py"


rule eftekhari2020_draw_figure:
    input:
        distances="figures/eftekhari2020/{figure}{suffix}.csv",
        deviations="results/eftekhari2020/{figure}{suffix}/deviations.csv",
        bounds="results/eftekhari2020/{figure}{suffix}/bounds.csv",
        conditions="results/eftekhari2020/{figure}{suffix}/conditions.csv",
    output:
        **pictures("figures/eftekhari2020/{figure}{suffix}"),
    log:
        "logs/eftekhari2020_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated)?",
    params:
        **drawing(
            "figures/eftekhari2020/{figure}.py",
            "figures/eftekhari2020/{figure}{suffix}",
        ),
    message:
        "eftekhari2020 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/eftekhari2020/{wildcards.figure}.py"


rule eftekhari2020_check_claims:
    output:
        outcome="results/audit/eftekhari2020/{artefact}/claims.csv",
    log:
        "logs/eftekhari2020_check_claims/{artefact}.log",
    benchmark:
        "logs/benchmark/eftekhari2020_check_claims/{artefact}.tsv"
    params:
        **settings(
            "eftekhari2020",
            "claims samples d_x d_y label_variance angle_degrees norm_ratio depths step_size steps recorded_times",
        ),
        stream=stream("eftekhari2020"),
        code=code("workflow/scripts/eftekhari2020/check_claims.py"),
        seeds=config["replicates"]["figures"],
    script:
        "../scripts/eftekhari2020/check_claims.py"
