from snakemake.utils import min_version

min_version("9.27")


include: "workflow/rules/common.smk"
include: "workflow/rules/files.smk"
include: "workflow/rules/provenance.smk"


wildcard_constraints:
    artefact=r"[a-z_]+[0-9]*(-stated(-\w+)?|-bands)?",
    width="[0-9]+",
    sweep="[a-z0-9_]+",


for paper in SETTINGS:

    include: f"workflow/rules/{paper}.smk"


include: "workflow/rules/sweep_settings.smk"
include: "workflow/rules/sweeps.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/notebook_files.smk"
include: "workflow/rules/notebooks.smk"
include: "workflow/rules/gallery_files.smk"
include: "workflow/rules/gallery.smk"
include: "workflow/rules/verify.smk"


rule all:
    """Every table and figure of the papers in config/config.yaml, the audit, and the gallery"""
    default_target: True
    input:
        figure_files(),


include: "workflow/rules/checks.smk"
include: "workflow/rules/damage.smk"


onstart:
    lock_checkout()
    run_without_limit()
