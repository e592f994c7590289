"""Captions, written from the registry."""

import copy
import re
from typing import Any

import pytest

from deeplinear.pages.rendering import formulas
from deeplinear.settings.captions import caption
from deeplinear.settings.checkout import read_config, settings_of
from deeplinear.settings.formulas import latex, plain_text
from deeplinear.settings.registry import SettingError, resolve
from tests.artefacts import PAPERS, REGISTRIES
from tests.conftest import ROOT

CONFIG = read_config(ROOT)


def variant(paper: str, name: str, **changed: Any) -> dict[str, Any]:
    return settings_of(ROOT, paper)[name] | changed


def test_a_caption_gives_the_settings_that_a_run_has() -> None:
    said = caption(variant("zhao2023", "figure1", widths=[7, 11]), CONFIG)
    assert "($n$ = 7, 11)" in said
    assert "one draw of data and network" in said


def test_a_caption_says_where_the_settings_depart_from_the_paper() -> None:
    inferred = caption(variant("zhao2023", "table1"), CONFIG)
    assert inferred.endswith("the paper states step_size_factor 1, widths 2000.")
    stated = caption(variant("zhao2023", "table1-stated"), CONFIG)
    assert stated.endswith("the published numbers correspond to step_size_factor 0.5, widths 5000.")
    assert "states" not in caption(variant("arora2019", "figure1"), CONFIG)


def test_captions_of_bands_and_audits_give_the_number_of_draws() -> None:
    config = {"replicates": {"figures": 31, "tables": 17}}
    assert "90 % of 31 draws" in caption(variant("zhao2023", "figure1-bands"), config, "bands")
    assert "95 % of 17 draws" in caption(variant("zhao2023", "table2"), config, "audit")


def test_a_caption_that_asks_for_an_unknown_setting_is_refused() -> None:
    registry = {
        "defaults": {},
        "artefacts": {
            "figure1": {
                "kind": "figure",
                "title": "",
                "locator": "",
                "caption": "of {widht}",
                "settings": {"width": {"assumed": 1, "reason": ""}},
            }
        },
    }
    with pytest.raises(SettingError, match=r"figure1: caption: \{widht\} .*did you mean width\?"):
        resolve("paper", registry, lambda _: {})


@pytest.mark.parametrize("paper", PAPERS)
def test_every_form_of_a_caption_is_whole(paper: str) -> None:
    for name, variant in settings_of(ROOT, paper).items():
        written = caption(variant, CONFIG, "bands" * variant["bands"])
        plain, tex, html = plain_text(written), latex(written), str(formulas(written))
        assert not re.search(r"[\\$]", plain), name
        assert tex.count("$") % 2 == 0
        words = re.sub(r"\$.*?\$", "", tex)
        assert not re.search(r"(?<!\\)[_%&#]", words), words
        assert not re.search(r"[\\$]", html)
        assert html.count("<math") == written.count("$") / 2


def test_formulas_in_plain_text() -> None:
    assert plain_text(r"$\|W_i(t) - W_i(0)\|_F$ falls") == "‖W_i(t) − W_i(0)‖_F falls"
    assert plain_text(r"to $\sqrt 6 \|Z_1\|$ with $N \eta / n_N$") == "to √6 ‖Z_1‖ with N η / n_N"


@pytest.mark.parametrize(
    ("written", "words"),
    [(r"of $\foo$", r"got \\foo; write it otherwise"), ("of $x", "dollar signs in pairs, got 1")],
)
def test_a_formula_that_cannot_be_read_is_refused_before_any_job(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plain_text(written)
    registry = copy.deepcopy(REGISTRIES["arora2019"])
    registry["artefacts"]["figure1"]["caption"] = written
    with pytest.raises(SettingError, match=f"figure1: caption: .*{words}"):
        resolve("arora2019", registry, lambda _: {})
