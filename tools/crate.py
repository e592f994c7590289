"""Write the RO-Crate of the run, ro-crate-metadata.json: outputs, inputs, code.

Run by `make crate` after the main command, at the root, in the standards environment.
RO-Crate 1.1 with the profiles Workflow RO-Crate 1.0 and Workflow Run Crate 0.5. It records neither
the time nor the machine: the same files give the same bytes.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from rocrate.model import ContextEntity  # type: ignore[import-not-found]
from rocrate.rocrate import ROCrate  # type: ignore[import-not-found]

PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
# Not in the context of RO-Crate 1.1, but a term of the run crate profiles.
SHA256 = "https://w3id.org/ro/terms/workflow-run#sha256"
FORMATS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".pyi": "text/x-python",
    ".svg": "image/svg+xml",
    ".tex": "application/x-tex",
    ".yaml": "application/yaml",
}
INPUTS = ["config/**/*.yaml", "published/**/*.csv"]
CODE = [
    "CITATION.cff",
    "benchmarks/seconds.csv",
    "environment.yml",
    "figures/**/*.py",
    "profiles/default/config.yaml",
    "pyproject.toml",
    "requirements.lock",
    "src/**/*.mplstyle",
    "src/**/*.py",
    "src/**/*.pyi",
    "workflow/**/*.*",
]


def outputs(root: Path) -> list[Path]:
    """The outputs of the main command in figures/, without sweeps.

    Raises
    ------
    SystemExit
        If there are none, or a format has no known media type.
    """
    files = (root / "figures").rglob("[!.]*.*")
    made = [
        path
        for path in files
        if path.suffix not in (".py", ".pyc") and path.parent.name != "sweeps"
    ]
    if not made:
        raise SystemExit("figures/: expected tables and figures, found none; run `make` first")
    for path in made:
        if path.suffix not in FORMATS:
            raise SystemExit(
                f"{path.relative_to(root)}: expected one of {', '.join(FORMATS)}; remove the file "
                "or add its media type to FORMATS in tools/crate.py"
            )
    return sorted(made)


def matching(root: Path, patterns: Iterable[str]) -> list[Path]:
    paths = (path for pattern in patterns for path in root.glob(pattern))
    return sorted(path for path in paths if "__pycache__" not in path.parts)


def properties(path: Path) -> dict[str, Any]:
    """The properties of a file's entity: size, hash and media type."""
    content = path.read_bytes()
    return {
        "name": path.name,
        "contentSize": str(len(content)),
        "encodingFormat": FORMATS.get(path.suffix, "text/plain"),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def describe(crate: ROCrate, identifier: str, kind: str, **facts: Any) -> ContextEntity:
    """Add an entity that is not a file: a paper, a package, a licence."""
    return crate.add(ContextEntity(crate, identifier, {"@type": kind, **facts}))


def add_license(crate: ROCrate, name: str) -> ContextEntity:
    return describe(crate, f"https://spdx.org/licenses/{name}", "CreativeWork", name=name)


def add_papers(crate: ROCrate, root: Path) -> list[ContextEntity]:
    """The papers of the registry, with their authors."""
    papers = []
    for path in matching(root, ["config/papers/*.yaml"]):
        registry = yaml.safe_load(path.read_text(encoding="utf-8"))
        paper = describe(crate, f"#{path.stem}", "ScholarlyArticle", name=registry["title"])
        paper["datePublished"] = str(registry["year"])
        paper["description"] = registry["venue"]
        if "arxiv" in registry:
            paper["identifier"] = f"arXiv:{registry['arxiv']}"
        authors = [
            describe(crate, f"#{name.replace(' ', '-')}", "Person", name=name)
            for name in registry["authors"]
        ]
        paper["author"] = authors if len(authors) > 1 else authors[0]
        papers.append(paper)
    return papers


def add_packages(crate: ROCrate, root: Path) -> list[ContextEntity]:
    """The packages that the pipeline requires, in the versions of requirements.lock."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = pins(root)
    packages = []
    for requirement in project["optional-dependencies"]["pipeline"]:
        name = re.split(r"[<>=\[ ]", requirement)[0]
        uri = f"pkg:pypi/{name}@{versions[name]}"
        package = describe(crate, uri, "SoftwareApplication", name=name)
        package["softwareVersion"] = versions[name]
        packages.append(package)
    return packages


def pins(root: Path) -> dict[str, str]:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, flags=re.MULTILINE))


def main(root: Path) -> None:
    """Write ro-crate-metadata.json next to the files that it describes.

    Parameters
    ----------
    root : Path
        The checkout, in which the main command has run.
    """
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    crate = ROCrate(version="1.1")
    crate.metadata.extra_terms["sha256"] = SHA256

    def add(paths: Iterable[Path]) -> list[Any]:
        return [
            crate.add_file(path, path.relative_to(root).as_posix(), properties=properties(path))
            for path in paths
        ]

    made = outputs(root)
    workflow = crate.add_workflow(
        root / "Snakefile",
        "Snakefile",
        main=True,
        lang="snakemake",
        lang_version=pins(root)["snakemake"],
        properties={
            **properties(root / "Snakefile"),
            "name": citation["title"],
            "version": citation["version"],
            "conformsTo": {"@id": BIOSCHEMAS},
        },
    )
    workflow["hasPart"] = add(matching(root, CODE))
    workflow["softwareRequirements"] = add_packages(crate, root)

    inputs = add(matching(root, INPUTS))
    for file in inputs:
        if file.id.startswith("published/"):
            file["license"] = add_license(crate, "CC0-1.0")
    authors = describe(crate, "#authors", "Organization", name=citation["authors"][0]["name"])
    run = describe(crate, "#run", "CreateAction", name="make", description="The main command")
    run["instrument"] = workflow
    run["agent"] = authors
    run["object"] = inputs
    run["result"] = add(made)

    about = crate.root_dataset
    (readme,) = add([root / "README.md"])
    readme["about"] = about
    about["name"] = citation["title"]
    about["description"] = citation["abstract"]
    about["datePublished"] = citation["date-released"].isoformat()
    about["keywords"] = citation["keywords"]
    about["license"] = add_license(crate, citation["license"])
    about["author"] = about["publisher"] = authors
    about["citation"] = add_papers(crate, root)
    about["mentions"] = run
    about["conformsTo"] = [
        describe(crate, uri, "CreativeWork", name=name, version=uri.rpartition("/")[2])
        for uri, name in PROFILES.items()
    ]
    crate.metadata.write(root)
    print(f"{crate.metadata.id}: {len(made)} files, made from {len(inputs)}")


if __name__ == "__main__":
    main(Path())
