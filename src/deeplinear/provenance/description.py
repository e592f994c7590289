"""Describe a file of figures/: its paper, its settings and its citation."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deeplinear.settings.captions import caption
from deeplinear.settings.checkout import read_registry, variants_of
from deeplinear.settings.formulas import plain_text
from deeplinear.settings.registry import Document

LICENCE = "MIT"
BOTH = "inferred and stated"
# Titles of the pages on all papers.
TITLES = {
    "audit": "The replication audit",
    "index": "Papers on gradient descent for deep linear networks, regenerated",
    "settings": "The settings audit",
}


def describe(root: Path, config: Document, path: str) -> dict[str, Any]:
    """Describe a picture or page, without the sources that it depends on.

    Parameters
    ----------
    root : Path
        The checkout.
    config : mapping
        As in config/config.yaml.
    path : str
        The file, such as figures/zhao2023/figure1-stated.pdf.

    Returns
    -------
    dict
        title, caption (of tables and figures), source (the paper to cite), licence, paper,
        artefact, variant, and settings: all values that the file's content depends on.

    Raises
    ------
    SettingError, KeyError
        If the checkout has no such artefact.
    """
    folder, name = Path(path).parent.name, Path(path).stem
    if folder in ("notebooks", "gallery") and "_" in name:
        shown = describe(root, config, f"figures/{name.replace('_', '/', 1)}")
        return shown | ({"variant": BOTH} if folder == "gallery" else {})
    if folder in ("figures", "gallery"):
        return {
            "title": TITLES[name],
            "source": "; ".join(citation(read_registry(root, paper)) for paper in config["papers"]),
            "licence": LICENCE,
            "paper": " ".join(config["papers"]),
            "artefact": name,
            "variant": BOTH,
            "settings": {key: config[key] for key in ("seed", "replicates", "audit")},
        }
    audited = name.endswith("-audit")
    variant = variants_of(root, folder)[name.removesuffix("-audit")]
    ending = "audit" if audited else "bands" * variant["bands"]
    settings = {row["setting"]: row["used"] for row in variant["origins"]}
    drawn = ("replicates", "audit") if ending else ()
    return {
        "title": variant["title"],
        **({"caption": plain_text(caption(variant, config, ending))} if variant["caption"] else {}),
        "source": citation(read_registry(root, variant["paper"])),
        "licence": LICENCE,
        "paper": variant["paper"],
        "artefact": variant["artefact"],
        "variant": BOTH if audited else variant["variant"],
        "settings": {key: config[key] for key in ("seed", *drawn)} | settings,
    }


def citation(registry: Document) -> str:
    """The citation of a paper on one line."""
    *others, last = registry["authors"]
    authors = f"{', '.join(others)} and {last}" if others else last
    return f"{authors}: {registry['title']}. {registry['venue']}, {registry['year']}"


def hashes(settings: Mapping[str, Any], sources: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 of the settings as sorted JSON, of the tree of sources, and of the lock among them.

    Parameters
    ----------
    settings : mapping
    sources : mapping
        Digests (deeplinear.provenance.sources) by path; the tree is one line "digest  path" per
        source, sorted by path, as sha256sum writes them.
    """
    lines = "".join(f"{value}  {path}\n" for path, value in sorted(sources.items()))
    return {
        "settings": hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest(),
        "code": hashlib.sha256(lines.encode()).hexdigest(),
        "lock": sources["requirements.lock"],
    }
