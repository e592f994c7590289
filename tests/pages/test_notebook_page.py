"""The page of a notebook, which needs nothing else."""

import base64
import re

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from deeplinear.pages.notebook_page import page_body

FROM_A_NETWORK = re.compile(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""")


def test_a_page_has_formulas_without_a_script_and_pictures_with_a_text() -> None:
    picture = base64.b64encode(b"not looked at").decode()
    shown = new_output(
        "display_data", {"image/png": picture}, metadata={"image/png": {"alt": "A <title>"}}
    )
    cells = [
        new_markdown_cell(r"If $\|Z\| < 1$ then $\frac12$, at `$HOME`:" "\n\n$$x_*$$"),
        nbformat.v4.new_code_cell("price = '$x$'", outputs=[shown]),
    ]
    body = page_body(new_notebook(cells=cells))
    assert re.findall(r'<math[^>]*display="(\w+)"', body) == ["inline", "inline", "block"]
    assert "<mfrac>" in body
    assert "<code>$HOME</code>" in body
    assert 'alt="A &lt;title&gt;"' in body
    assert "<script" not in body
    assert not FROM_A_NETWORK.search(body)
