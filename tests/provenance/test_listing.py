"""`python -m deeplinear list`: every artefact, its verdicts and seconds, without Snakemake."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deeplinear.provenance.listing import list_artefacts
from tests.conftest import ROOT

AUDIT = """paper,artefact,kind,variant,item,verdict
zhao2023,table1,table,inferred,all cells,consistent
zhao2023,table1,cell,inferred,t=1 i=1,inconsistent
zhao2023,table1,table,stated,all cells,diverges
zhao2023,figure1,claim,inferred,narrow_rises,consistent
zhao2023,figure1,claim,inferred,wide_follows,inconsistent
"""
BENCHMARK = "s\tcpu_time\n{}\t1.0\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one paper, an audit and some benchmark files."""
    (tmp_path / "config/papers").mkdir(parents=True)
    (tmp_path / "config/config.yaml").write_text("papers: [zhao2023]", encoding="utf-8")
    registry = (ROOT / "config/papers/zhao2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "config/papers/zhao2023.yaml").write_text(registry, encoding="utf-8")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/audit.csv").write_text(AUDIT, encoding="utf-8")
    for name, seconds in (
        ("zhao2023_train/table1/n~5000.tsv", 2),
        ("zhao2023_train/table1-stated/n~2000.tsv", 3),
        ("zhao2023_build/table1.tsv", 0.5),
        ("zhao2023_build/table2.tsv", 100),
    ):
        path = tmp_path / "logs/benchmark" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BENCHMARK.format(seconds), encoding="utf-8")
    return tmp_path


def test_verdicts_and_seconds_are_those_of_the_artefact(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    list_artefacts(checkout)
    lines = {" ".join(line.split()[:2]): line for line in capsys.readouterr().out.splitlines()}
    assert lines["zhao2023 table1"].endswith("5.5")
    assert "snakemake --cores 2 zhao2023_table1" in lines["zhao2023 table1"]
    assert lines["zhao2023 table1"].split()[-3:-1] == ["consistent", "diverges"]
    assert "inconsistent" in lines["zhao2023 figure1"]
    assert lines["zhao2023 table6"].split()[-2:] == ["–", "–"]
    registry = yaml.safe_load((ROOT / "config/papers/zhao2023.yaml").read_text(encoding="utf-8"))
    assert len(lines) == 1 + len(registry["artefacts"])


def test_without_an_audit_it_says_how_to_get_one(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "figures/audit.csv").unlink()
    list_artefacts(checkout)
    assert "snakemake --cores 2 audit" in capsys.readouterr().out


def test_elsewhere_it_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="change to the repository's root"):
        list_artefacts(tmp_path)


def test_it_imports_neither_snakemake_nor_numpy() -> None:
    """Half a second would be gone before the first line."""
    code = (
        "import sys, deeplinear.__main__; "
        "print([name for name in ('snakemake', 'numpy', 'pandas', 'scipy') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert run.stdout.strip() == "[]"
