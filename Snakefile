from snakemake.utils import min_version

min_version("9.27")


include: "workflow/rules/common/configuration.smk"
include: "workflow/rules/common/running.smk"
include: "workflow/rules/common/files.smk"
include: "workflow/rules/common/provenance.smk"


wildcard_constraints:
    artefact=r"[a-z_]+[0-9]*(-stated(-\w+)?|-bands)?",
    width="[0-9]+",
    sweep="[a-z0-9_]+",


include: "workflow/rules/common/sweep_settings.smk"
include: "workflow/rules/sweeps.smk"


for paper in SETTINGS:

    include: f"workflow/rules/{paper}.smk"


include: "workflow/rules/targets.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/common/notebook_files.smk"
include: "workflow/rules/notebooks.smk"
include: "workflow/rules/common/gallery_files.smk"
include: "workflow/rules/gallery.smk"
include: "workflow/rules/verify.smk"


rule all:
    """Every table and figure of the papers in config/config.yaml, the audit, and the gallery"""
    default_target: True
    input:
        figure_files(),


include: "workflow/rules/common/checks.smk"
include: "workflow/rules/common/damage.smk"


onstart:
    lock_checkout()
    run_without_limit()
