from snakemake.utils import min_version

min_version("9.27")


include: "workflow/rules/common.smk"


wildcard_constraints:
    artefact="[a-z]+[0-9]+(-stated|-bands)?",
    width="[0-9]+",


rule all:
    """Every table and figure of the papers in config/config.yaml"""
    default_target: True
    input:
        [files(paper, artefact) for paper in SETTINGS for artefact in artefacts(paper)],


for paper in SETTINGS:

    include: f"workflow/rules/{paper}.smk"


check_targets()
