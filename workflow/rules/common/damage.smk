"""Detect outputs that were truncated or edited, or whose code or inputs have changed.

Included after all rules, which it inspects. No rules here.
"""

from base64 import urlsafe_b64decode
from types import SimpleNamespace

from snakemake.io import IOFile
from snakemake.logging import logger
from snakemake.persistence import MetadataRecord
from snakemake.persistence.file import FilePersistence

from deeplinear.provenance.records import damaged, in_checkout, read_record, recorded


def mark_damaged():
    """Mark outputs that were truncated or edited since they were made, or have no readable record.

    The mark is Snakemake's for outputs of killed jobs, so that they are rebuilt when needed. While
    another run is active, nothing is marked.
    """
    made = made_files()
    broken = {file for file, whole in made.items() if not whole}
    unknown = (name for name in recorded(ROOT) if name not in made)
    found = sorted(
        {
            *broken,
            *damaged(ROOT, made),
            *filter(is_outdated, filter(os.path.exists, unknown)),
        }
    )
    if not found or (own := lock()) is None:
        return
    own.close()
    persistence = FilePersistence()
    for file in found:
        if os.path.isdir(file):
            raise WorkflowError(f"{file}: expected a file, got a folder; remove it")
        persistence.cleanup_metadata(IOFile(file))
        persistence.started(SimpleNamespace(output=[IOFile(file)]))
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    logger.warning(
        f"these outputs have changed since they were built: {', '.join(found[:5])}{more}; "
        "they will be rebuilt when needed"
    )


def made_files():
    """Files that Snakemake made, and whether its metadata of each are readable."""
    folder, made = Path(".snakemake/metadata"), {}
    for place in filter(Path.is_file, folder.rglob("[!.]*")):
        # Snakemake splits names that are too long for one file into folders: see its _record_path.
        parts = [part.removeprefix("@") for part in place.relative_to(folder).parts]
        file = urlsafe_b64decode("".join(parts)).decode()
        try:
            MetadataRecord.model_validate_json(place.read_bytes())
        except ValueError:
            made[file] = False
        else:
            made[file] = True
    return made


@cache
def is_outdated(file):
    """Whether the job that makes a file, or one that it depends on, has changed since its record.

    Snakemake checks this for files that it made; this covers those of an unpacked archive.
    """
    try:
        record = read_record(file, ROOT)
    except ValueError:
        return True
    made_by = maker(file)
    if record is None or made_by is None:
        return False
    producer, wildcards = made_by
    inputs = producer.expand_input(wildcards)[0]
    # Parameters are functions of wildcards only.
    nothing = SimpleNamespace(_plainstrings=list)
    params = dict(
        producer.expand_params(wildcards, nothing, nothing, job=None)[0].items()
    )
    code, _ = params.pop("code"), params.pop("provenance", None)
    return (
        {in_checkout(path) or path for path in inputs} != record.inputs.keys()
        or code != record.code
        or {name: repr(value) for name, value in params.items()} != record.parameters
        or any(is_outdated(name) for name in record.inputs)
    )


if workflow.is_main_process:
    mark_damaged()
