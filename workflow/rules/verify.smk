"""Whether what was made is what is expected.

Needs
    figures/       everything that the main command makes
    expected/      what it is known to make, from what and in which environment

Steps
    verify    compare bytes, numbers and verdicts, and say which hold
"""


rule verify:
    """Whether figures/ holds what expected/ says"""
    input:
        figure_files(),
    log:
        "logs/verify.log",
    params:
        python=sys.executable,  # quoted: see common/configuration.smk
    shell:
        "{params.python} -m deeplinear verify 2>&1 | tee {log:q}"
