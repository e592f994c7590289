"""Convert text with TeX formulas between dollar signs to Unicode and to LaTeX."""

import re

# The commands that captions use; TeX ignores the space after a root, and Unicode omits it.
UNICODE = {
    r"\|": "‖",
    r"\alpha": "α",
    r"\beta": "β",
    r"\eta": "η",
    r"\pm": "±",
    r"\sigma": "σ",
    r"\sqrt ": "√",
}
# Braces that the Unicode form can do without: a name, an index, a power of one number.
BRACES = re.compile(r"(?:\\operatorname|([_^]))\{([\w*,]+)\}")
COMMAND = re.compile(r"\\(?:sqrt |[A-Za-z]+|.)")
ESCAPED = str.maketrans(
    {character: f"\\{character}" for character in "&%#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)


def plain_text(text: str) -> str:
    """The text in Unicode, with its formulas on one line: W_i(t) − W_i(0).

    Parameters
    ----------
    text : str
        As for :func:`split`.

    Raises
    ------
    ValueError
        If a formula has braces other than `BRACES` or a command without an entry in `UNICODE`, or
        a command stands outside of formulas.
    """
    return "".join(_unicode(part) if formula else _words(part) for formula, part in split(text))


def latex(text: str) -> str:
    """The text in LaTeX: words are escaped, formulas unchanged.

    Parameters
    ----------
    text : str
        As for :func:`split`.
    """
    return "".join(
        f"${part}$" if formula else part.translate(ESCAPED) for formula, part in split(text)
    )


def split(text: str) -> list[tuple[bool, str]]:
    """The parts of a text in order, each with whether it is a formula.

    Parameters
    ----------
    text : str

    Raises
    ------
    ValueError
        If a formula is not closed.
    """
    parts = text.split("$")
    if len(parts) % 2 == 0:
        count = len(parts) - 1
        raise ValueError(f"expected dollar signs in pairs, got {count}; close the formula")
    return [(i % 2 == 1, part) for i, part in enumerate(parts)]


def _words(part: str) -> str:
    if found := COMMAND.search(part):
        raise ValueError(f"expected commands between dollar signs, got {found[0]} outside of them")
    return part


def _unicode(formula: str) -> str:
    formula = BRACES.sub(r"\1\2", formula)
    if re.search("[{}]", formula):
        raise ValueError(f"expected no braces but of an index, got {formula}; rewrite the formula")
    unknown = [command for command in COMMAND.findall(formula) if command not in UNICODE]
    if unknown:
        raise ValueError(
            f"expected commands among {', '.join(UNICODE)}, got {unknown[0]}; rewrite the formula, "
            "or add the command to UNICODE in src/deeplinear/settings/formulas.py"
        )
    return COMMAND.sub(lambda found: UNICODE[found[0]], formula).replace("-", "−")
