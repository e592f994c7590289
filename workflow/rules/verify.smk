"""Compare the outputs with the reference results.

Needs
    figures/       all outputs of the main command
    expected/      the reference results, their sources and their environment

Steps
    verify    compare bytes, numbers and verdicts, and report which agree
"""


rule verify:
    """Compare figures/ with the reference results in expected/"""
    input:
        figure_files(),
    log:
        "logs/verify.log",
    params:
        python=sys.executable,  # quoted: see common/configuration.smk
    shell:
        "{params.python} -m deeplinear verify 2>&1 | tee {log:q}"
