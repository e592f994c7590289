"""A notebook as a page that needs neither a network nor a script: formulas in MathML."""

from typing import Any

from latex2mathml.converter import convert
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter


def page_body(notebook: Any) -> str:
    """Text, code and outputs of a notebook in HTML, for the body of a page.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    """
    exporter = HTMLExporter(
        template_name="basic",
        filters={"markdown2html": _to_html},
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    return body


def code_style() -> str:
    """Style sheet for the code, on a light and on a dark screen."""
    styles = ("default", "github-dark")
    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in styles)
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


class _MathML(IPythonRenderer):
    """Formulas as MathML, where nbconvert leaves them to a script from a network."""

    def inline_math(self, body: str) -> str:
        return convert(body)

    def block_math(self, body: str) -> str:
        return convert(body, display="block")


def _to_html(markdown: str) -> str:
    renderer = _MathML(escape=False, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(markdown)
