"""What is wrong with an open page, as a list of complaints; empty for a page as it should be."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

GUIDELINES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# They are like those before, and would take most of the time.
LATER_ROWS = {"exclude": [["tbody > tr:nth-child(n+9)"]]}


def violations(page: Page, rules: list[str] = GUIDELINES) -> list[str]:
    """Of WCAG 2.1, levels A and AA, and of good practice, by axe-core; or of rules by name."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, context=LATER_ROWS, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def faint(page: Page) -> list[str]:
    """Colours without contrast where the reader has chosen dark ones."""
    page.emulate_media(color_scheme="dark")
    return violations(page, ["color-contrast"])


def unexplained(page: Page) -> list[str]:
    """Pictures without a text, or that do not load."""
    return page.evaluate("""() => [...document.images]
      .filter((image) => !image.alt.trim() || image.naturalWidth === 0)
      .map((image) => `picture: ${image.outerHTML.slice(0, 80)}`)""")


def unreachable(page: Page) -> list[str]:
    """What the Tab key does not come to, not in the order of the page, or without showing it."""
    left: dict[int, str] = dict(
        page.evaluate("""() => [...document.querySelectorAll('*')].flatMap((element, place) => {
          const found = element.matches(
            'a[href], button, input, select, textarea, summary, [tabindex="0"]'
          ) && !element.disabled && element.checkVisibility({visibilityProperty: true})
            && (element.type !== 'radio' || element.checked);
          return found ? [[place, element.outerHTML.slice(0, 80)]] : [];
        })""")
    )
    complaints = []
    last = -1
    while True:
        page.keyboard.press("Tab")
        place, outlined = page.evaluate("""() => {
          const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
          const place = [...document.querySelectorAll('*')].indexOf(document.activeElement);
          return [document.activeElement === document.body ? -1 : place,
                  outlineStyle !== 'none' && parseFloat(outlineWidth) > 0];
        }""")
        if place <= last:
            break
        text = left.pop(place, "")
        if text and not outlined:
            complaints.append(f"focus not seen: {text}")
        last = place
    return complaints + [f"not reached by Tab: {text}" for text in left.values()]


def clipped(page: Page) -> list[str]:
    """Texts beyond the edges of a phone, as of a window at 400 %, or of what hides the rest.

    What scrolls in a region of its own is not, nor what is a pixel wide for screen readers alone.
    """
    page.set_viewport_size({"width": 320, "height": 640})
    return page.evaluate("""() => {
      const width = document.scrollingElement.scrollWidth;
      const complaints = width > innerWidth ? [`${width} pixels wide: the page`] : [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      next: while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!parent.checkVisibility({visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const box = range.getBoundingClientRect();
        if (box.width === 0) continue;
        let [left, right, top, bottom] = [0, innerWidth, -Infinity, Infinity];
        for (let around = parent; around; around = around.parentElement) {
          const {overflowX, overflowY} = getComputedStyle(around);
          const frame = around.getBoundingClientRect();
          if (frame.width <= 1 || ['auto', 'scroll'].includes(overflowX)) continue next;
          if (overflowX !== 'visible')
            [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
          if (overflowY !== 'visible')
            [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
        }
        if (box.left < left - 1 || box.right > right + 1 || box.top < top - 1
            || box.bottom > bottom + 1)
          complaints.push(`clipped: ${texts.currentNode.data.trim()}`);
      }
      return complaints;
    }""")


def unprintable(page: Page) -> list[str]:
    """On paper: controls, pictures that are not shown, details that stay closed."""
    page.emulate_media(media="print")
    return page.evaluate("""() => {
      const shown = (element) => element.checkVisibility({visibilityProperty: true});
      const found = (selector, wrong) =>
        [...document.querySelectorAll(selector)].filter(wrong).map(
          (element) => `on paper: ${element.outerHTML.slice(0, 80)}`);
      return [
        ...found('button, canvas, input, select, textarea', shown),
        ...found('img, details > :not(summary)', (element) => !shown(element)),
      ];
    }""")


def dead(page: Page) -> list[str]:
    """Without scripts: controls that can be seen and change nothing that can be read."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.reload()
    complaints = [
        f"changes nothing: {control.evaluate('(control) => control.outerHTML')}"
        for control in page.locator(":is(button, input, select):visible").all()
        if not changes(page, control)
    ]
    if not page.locator("main :is(img, table):visible").count():
        complaints.append("neither picture nor table without scripts")
    devtools.detach()  # scripts run again
    return complaints


def changes(page: Page, control: Locator) -> bool:
    """Whether using a control by keyboard changes the text of the page."""
    before = page.inner_text("body")
    control.press("ArrowRight" if control.get_attribute("type") == "range" else "Space")
    return page.inner_text("body") != before
