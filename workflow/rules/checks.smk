"""Notice in time what would go wrong later: settings that nobody reads, targets that nobody makes,
made files that are not what was made, folders
that nothing can be written to.

Included last, since it looks at all rules. No rules here.
"""

import shutil
from base64 import urlsafe_b64decode
from types import SimpleNamespace

from snakemake.io import IOFile
from snakemake.logging import logger
from snakemake.persistence import MetadataRecord
from snakemake.persistence.file import FilePersistence

from deeplinear.records import damaged

# What a run of everything writes is 120 MB.
ROOM = 200 * 10**6


def check_settings():
    """Refuse a setting that no rule reads, and a rule that reads one that is not registered."""
    for paper, variants in SETTINGS.items():
        read = set(readers(paper)) - DESCRIPTIONS
        registered = {
            row["setting"] for run in variants.values() for row in run["origins"]
        }
        place = f"config/papers/{paper}.yaml"
        for key in read - registered:
            raise WorkflowError(
                f"workflow/rules/{paper}.smk: expected settings of {place}, got {key}; "
                f"{suggestion(key, registered)}"
            )
        for key in registered - read:
            raise WorkflowError(
                f"{place}: expected every setting to be read by a rule, got {key}, which none "
                f"reads; remove it or read it in workflow/rules/{paper}.smk"
            )


def check_targets():
    """Refuse a mistyped artefact in words; Snakemake would only say that no rule makes it.

    Targets are known only after parsing, so these are the command's words that look like ours.
    """
    rules = [rule.name for rule in workflow.rules]
    made = figure_files() + [file for sweep in SWEEPS for file in sweep_files(sweep)]
    for word in sys.argv[1:]:
        known = made if word.startswith("figures/") else rules
        ours = known is made or re.fullmatch(r"([a-z]+\d{4}|sweep)(_\w+)?", word)
        if ours and word not in known:
            raise WorkflowError(
                f"unknown target {word!r}; {suggestion(word, known)} "
                "(snakemake --list-target-rules lists the named ones)"
            )


def check_folders():
    """Refuse folders that cannot be written to: Snakemake would end in tracebacks, half-way."""
    for top in (".snakemake", "figures", "logs", "results"):
        for folder in [folder for folder, _, _ in os.walk(top)] or ["."]:
            if not os.access(folder, os.W_OK | os.X_OK):
                raise WorkflowError(
                    f"{folder}: expected a folder to write to, got a read-only one; "
                    "change its permissions or work in a copy of the repository"
                )
        free = shutil.disk_usage(top if os.path.isdir(top) else ".").free
        if free < ROOM:
            raise WorkflowError(
                f"{top}/: expected at least {ROOM // 10**6} MB of free space, got "
                f"{free // 10**6} MB; free some: what was made is kept"
            )


def mark_damaged():
    """Mark files that were cut off or edited since they were made, or that nothing vouches for.

    The mark is the one that Snakemake gives to files of killed jobs: whatever needs them makes
    them again before. While another run is on, its files are its own business.
    """
    if not Path(".snakemake/metadata").is_dir():
        return
    own = lock()
    if own is None:
        return
    own.close()
    persistence = FilePersistence()
    made = made_files()
    broken = [file for file, whole in made.items() if not whole]
    found = sorted({*broken, *damaged(ROOT, made)})
    for file in filter(os.path.isdir, found):
        raise WorkflowError(f"{file}: expected a file, got a folder; remove it")
    for file in found:
        persistence.cleanup_metadata(IOFile(file))
        persistence.started(SimpleNamespace(output=[IOFile(file)]))
    if found:
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        logger.warning(
            f"expected the files that were made, by their records, found others: "
            f"{', '.join(found[:5])}{more}; they will be made again when something needs them"
        )


def made_files():
    """Files that Snakemake made, and whether what it noted of each can be read."""
    folder, made = Path(".snakemake/metadata"), {}
    for place in filter(Path.is_file, folder.rglob("*")):
        # Snakemake cuts names that are too long for one file into folders: see its _record_path.
        parts = [part.removeprefix("@") for part in place.relative_to(folder).parts]
        file = urlsafe_b64decode("".join(parts)).decode()
        try:
            MetadataRecord.model_validate_json(place.read_bytes())
        except ValueError:
            made[file] = False
        else:
            made[file] = True
    return made


# A job on a node has been checked, and the words of its command are its input files too.
if workflow.is_main_process:
    check_settings()
    check_targets()
    check_folders()
    mark_damaged()
