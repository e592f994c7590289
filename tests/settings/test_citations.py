"""Papers and this software in BibTeX."""

import re

import yaml

from deeplinear.settings.checkout import read_config
from deeplinear.settings.citations import bibtex, software_cited
from tests.artefacts import REGISTRIES
from tests.conftest import ROOT

CONFIG = read_config(ROOT)


def test_the_papers_and_the_software_are_cited_in_bibtex() -> None:
    software = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    papers = list(REGISTRIES.values())
    said = [bibtex("key", paper) for paper in papers]
    for text, entry in zip(
        [*said, bibtex("key", software_cited(software))], [*papers, software], strict=True
    ):
        assert text.count("{") == text.count("}")
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, flags=re.MULTILINE))
        assert fields["title"] == f"{{{entry['title']}}}"
        assert len(fields["author"].split(" and ")) == len(entry["authors"])
        assert re.fullmatch("20[0-9]{2}", fields["year"])
    arora = bibtex("key", REGISTRIES["arora2019"])
    assert arora.startswith("@inproceedings{key,")
    assert "author = {Arora, Sanjeev and Cohen, Nadav and" in arora
