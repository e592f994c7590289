"""Captions, written from the registry."""

from typing import Any

import pytest

from deeplinear.settings.captions import caption
from deeplinear.settings.checkout import read_config, settings_of
from deeplinear.settings.registry import SettingError, resolve
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
    assert stated.endswith(
        "the released code has step_size_factor 0.5; the printed numbers correspond to widths 5000."
    )
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
