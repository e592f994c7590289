"""Render a notebook as a self-contained page, without scripts and with formulas in MathML."""

from html import escape
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer


def page_body(notebook: Any) -> str:
    """Convert the text, code and outputs of a notebook to HTML, for the body of a page.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        From :func:`deeplinear.pages.execution.executed`, with tables, pictures and text.
    """
    return "\n".join(f'<div class="cell">\n{_html(cell)}</div>' for cell in notebook.cells)


def code_style() -> str:
    """Style sheet for the code, on a light and on a dark screen."""
    styles = ("default", "github-dark")
    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in styles)
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _mathml(formula: str, options: dict[str, Any]) -> str:
    return convert(formula, display="block" if options["display_mode"] else "inline")


MARKDOWN = MarkdownIt().use(dollarmath_plugin, allow_labels=False, renderer=_mathml)


def _html(cell: Any) -> str:
    if cell.cell_type == "markdown":
        return MARKDOWN.render(cell.source)
    code = highlight(cell.source, PythonLexer(), HtmlFormatter())
    shown = "".join(f'<div class="wide">\n{_shown(one)}\n</div>\n' for one in cell.outputs)
    return f'<div class="input">\n{code}</div>\n{shown}'


def _shown(output: Any) -> str:
    data = output.data
    if "text/html" in data:
        return data["text/html"]
    if "image/png" in data:
        look = output.metadata["image/png"].items()
        attributes = " ".join(f'{name}="{escape(str(value))}"' for name, value in look)
        return f'<img src="data:image/png;base64,{data["image/png"]}" {attributes}>'
    return f"<pre>{escape(data['text/plain'])}</pre>"
