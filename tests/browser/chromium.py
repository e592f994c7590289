"""Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

PROGRAM = shutil.which("chromium")
MISSING = "expected chromium, found none; `make browser` installs Debian's"


@contextmanager
def chromium() -> Iterator[Page]:
    """An empty page of a browser without a window and without a network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM)
        yield browser.new_page(offline=True)
        browser.close()


@contextmanager
def opened(tab: Page, address: str) -> Iterator[Page]:
    """An address in a wide, light window.

    Raises
    ------
    AssertionError
        On leaving, if the page wrote to the console, failed, or asked for anything but itself.
    """
    said: list[str] = []
    asked: list[str] = []
    heard = {
        "console": lambda message: said.append(f"{message.type}: {message.text}"),
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: asked.append(request.url),
    }
    for event, listener in heard.items():
        tab.on(event, listener)  # type: ignore[call-overload]
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.emulate_media(media="screen", color_scheme="light")
    tab.goto(address)
    yield tab
    for event, listener in heard.items():
        tab.remove_listener(event, listener)
    complaints = [*said, *(f"asked for {url}" for url in asked if url != address)]
    assert not complaints, complaints
