"""arora2019: the geometry of Lemma 15 and the probability that it bounds (Figure 1).

Needs
    config/papers/arora2019.yaml    settings, all of them assumed

Makes
    figures/arora2019/figure1.{csv,pdf,svg,png}
    results/audit/arora2019/figure1/claims.csv

Steps
    construct_geometry  the points of the drawing
    compute_margins     the probability of deficiency margin, exact, and Lemma 15's bound
    sample_margins      the same probability by Monte Carlo
    build_margins       the figure's tidy data
    draw_figure         the picture
    check_claims        the number of points (a, d) at which Lemma 15 holds
"""


rule arora2019_construct_geometry:
    output:
        construction="results/arora2019/{artefact}/construction.csv",
    log:
        "logs/arora2019_construct_geometry/{artefact}.log",
    benchmark:
        "logs/benchmark/arora2019_construct_geometry/{artefact}.tsv"
    params:
        **settings("arora2019", "drawn_a drawn_d"),
        code=code("workflow/scripts/arora2019/construct_geometry.py"),
    script:
        "../scripts/arora2019/construct_geometry.py"


rule arora2019_compute_margins:
    output:
        probabilities="results/arora2019/{artefact}/probabilities.csv",
    log:
        "logs/arora2019_compute_margins/{artefact}.log",
    benchmark:
        "logs/benchmark/arora2019_compute_margins/{artefact}.tsv"
    params:
        **settings(
            "arora2019", "dimensions a_range a_count sampled_dimension sampled_a"
        ),
        code=code("workflow/scripts/arora2019/compute_margins.py"),
    script:
        "../scripts/arora2019/compute_margins.py"


rule arora2019_sample_margins:
    output:
        samples="results/arora2019/{artefact}/samples.csv",
    log:
        "logs/arora2019_sample_margins/{artefact}.log",
    benchmark:
        "logs/benchmark/arora2019_sample_margins/{artefact}.tsv"
    params:
        **settings("arora2019", "sampled_dimension sampled_a draws"),
        stream=stream("arora2019"),
        code=code("workflow/scripts/arora2019/sample_margins.py"),
    script:
        "../scripts/arora2019/sample_margins.py"


rule arora2019_build_margins:
    input:
        probabilities="results/arora2019/{artefact}/probabilities.csv",
        samples="results/arora2019/{artefact}/samples.csv",
    output:
        margins="figures/arora2019/{artefact}.csv",
    log:
        "logs/arora2019_build_margins/{artefact}.log",
    benchmark:
        "logs/benchmark/arora2019_build_margins/{artefact}.tsv"
    params:
        code=code("workflow/scripts/arora2019/build_margins.py"),
    script:
        "../scripts/arora2019/build_margins.py"


rule arora2019_draw_figure:
    input:
        margins="figures/arora2019/{figure}{suffix}.csv",
        construction="results/arora2019/{figure}{suffix}/construction.csv",
    output:
        **pictures("figures/arora2019/{figure}{suffix}"),
    log:
        "logs/arora2019_draw_figure/{figure}{suffix}.log",
    benchmark:
        "logs/benchmark/arora2019_draw_figure/{figure}{suffix}.tsv"
    wildcard_constraints:
        figure=r"figure\d+",
        suffix="(-stated)?",
    params:
        **drawing("figures/arora2019/{figure}.py", "figures/arora2019/{figure}{suffix}"),
    message:
        "arora2019 {wildcards.figure}{wildcards.suffix}"
    script:
        "../../figures/arora2019/{wildcards.figure}.py"


rule arora2019_check_claims:
    output:
        outcome="results/audit/arora2019/{artefact}/claims.csv",
    log:
        "logs/arora2019_check_claims/{artefact}.log",
    benchmark:
        "logs/benchmark/arora2019_check_claims/{artefact}.tsv"
    params:
        **settings("arora2019", "claims dimensions a_range a_count"),
        code=code("workflow/scripts/arora2019/check_claims.py"),
    script:
        "../scripts/arora2019/check_claims.py"
