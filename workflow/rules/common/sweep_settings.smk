"""Load and validate the sweeps in config/sweeps/, share them out among jobs, say how long they
will take. No rules here."""

from snakemake.logging import logger

from deeplinear.settings.shards import shard_sizes, shortest
from deeplinear.settings.sweeps import LEFT_OPEN, check_sweep
from deeplinear.settings.sweep_costs import (
    expected_seconds,
    forecast,
    read_benchmarks,
    read_costs,
    work_of,
)

SHARD = (
    "{sweep}/initialization~{initialization}/depth~{depth}/"
    "factor~{factor}/variance~{variance}/n~{width}/shard~{shard}"
)


def sweep_settings(name):
    """A sweep's settings, and what it leaves open."""
    place = f"config/sweeps/{name}.yaml"
    sweep = refused(read_yaml, ROOT, place)
    try:
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            raise SettingError(
                f"{place}: expected a name of small letters, digits and _, got {name!r}; "
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
    """A setting of the sweep that a job works for, as a plain value."""
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


def say_how_long():
    """A line for every sweep of which shards will run; progress lines use the same numbers.

    On a cluster its queue decides how long that takes.
    """
    waiting = {}
    for job in workflow.dag.needrun_jobs():
        if job.rule.name == "sweep_train_shard":
            waiting.setdefault(job.wildcards.sweep, []).append(job)
    if not (waiting and workflow.local_exec):
        return
    here = read_benchmarks(Path("logs/benchmark/sweep_train_shard").rglob("*.tsv"))
    shipped = read_costs(Path(workflow.basedir, "benchmarks/sweep_costs.csv"))
    for name, jobs in sorted(waiting.items()):
        expected = {
            job.jobid: expected_seconds(work_of(job.params), here, shipped)
            for job in jobs
        }
        line = forecast(
            f"config/sweeps/{name}.yaml",
            list(expected.values()),
            parallel=workflow.cores,
            measured=len(here),
        )
        logger.info(line, extra={"expected_seconds": expected})
