"""Explain what a made file depends on, and what has changed since."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from deeplinear.provenance.changes import changed_settings, changed_sources
from deeplinear.provenance.records import Record, read_record, sha256
from deeplinear.provenance.stamps import read_stamp


def explain(file: Path, root: Path = Path()) -> bool:
    """Print the jobs that led to a file, what they read, and what is no longer as it was.

    Parameters
    ----------
    file : Path
        Of figures/ or results/, relative to the checkout.
    root : Path
        The checkout.

    Returns
    -------
    bool
        Whether everything is as it was.

    Raises
    ------
    SystemExit
        If the file was not made here.
    """
    path = file.as_posix()
    record = read_record(path, root)
    if record is None:
        raise SystemExit(
            f"expected a file that a run in this checkout made, got {path}, which has no record in "
            "results/.records/; make it (snakemake --cores 1 "
            f"{path}) or ask `python -m deeplinear identify` what it is"
        )
    records = chain(record, root)
    by_rule: dict[str, list[Record]] = defaultdict(list)
    for one in records.values():
        by_rule[one.rule].append(one)
    print(f"{path} depends on {len(records) - 1} made files")
    for rule, made in by_rule.items():
        files = made[0].path if len(made) == 1 else f"{made[0].path} and {len(made) - 1} more"
        scripts = [name for name in made[0].code if not name.startswith(("src/", "requirements"))]
        print(f"  {rule}: {files}\n    by {', '.join(scripts)}")
    sources: dict[str, str] = {}
    readers: dict[str, list[str]] = defaultdict(list)
    for rule, made in by_rule.items():
        for one in made:
            given = {name: value for name, value in one.inputs.items() if name not in records}
            sources |= given | dict(one.code)
            for name in given | dict(one.code):
                if rule not in readers[name]:
                    readers[name].append(rule)
    modules = sum(name.startswith("src/") for name in sources)
    print(f"and on {modules} modules of src/deeplinear, requirements.lock and the settings")
    changes = [
        *_changed_files(records, root),
        *(
            f"{name} {how}, which {', '.join(readers[name])} read{'s' * (len(readers[name]) == 1)}"
            for name, how in changed_sources(root, sources).items()
        ),
        *_changed_settings(path, root),
    ]
    print("changed since:" if changes else "nothing has changed since")
    for change in changes:
        print(f"  {change}")
    return not changes


def chain(record: Record, root: Path) -> dict[str, Record]:
    """A file's record and those of all made files before it, by path, the nearest first."""
    records = {record.path: record}
    waiting = [record]
    while waiting:
        for name in waiting.pop(0).inputs:
            before = None if name in records else read_record(name, root)
            if before:
                records[name] = before
                waiting.append(before)
    return records


def _changed_files(records: dict[str, Record], root: Path) -> Iterator[str]:
    for name, record in records.items():
        try:
            if sha256(root / name) != record.sha256:
                yield f"{name} edited or cut off"
        except FileNotFoundError:
            yield f"{name} removed"


def _changed_settings(path: str, root: Path) -> Iterator[str]:
    """By the stamp of the file, or of a picture or page of the same table."""
    for beside in sorted((root / path).parent.glob(f"{Path(path).stem}.*")):
        stamp = read_stamp(beside.read_bytes())
        if stamp:
            yield from changed_settings(root, path, stamp.record["settings"])
            return
