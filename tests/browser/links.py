"""Where the links and pictures of an open page lead."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from playwright.sync_api import Page


def broken(page: Page) -> list[str]:
    """What does not lead to a file, to a part of a page, or, a link alone, to https."""
    leads = page.evaluate("""() => ['href', 'src'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map(
        (element) => [element.localName, element.getAttribute(name)]))""")
    return [f"{element}: {to}" for element, to in leads if not resolves(page, element, to)]


def resolves(page: Page, element: str, to: str) -> bool:
    if urlsplit(to).scheme:
        return to.startswith("data:") or (element == "a" and to.startswith("https://"))
    place, part = urldefrag(to)
    here = Path(unquote(urlsplit(page.url).path))
    file = here.parent / unquote(place) if place else here
    if not file.is_file():
        return False
    return not part or bool(
        re.search(rf'\bid="?{re.escape(unquote(part))}\b', file.read_text(encoding="utf-8"))
    )
