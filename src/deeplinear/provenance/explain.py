"""Explain what an output depends on, and what has changed since it was made."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from deeplinear.provenance.changes import changed_settings, changed_sources
from deeplinear.provenance.records import Record, read_record, sha256
from deeplinear.provenance.stamps import read_stamp


def explain(file: Path, root: Path = Path()) -> bool:
    """Print the jobs that led to a file, their inputs, and what has changed since.

    Parameters
    ----------
    file : Path
        A file of figures/ or results/, relative to the checkout.
    root : Path
        The checkout.

    Returns
    -------
    bool
        Whether nothing has changed.

    Raises
    ------
    SystemExit
        If the file was not made in this checkout.
    """
    path = file.as_posix()
    record = read_record(path, root)
    if record is None:
        raise SystemExit(
            f"expected an output of this checkout, got {path}, which has no record in "
            f"results/.records/; build it with `snakemake --cores 1 {path}`, or identify it with "
            f"`python -m deeplinear identify {path}`"
        )
    records = chain(record, root)
    by_rule: dict[str, list[Record]] = defaultdict(list)
    for one in records.values():
        by_rule[one.rule].append(one)
    print(f"{path} depends on {len(records) - 1} other outputs")
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
    """The records of a file and of all outputs it depends on, by path, the nearest first."""
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
                yield f"{name} edited or truncated"
        except FileNotFoundError:
            yield f"{name} removed"


def _changed_settings(path: str, root: Path) -> Iterator[str]:
    """From the stamp of the file, or of a picture or page of the same table."""
    for beside in sorted((root / path).parent.glob(f"{Path(path).stem}.*")):
        stamp = read_stamp(beside.read_bytes())
        if stamp:
            yield from changed_settings(root, path, stamp.record["settings"])
            return
