"""Screenshots of the gallery and of one of its pages, for README.md and docs/.

python -m tests.browser        after the main command; `make screenshots` does it
"""

import io
import sys

from PIL import Image

from tests.browser.chromium import MISSING, PROGRAM, chromium, opened
from tests.conftest import ROOT

SHOWN = {
    "docs/index.png": "figures/index.html",
    "docs/zhao2023_figure1.png": "figures/gallery/zhao2023_figure1.html",
}


def main() -> None:
    if PROGRAM is None:
        sys.exit(MISSING)
    with chromium() as tab:
        for picture, path in SHOWN.items():
            with opened(tab, (ROOT / path).as_uri()) as page:
                page.set_viewport_size({"width": 1280, "height": 1440})
                shot = Image.open(io.BytesIO(page.screenshot()))
            shot.convert("RGB").quantize(128).save(ROOT / picture, optimize=True)


if __name__ == "__main__":
    main()
