"""The forms of a caption: LaTeX for tables, MathML for pages, Unicode for stamps."""

import copy
import re
from typing import Any

import pytest

from deeplinear.pages.rendering import formulas
from deeplinear.settings.captions import SOURCES, caption, departure
from deeplinear.settings.checkout import read_config, settings_of
from deeplinear.settings.formulas import UNICODE, latex, plain_text
from deeplinear.settings.registry import SettingError, resolve
from tests.artefacts import PAPERS, REGISTRIES
from tests.conftest import ROOT, read_yaml

CONFIG = read_config(ROOT)
SIXTH = read_yaml("tests/sixth_paper/files/config/papers/anon2024.yaml")
ORIGINS: list[dict[str, Any]] = [
    {"setting": "widths", "stated": [2000], "inferred": [5000], "evidence_from": "table"},
    {"setting": "step_size_factor", "stated": 1, "inferred": 0.5, "evidence_from": "code"},
    {"setting": "depth", "stated": 3},
]


def check_forms(written: str) -> None:
    assert not re.search(r"[\\${}]", plain_text(written)), written

    tex = re.sub(r"\\[{}$]", "", latex(written))
    assert tex.count("$") % 2 == 0
    assert tex.count("{") == tex.count("}")
    words = re.sub(r"\$.*?\$", "", tex)
    assert not re.search(r"(?<!\\)[_^~%&#]", words), words

    html = str(formulas(written))
    assert not re.search(r"[\\$]", html)
    assert html.count("<math") == written.count("$") / 2
    assert html.count(' aria-label="') == html.count("<math")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_form_of_a_caption_is_whole(paper: str) -> None:
    for variant in settings_of(ROOT, paper).values():
        check_forms(caption(variant, CONFIG, "bands" * variant["bands"]))


def test_the_sixth_papers_captions_are_whole() -> None:
    for variant in resolve("anon2024", SIXTH, lambda _: {}).values():
        check_forms(caption(variant, CONFIG))


@pytest.mark.parametrize("command", UNICODE)
def test_every_known_command_has_all_forms(command: str) -> None:
    check_forms(f"of $a {command}2$")


def test_formulas_in_plain_text() -> None:
    assert plain_text(r"$\|W_i(t) - W_i(0)\|_F$ falls") == "‖W_i(t) − W_i(0)‖_F falls"
    assert plain_text(r"to $\sqrt 6 \|Z_1\|$ with $N \eta / n_N$") == "to √6 ‖Z_1‖ with N η / n_N"
    assert plain_text(r"$\operatorname{Var} W_{*,ij}$ and $x_{ij}$") == "Var W_*,ij and x_ij"
    assert plain_text(r"a - b, $\alpha_0 / \beta_0$ $\pm$ $\sigma$") == "a - b, α_0 / β_0 ± σ"


def test_words_are_escaped_in_latex_and_formulas_are_not() -> None:
    assert latex(r"90 % of d_x & $d_x \eta$") == r"90 \% of d\_x \& $d_x \eta$"
    assert latex("{a} ~ ^ # \\") == (
        r"\{a\} \textasciitilde{} \textasciicircum{} \# \textbackslash{}"
    )


def test_words_are_escaped_in_html() -> None:
    assert str(formulas("a < b & c")) == "a &lt; b &amp; c"


def test_a_departure_says_what_is_from_the_code_and_what_from_the_numbers() -> None:
    assert departure(ORIGINS, "inferred") == (
        "Settings as in the released code (step_size_factor) and as inferred from the printed "
        "numbers (widths); the paper states widths 2000, step_size_factor 1."
    )
    assert departure(ORIGINS[1:], "inferred") == (
        "Settings as in the released code; the paper states step_size_factor 1."
    )
    stated = departure(ORIGINS, "stated", {"widths": "$n$"})
    assert stated == (
        "Settings as the paper states them; the released code has step_size_factor 0.5; the "
        "printed numbers correspond to $n$ = 5000."
    )
    check_forms(stated)
    assert departure(ORIGINS[2:], "inferred") == ""


def test_every_source_of_evidence_has_words() -> None:
    setting = read_yaml("workflow/schemas/registry.schema.yaml")["$defs"]["settings"]
    sources = setting["additionalProperties"]["properties"]["evidence_from"]["enum"]
    assert sorted(SOURCES) == sorted(sources)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"of $\foo$", r"commands among .*got \\foo; rewrite the formula"),
        (r"of $\sqrt{{2}}$", r"no braces but of an index, got \\sqrt\{2\}"),
        (r"of \eta", r"commands between dollar signs, got \\eta outside"),
        ("of $x", "dollar signs in pairs, got 1; close the formula"),
        ("of {draws", "expected '}' before end of string"),
    ],
)
def test_a_caption_that_cannot_be_read_is_refused_before_any_job(written: str, words: str) -> None:
    registry = copy.deepcopy(REGISTRIES["arora2019"])
    registry["artefacts"]["figure1"]["caption"] = written
    with pytest.raises(SettingError, match=f"arora2019.yaml: figure1: caption: .*{words}"):
        resolve("arora2019", registry, lambda _: {})
