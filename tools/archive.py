"""Pack the sources, the outputs and the crate into a tar file named by its hash.

Run by `make archive`, at the root. The outputs are those that the crate describes, with their
records (deeplinear.provenance.records), and the files of results/ that pictures and pages show.
The rest of results/ is left out: nothing in figures/ is compared with it, and it can be rebuilt.
The same content gives the same bytes: without owners, dated by the release, and uncompressed, since
compression depends on the version of the library. SHA256SUMS lists the files, for `sha256sum
--check`, and replaces git where the archive is unpacked.
"""

import hashlib
import io
import json
import subprocess
import tarfile
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from deeplinear.provenance.records import FOLDER, read_record

CRATE = "ro-crate-metadata.json"
SUMS = "SHA256SUMS"


def sources(root: Path) -> list[str]:
    """The paths of a commit's files, or of all files of an unpacked archive.

    Raises
    ------
    SystemExit
        If this is neither, or has been edited.
    """
    if (root / ".git").exists():
        edited = git(root, "status", "--porcelain", "--no-renames", "-z")
        if edited:
            paths = ", ".join(entry[3:] for entry in edited)
            raise SystemExit(f"expected the files of a commit, got changes: {paths}; commit them")
        return git(root, "ls-files", "-z")
    if not (root / SUMS).is_file():
        raise SystemExit(
            f"expected a clone or an unpacked archive, got a folder without .git and {SUMS}; "
            "clone the repository"
        )
    lines = (root / SUMS).read_text(encoding="utf-8").splitlines()
    return [line.partition("  ")[2] for line in lines]


def git(root: Path, *arguments: str) -> list[str]:
    """The paths that a git command lists with `-z`."""
    command = ["git", "--no-optional-locks", *arguments]
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE)
    return [name for name in done.stdout.decode().split("\0") if name]


def described(root: Path) -> dict[str, str]:
    """SHA-256, by path, of the files that the crate describes."""
    if not (root / CRATE).is_file():
        raise SystemExit(f"expected {CRATE}, found none; run `make crate`")
    graph = json.loads((root / CRATE).read_text(encoding="utf-8"))["@graph"]
    return {entity["@id"]: entity["sha256"] for entity in graph if "sha256" in entity}


def records(root: Path, paths: Iterable[str]) -> set[str]:
    """The paths of the records of outputs, and of all outputs that these were made from."""
    asked, known = list(paths), set()
    while asked:
        path = asked.pop()
        record = read_record(path, root)
        if record and path not in known:
            known.add(path)
            asked.extend(record.inputs)
    return {f"{FOLDER.as_posix()}/{path}.json" for path in known}


def shown(root: Path, paths: Iterable[str]) -> set[str]:
    """The paths in results/ that pictures and pages were made from directly."""
    made = (read_record(path, root) for path in paths if not path.endswith(".csv"))
    inputs = (name for record in made if record for name in record.inputs)
    return {name for name in inputs if name.startswith("results/")}


def contents(root: Path) -> dict[str, bytes]:
    """All files of the archive, by path, in its order.

    Raises
    ------
    SystemExit
        If a file is missing, or does not match the crate.
    """
    crate = described(root)
    paths = sorted({*sources(root), *crate, CRATE, *records(root, crate), *shown(root, crate)})
    missing = [path for path in paths if not (root / path).is_file()]
    if missing:
        raise SystemExit(f"expected {', '.join(missing)}, found none; run `make` and `make crate`")
    files = {path: (root / path).read_bytes() for path in paths}
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    changed = [path for path, expected in crate.items() if hashes[path] != expected]
    if changed:
        raise SystemExit(
            f"files differ from their entry in {CRATE}: {', '.join(changed)}; run `make crate`"
        )
    sums = "".join(f"{value}  {path}\n" for path, value in hashes.items())
    return files | {SUMS: sums.encode()}


def packed(files: Mapping[str, bytes], folder: str, date: int) -> bytes:
    """A tar file of files in a folder, all with one date in seconds since 1970."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path, content in files.items():
            entry = tarfile.TarInfo(f"{folder}/{path}")
            entry.size, entry.mtime = len(content), date
            entry.mode = 0o755 if content.startswith(b"#!") else 0o644
            tar.addfile(entry, io.BytesIO(content))
    return written.getvalue()


def main(root: Path) -> Path:
    """Write dist/<name>-<version>-<first digits of its SHA-256>.tar and print its path."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    released = datetime.combine(citation["date-released"], datetime.min.time(), UTC)
    folder = f"{project['name']}-{project['version']}"
    files = contents(root)
    archive = packed(files, folder, int(released.timestamp()))
    digest = hashlib.sha256(archive).hexdigest()
    path = root / "dist" / f"{folder}-{digest[:12]}.tar"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(archive)
    print(f"{path}: {len(files)} files, {len(archive) / 1e6:.1f} MB, SHA-256 {digest}")
    return path


if __name__ == "__main__":
    main(Path())
