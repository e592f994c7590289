"""What pages of the gallery say is taken from the registry, the audit and the files themselves."""

import base64
import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from deeplinear.pages.artefact_view import label
from deeplinear.pages.audit_sections import read_shown
from deeplinear.pages.embedding import THUMBNAIL, embedded, thumbnail
from deeplinear.pages.reasons import verdicts
from deeplinear.replication.summary import read_verdicts
from deeplinear.settings.captions import caption
from deeplinear.settings.checkout import read_config, settings_of
from deeplinear.settings.citations import paper_bibtex, software_bibtex
from deeplinear.settings.registry import SettingError, resolve
from tests.artefacts import ARTEFACTS, REGISTRIES
from tests.conftest import ROOT

CONFIG = read_config(ROOT)
AUDIT = ROOT / "expected/audit.csv"


def variant(paper: str, name: str, **changed: Any) -> dict[str, Any]:
    return settings_of(ROOT, paper)[name] | changed


def test_a_caption_gives_the_settings_that_a_run_has() -> None:
    said = caption(variant("zhao2023", "figure1", widths=[7, 11]), CONFIG)
    assert "(n = 7, 11)" in said
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


@pytest.mark.parametrize(("paper", "artefact"), ARTEFACTS)
def test_verdicts_of_a_page_are_those_of_the_audit(paper: str, artefact: str) -> None:
    rows = [
        row for row in read_shown(AUDIT) if (row["paper"], row["artefact"]) == (paper, artefact)
    ]
    found = {(paper, artefact, one.variant): one.verdict for one in verdicts(rows)}
    known = {
        key: verdict
        for key, verdict in read_verdicts(AUDIT).items()
        if key[:2] == (paper, artefact) and key[2] in ("inferred", "stated")
    }
    assert found == known


def test_reasons_give_what_decided() -> None:
    rows = [
        row
        for row in read_shown(AUDIT)
        if (row["paper"], row["artefact"]) == ("zhao2023", "table1")
    ]
    inferred, stated = verdicts(rows)
    assert inferred.reasons == ("all cells together: adjusted p = 1 > 0.05",)
    assert stated.verdict == "diverges"
    low, high = next((row["low"], row["high"]) for row in rows if row["item"] == "n" and row["low"])
    assert f"the printed digits allow n from {low} to {high}, not 2000" in stated.reasons


def test_reasons_name_the_claims_that_do_not_hold() -> None:
    rows = [
        row
        for row in read_shown(AUDIT)
        if (row["paper"], row["artefact"]) == ("zhao2023", "figure1")
    ]
    inferred, stated = verdicts(rows)
    assert inferred.reasons == ("3 of 3 claims hold",)
    assert stated.reasons == ("“narrow stays” held for 0 of 100 seeds", "2 of 3 claims hold")


def test_the_papers_and_the_software_are_cited_in_bibtex() -> None:
    software = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    papers = list(REGISTRIES.values())
    said = [paper_bibtex("key", paper) for paper in papers]
    for text, entry in zip(
        [*said, software_bibtex("key", software)], [*papers, software], strict=True
    ):
        assert text.count("{") == text.count("}")
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, flags=re.MULTILINE))
        assert fields["title"] == f"{{{entry['title']}}}"
        assert len(fields["author"].split(" and ")) == len(entry["authors"])
        assert re.fullmatch("20[0-9]{2}", fields["year"])
    arora = paper_bibtex("key", REGISTRIES["arora2019"])
    assert arora.startswith("@inproceedings{key,")
    assert "author = {Arora, Sanjeev and Cohen, Nadav and" in arora


def test_artefacts_are_called_as_in_the_papers() -> None:
    assert [label(name) for name in ("table3", "figure1")] == ["Table 3", "Figure 1"]


def test_pictures_in_a_page_are_those_of_the_files(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    Image.linear_gradient("L").convert("RGB").resize((960, 480)).save(path)
    whole = base64.b64decode(embedded(path).removeprefix("data:image/png;base64,"))
    assert whole == path.read_bytes()
    small = base64.b64decode(thumbnail(path).removeprefix("data:image/png;base64,"))
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (THUMBNAIL, THUMBNAIL // 2)
        rows = [picture.convert("L").getpixel((0, y)) for y in (2, 120, 237)]
    assert rows == pytest.approx([2, 128, 253], abs=8)


def test_seconds_are_known_of_every_artefact() -> None:
    with open(ROOT / "benchmarks/seconds.csv", newline="", encoding="utf-8") as file:
        seconds = {(row["paper"], row["artefact"]): row["seconds"] for row in csv.DictReader(file)}
    assert set(seconds) == set(ARTEFACTS)
    assert all(float(value) > 0 for value in seconds.values())
