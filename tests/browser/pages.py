"""All that is wrong with a page."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.checks import (
    clipped,
    dead,
    faint,
    unexplained,
    unprintable,
    unreachable,
    violations,
)
from tests.browser.chromium import opened
from tests.browser.links import broken
from tests.browser.plots import unresponsive

# All of the gallery but the settings, and tables of related work and of notation.
PLOTTED = re.compile(r"/gallery/(?!settings|xu2023_table)")


def complaints(tab: Page, file: Path) -> list[str]:
    """What every reader should find, on any screen, on paper, by keyboard and without scripts.

    Raises
    ------
    AssertionError
        If the page is not silent, or asks for anything but itself.
    """
    with opened(tab, file.as_uri()) as page:
        found = [
            complaint
            for check in (violations, unexplained, broken, unreachable, faint, clipped, unprintable)
            for complaint in check(page)
        ]
    with opened(tab, file.as_uri()) as page:
        if PLOTTED.search(file.as_posix()):
            found += unresponsive(page)
        return found + dead(page)
