"""A sixth paper is a set of files: laid into a checkout, it is made, audited and shown."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.workflow import fresh_copy
from deeplinear.settings.parts import check_parts
from deeplinear.settings.registry import SettingError
from tests.conftest import ROOT
from tests.workflow.conftest import Checkout, Outcome

PAPER = "anon2024"
FILES = ROOT / "tests/sixth_paper/files"
FEWER_DRAWS = ("{tables: 1000, figures: 200}", "{tables: 240, figures: 60}")
VARIANTS = ("", "-stated")
MADE = {
    f"figures/{PAPER}/{artefact}{variant}.{ending}"
    for artefact, endings in (("table1", "csv tex html"), ("figure1", "csv pdf svg png"))
    for variant in VARIANTS
    for ending in endings.split()
}


def commands() -> Iterator[str]:
    """Those of the instructions, without their comments."""
    text = (ROOT / "docs/adding-a-paper.md").read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL):
        yield from (line.split("  #")[0].strip() for line in block.splitlines())


def lay(folder: Path) -> Path:
    """The paper's files into a copy of the checkout, and its key into the list; no other edit."""
    tracked = {path for path in folder.rglob("*") if path.is_file()}
    assert not [path for path in FILES.rglob("*.*") if folder / path.relative_to(FILES) in tracked]
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    config = folder / "config/config.yaml"
    text = config.read_text(encoding="utf-8")
    for old, new in ((*FEWER_DRAWS,), ("papers: [", f"papers: [{PAPER}, ")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, dict[str, Outcome]]:
    """A checkout with six papers, and what the commands of the instructions said in it."""
    folder = fresh_copy(tmp_path_factory.mktemp("six") / "a copy")
    checkout = Checkout(lay(folder))
    return checkout, {command: checkout.run("sh", "-c", command) for command in commands()}


def test_each_command_of_the_instructions_succeeds(
    six: tuple[Checkout, dict[str, Outcome]],
) -> None:
    _, outcomes = six
    assert len(outcomes) >= 8
    failed = {command: outcome.said for command, outcome in outcomes.items() if outcome.status}
    assert not failed


def test_it_is_made_as_inferred_and_as_stated(six: tuple[Checkout, dict[str, Outcome]]) -> None:
    checkout, outcomes = six
    assert checkout.made() >= MADE
    tables = [(checkout.folder / f"figures/{PAPER}/table1{v}.csv").read_text() for v in VARIANTS]
    assert tables[0] != tables[1]
    assert f"{PAPER} table1-stated" in outcomes[f"snakemake --cores 2 {PAPER}"].said


def test_the_audit_has_its_verdicts(six: tuple[Checkout, dict[str, Outcome]]) -> None:
    checkout, _ = six
    audit = (checkout.folder / "figures/audit.csv").read_text(encoding="utf-8")
    assert re.search(rf"^{PAPER},table1,table,inferred,.*,consistent,", audit, re.MULTILINE)
    stated = rf"^{PAPER},table1,table,stated,.*,not determined,.*leaves noise_variance open"
    assert re.search(stated, audit, re.MULTILINE)
    claim = rf"^{PAPER},figure1,claim,(inferred|stated),falls,.*held for 60 of 60 seeds"
    assert len(re.findall(claim, audit, re.MULTILINE)) == 2
    rows = (checkout.folder / "figures/settings.csv").read_text(encoding="utf-8")
    assert f"{PAPER},table1,inferred,step_size_factor,0.5,1," in rows


def test_the_gallery_has_its_cards_and_pages(six: tuple[Checkout, dict[str, Outcome]]) -> None:
    checkout, _ = six
    index = (checkout.folder / "figures/index.html").read_text(encoding="utf-8")
    for artefact in ("table1", "figure1"):
        assert f'href="gallery/{PAPER}_{artefact}.html"' in index
        page = checkout.folder / f"figures/gallery/{PAPER}_{artefact}.html"
        text = page.read_text(encoding="utf-8")
        assert f"@unpublished{{{PAPER}," in text
        assert "step_size_factor" in text
    assert "Onymous" in text


def test_its_notebook_is_executed(six: tuple[Checkout, dict[str, Outcome]]) -> None:
    checkout, _ = six
    path = checkout.folder / f"figures/notebooks/{PAPER}_figure1.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert any("image/png" in output["data"] for output in outputs)
    assert any("60 of 60 seeds" in str(output["data"]) for output in outputs)


def test_every_command_knows_it(six: tuple[Checkout, dict[str, Outcome]]) -> None:
    checkout, outcomes = six
    said = {command: outcome.said for command, outcome in outcomes.items()}
    (listed,) = (text for command, text in said.items() if command.endswith(" list"))
    assert re.search(rf"^{PAPER} table1 .* consistent +not determined", listed, re.MULTILINE)
    (identified,) = (text for command, text in said.items() if " identify " in command)
    assert f"{PAPER}, figure1" in identified
    assert "this checkout would make the same" in identified
    (explained,) = (text for command, text in said.items() if " explain " in command)
    assert f"{PAPER}_train" in explained
    (verified,) = (text for command, text in said.items() if command.endswith(" verify"))
    assert re.search(r"^(\d+) artefacts: \1 bytes$", verified, re.MULTILINE)
    report = (checkout.folder / "report.html").read_text(encoding="utf-8")
    assert "Gradient descent for least squares, once more" in report


def test_all_that_a_paper_lacks_is_said_at_once(tmp_path: Path) -> None:
    for folder in ("config", "workflow/schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    registry = (FILES / f"config/papers/{PAPER}.yaml").read_text(encoding="utf-8")
    place = tmp_path / f"config/papers/{PAPER}.yaml"
    place.write_text(registry.replace("venue: made up for a test\n", ""), encoding="utf-8")
    with pytest.raises(SettingError) as refusal:
        check_parts(tmp_path, PAPER)
    for missing in (
        f"config/papers/{PAPER}.yaml: the key venue",
        f"workflow/schemas/{PAPER}.schema.yaml",
        f"workflow/rules/{PAPER}.smk",
        f"figures/{PAPER}/figure1.py",
        f"published/{PAPER}/table1.csv",
        f"src/deeplinear/papers/{PAPER}/plot.py",
    ):
        assert missing in str(refusal.value)
