"""Check that a paper has all of its files, before the first job runs."""

from collections.abc import Iterator
from pathlib import Path

from deeplinear.papers.lookup import reader_of
from deeplinear.settings.checkout import read_schema, read_yaml, schema_name
from deeplinear.settings.registry import SettingError


def check_parts(root: Path, paper: str) -> None:
    """Check that no part of a paper is missing.

    Parameters
    ----------
    root, paper : Path, str
        The checkout, and the paper's key.

    Raises
    ------
    SettingError
        If any part is missing; the message lists all of them.
    """
    missing = list(_missing(root, paper))
    if missing:
        lines = "".join(f"\n  {part}" for part in missing)
        raise SettingError(
            f"config/config.yaml: papers: {paper} is not complete, it lacks{lines}\n"
            "see docs/adding-a-paper.md"
        )


def _missing(root: Path, paper: str) -> Iterator[str]:
    registry = read_yaml(root, f"config/papers/{paper}.yaml")
    for key in read_schema(root, "registry")["required"]:
        if key not in registry:
            yield f"config/papers/{paper}.yaml: the key {key}"
    artefacts = registry.get("artefacts", {})
    figures = [name for name, entry in artefacts.items() if entry.get("kind") == "figure"]
    for name in artefacts:
        schema = f"workflow/schemas/{schema_name(root, paper, name)}.schema.yaml"
        if not (root / schema).is_file():
            yield f"{schema}: which values the settings of {name} may have"
    if not (root / f"workflow/rules/{paper}.smk").is_file():
        yield f"workflow/rules/{paper}.smk: its rules"
    for name, entry in artefacts.items():
        if "published" in entry and not (root / f"published/{paper}/{name}.csv").is_file():
            yield f"published/{paper}/{name}.csv: the printed numbers of {name}"
    for name in figures:
        if not (root / f"figures/{paper}/{name}.py").is_file():
            yield f"figures/{paper}/{name}.py: the source of {name}, a notebook"
    if figures and not (root / f"src/deeplinear/papers/{paper}/plot.py").is_file():
        yield f"src/deeplinear/papers/{paper}/plot.py: READERS, for {', '.join(figures)}"
        return
    for name in figures:
        if reader_of(paper, name) is None:
            yield f"src/deeplinear/papers/{paper}/plot.py: in READERS, a reader for {name}"
