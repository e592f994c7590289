"""Report errors before any job runs: settings that no rule reads, unknown targets, read-only folders.

Included after all rules, which it inspects. No rules here.
"""

import re
import shutil

# A full run writes 120 MB.
ROOM = 200 * 10**6


def check_settings():
    """Refuse settings that no rule reads, and rules that read an unregistered setting."""
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
                f"{place}: no rule reads the setting {key}; remove it or read it in "
                f"workflow/rules/{paper}.smk"
            )


def check_targets():
    """Refuse mistyped targets with a suggestion; Snakemake only reports that no rule makes them.

    Snakemake knows the targets only after parsing, so this inspects the words of the command line.
    """
    rules = [rule.name for rule in workflow.rules]
    made = figure_files() + [file for sweep in SWEEPS for file in sweep_files(sweep)]
    made += [file for figure in NOTEBOOKS for file in notebook_files(figure)]
    for word in sys.argv[1:]:
        known = made if word.startswith("figures/") else rules
        ours = known is made or re.fullmatch(r"([a-z]+\d{4}|sweep)(_\w+)?", word)
        if ours and word not in known:
            raise WorkflowError(
                f"unknown target {word!r}; {suggestion(word, known)} "
                "(for a list: snakemake --list-target-rules)"
            )


def check_folders():
    """Refuse folders that cannot be written to, where Snakemake would fail midway."""
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
                f"{free // 10**6} MB; free some: finished outputs are kept"
            )


# Jobs on a node have been checked, and their command lines contain input files as well.
if workflow.is_main_process:
    check_settings()
    check_targets()
    check_folders()
