"""Load and validate the sweeps in config/sweeps/, and divide them into jobs. No rules here."""

from deeplinear.settings.shards import shard_sizes, shortest
from deeplinear.settings.sweeps import LEFT_OPEN, check_sweep

SHARD = (
    "{sweep}/initialization~{initialization}/depth~{depth}/"
    "factor~{factor}/variance~{variance}/n~{width}/shard~{shard}"
)


def sweep_settings(name):
    """A sweep's settings, including those that it takes from its artefact."""
    place = f"config/sweeps/{name}.yaml"
    sweep = refused(read_yaml, ROOT, place)
    try:
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            raise SettingError(
                f"{place}: expected a name of lowercase letters, digits and _, got {name!r}; "
                "rename the file"
            )
        check(sweep, read_schema(ROOT, "sweep"), place)
        artefacts = settings_of(ROOT, sweep["paper"])
        check_sweep(sweep, artefacts, place)
    except SettingError as error:
        raise WorkflowError(str(error))
    return {key: artefacts[sweep["artefact"]][key] for key in LEFT_OPEN} | sweep


SWEEPS = {
    path.stem: sweep_settings(path.stem)
    for path in sorted(Path(workflow.basedir, "config/sweeps").glob("*.yaml"))
}


def of_sweep(key):
    """A setting of a job's sweep, as a function of wildcards."""
    return lambda wildcards: SWEEPS[wildcards.sweep].get(key)


def sizes_of_shards(name):
    return shard_sizes(SWEEPS[name]["replicates"], SWEEPS[name]["replicates_per_shard"])


def shards(wildcards):
    """All shards of a sweep, curve by curve."""
    sweep = SWEEPS[wildcards.sweep]
    return expand(
        f"results/sweeps/{SHARD}.parquet",
        sweep=wildcards.sweep,
        initialization=sweep["initializations"],
        factor=map(shortest, sweep["step_size_factors"]),
        variance=map(shortest, sweep["target_variances"]),
        depth=sweep["depths"],
        width=sweep["widths"],
        shard=range(len(sizes_of_shards(wildcards.sweep))),
    )


def sweep_files(name):
    return [f"figures/sweeps/{name}.{ending}" for ending in ENDINGS["figure"]]
