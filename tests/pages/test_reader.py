"""The tables of settings and claims in a figure's notebook."""

from pathlib import Path

import pytest

from deeplinear.pages.reader import claims_table, settings_table
from deeplinear.settings.checkout import settings_of
from tests.artefacts import PAPERS
from tests.conftest import ROOT, read_yaml


@pytest.mark.parametrize("paper", PAPERS)
def test_a_reader_sees_every_setting_and_claim_of_the_registry(
    paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for name, variant in settings_of(Path(), paper).items():
        figure = f"figures/{paper}/{name}"
        settings = settings_table(figure)
        assert list(settings["setting"]) == [row["setting"] for row in variant["origins"]]
        from_where = settings.reindex(columns=["stated", "assumed"], fill_value="")
        assert all((from_where != "").any(axis="columns"))
        assert all(settings["where, and why"])
        if variant["claims"]:
            claimed = [claim["statement"] for claim in variant["claims"].values()]
            assert list(claims_table(figure)["claim"]) == claimed


def test_a_reader_sees_every_setting_of_a_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    settings = settings_table("figures/sweeps/width")
    assert list(settings.columns) == ["setting", "used"]
    assert set(settings["setting"]) == set(read_yaml("config/sweeps/width.yaml"))
