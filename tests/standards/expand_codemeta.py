"""Expand a codemeta.json with the context beside this file; print what no term of it explains.

Run in the environment of the standards. Any other context is refused, so nothing is loaded.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pyld import jsonld  # type: ignore[import-not-found]

CONTEXT = "https://w3id.org/codemeta/3.0"
VOCABULARIES = ("http://schema.org/", "https://codemeta.github.io/terms/")


def load(url: str, options: Any) -> dict[str, Any]:
    if url != CONTEXT:
        raise SystemExit(f"@context: expected {CONTEXT}, got {url}; change it in codemeta.json")
    document = Path(__file__).with_name("codemeta-3.0.jsonld").read_text(encoding="utf-8")
    return {"document": json.loads(document), "documentUrl": url, "contextUrl": None}


def types(node: Any) -> list[str]:
    """The types of all nodes of an expanded document, not those of its values."""
    if isinstance(node, list):
        return [name for part in node for name in types(part)]
    if isinstance(node, dict) and "@value" not in node:
        return node.get("@type", []) + types([node[key] for key in node if key != "@type"])
    return []


def main(path: str) -> None:
    unknown: list[str] = []
    expanded = jsonld.expand(
        json.loads(Path(path).read_text(encoding="utf-8")),
        {"documentLoader": load, "base": "file:///"},
        on_property_dropped=unknown.append,
    )
    unknown += [name for name in types(expanded) if not name.startswith(VOCABULARIES)]
    print("\n".join(unknown))


if __name__ == "__main__":
    main(sys.argv[1])
