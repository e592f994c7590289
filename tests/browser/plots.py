"""What is wrong with the interactive plots of an open page: every control counts, by keyboard."""

from playwright.sync_api import Locator, Page


def unresponsive(page: Page) -> list[str]:
    """Controls that change nothing, or what they change not back; no plot at all."""
    plots = page.locator("[data-explore]:visible").all()
    if not plots:
        return ["no interactive plot"]
    return [complaint for plot in plots for complaint in [*stuck(plot), *unread(plot)]]


def stuck(plot: Locator) -> list[str]:
    """Choices, curves, axes and zoom: other pixels, and the first again when taken back."""
    pairs = []
    for control in plot.locator(":is([data-choose], [data-curve], [data-log]):visible").all():
        ticked = control.get_attribute("type") == "checkbox"
        there, back = ("Space", "Space") if ticked else ("ArrowRight", "ArrowLeft")
        pairs.append(((control, there), (control, back)))
    zoom = {way: (plot.locator(f"[data-zoom={way}]"), "Enter") for way in ("in", "out", "reset")}
    pairs += [(zoom["in"], zoom["out"]), (zoom["in"], zoom["reset"])]
    complaints = []
    before = drawn(plot)
    for pair in pairs:
        for (control, key), differs in zip(pair, (True, False), strict=True):
            control.press(key)
            if (drawn(plot) != before) != differs:
                what = "draws nothing else" if differs else "draws not the same again"
                complaints.append(f"{what}: {control.evaluate('(control) => control.outerHTML')}")
    return complaints


def unread(plot: Locator) -> list[str]:
    """A cursor that says nothing else at the next point, or not where it is."""
    cursor, readout = plot.locator("[data-cursor]"), plot.locator("[data-readout]").first
    before = readout.inner_text()
    cursor.press("ArrowRight")
    place, after = cursor.get_attribute("aria-valuetext"), readout.inner_text()
    if after == before or not place or not after.startswith(place):
        return [f"the cursor is at {place} and reads: {after}"]
    return []


def drawn(plot: Locator) -> list[str]:
    """The pixels of every panel, in the frame after the next."""
    return plot.evaluate("""async (plot) => {
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
      return [...plot.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
    }""")
