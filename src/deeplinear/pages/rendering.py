"""Render LaTeX tables and HTML pages from templates."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from deeplinear.replication import words
from deeplinear.settings.captions import SOURCES, departure
from deeplinear.settings.formulas import latex, plain_text, split
from deeplinear.settings.values import plain


def render(template: str | Path, path: str | Path, **context: Any) -> None:
    """Render a template and write the result.

    Delimiters are <% %>, << >> and <# #>, which neither LaTeX nor HTML uses. HTML is escaped. The
    filters `plain` writes a setting's value, `subscripted` a formula in Unicode, `formulas` and
    `latex` a text with TeX formulas; `words` is the module with the words for verdicts, `departure`
    the sentence of a caption on settings that depart from the paper, `SOURCES` the words for where
    inferred values are from.

    Parameters
    ----------
    template : str or Path
        A .html.j2 or .tex.j2 file. Templates that it names are in its folder or the parent folder.
    path : str or Path
        The output file.
    **context
        The variables of the template.

    Raises
    ------
    jinja2.UndefinedError
        If the template uses any other variable.
    """
    source = Path(template)
    environment = Environment(
        loader=FileSystemLoader(source.parents[:2]),
        autoescape=source.name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters.update(plain=plain, subscripted=subscripted, latex=latex, formulas=formulas)
    environment.globals.update(words=words, departure=departure, SOURCES=SOURCES)
    text = environment.get_template(source.name).render(**context)
    Path(path).write_text(text, encoding="utf-8")


def formulas(text: str) -> Markup:
    """Text with TeX formulas between dollar signs as HTML with MathML, named in Unicode."""
    return Markup("").join(
        _mathml(part) if formula else escape(part) for formula, part in split(text)
    )


def subscripted(formula: str) -> Markup:
    """A formula in Unicode as HTML: σ_max with a subscript."""
    return Markup(re.sub(r"_([0-9A-Za-z]+)", r"<sub>\1</sub>", str(escape(formula))))


def _mathml(formula: str) -> Markup:
    from latex2mathml.converter import convert  # needed by few pages

    # The name is for screen readers that do not read MathML.
    name = Markup('<math aria-label="{}" ').format(plain_text(f"${formula}$"))
    return Markup(convert(formula).replace("<math ", name, 1))
