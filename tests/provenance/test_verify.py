"""`python -m deeplinear verify`: which tier holds and why, and every damage by its name."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from deeplinear.pictures.drawing import save
from deeplinear.provenance.description import describe
from deeplinear.provenance.expected import expect
from deeplinear.provenance.records import Record, sha256, write_record
from deeplinear.provenance.stamps import stamped
from deeplinear.provenance.verify import verify
from deeplinear.settings.checkout import read_config
from tests.conftest import ROOT

TABLE, FIGURE, AUDIT = "figures/zhao2023/table3", "figures/arora2019/figure1", "figures/audit"
AUDITED = "figures/zhao2023/table3-audit.svg"
CELLS = "results/audit/zhao2023/table3/cells.csv"
VERDICTS = """paper,artefact,kind,variant,item,mean,verdict
zhao2023,table3,table,inferred,all cells,,consistent
zhao2023,table3,table,stated,all cells,,inconsistent
zhao2023,table3,cell,inferred,t=1 i=1,0.5,consistent
"""
HTML = b"<!DOCTYPE html>\n<html><head><title>A</title>\n</head><body></body></html>\n"
TEX = b"\\begin{table}\n1\n\\end{table}\n"
SOURCES = {
    "src/deeplinear/networks/descent.py": "1" * 64,
    "published/zhao2023/table3.csv": "2" * 64,
}
Said = Callable[[], str]


def stamp(root: Path, path: str, content: bytes, data: str, **changes: Any) -> None:
    """Write a picture or page as a job does."""
    record = describe(ROOT, read_config(ROOT), path) | {
        "sources": SOURCES,
        "path": path,
        "command": f"snakemake --cores 1 {path}",
        "data": {data: sha256(root / data)},
    }
    (root / path).write_bytes(stamped(content, record | changes))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("drawn")
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([0, 1])
    paths = {ending: str(folder / f"figure.{ending}") for ending in ("pdf", "svg", "png")}
    save(figure, **paths)
    return {ending: Path(path).read_bytes() for ending, path in paths.items()}


def draw(root: Path, drawn: dict[str, bytes], **changes: Any) -> None:
    """All pictures and pages, of the tables that are there."""
    for ending, content in drawn.items():
        stamp(root, f"{FIGURE}.{ending}", content, f"{FIGURE}.csv", **changes)
    stamp(root, f"{TABLE}.html", HTML, f"{TABLE}.csv", **changes)
    stamp(root, f"{TABLE}.tex", TEX, f"{TABLE}.csv", **changes)
    stamp(root, f"{AUDIT}.html", HTML, f"{AUDIT}.csv")
    stamp(root, AUDITED, drawn["svg"], CELLS)


@pytest.fixture(scope="module")
def made(drawn: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a table, a figure and an audit made, and expected."""
    root = tmp_path_factory.mktemp("made")
    for folder in ("config", "workflow/schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    for path in (TABLE, FIGURE, CELLS):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "expected/zhao2023/table3.csv", root / f"{TABLE}.csv")
    shutil.copyfile(ROOT / "expected/arora2019/figure1.csv", root / f"{FIGURE}.csv")
    (root / f"{FIGURE}.py").write_text("a source", encoding="utf-8")
    (root / f"{AUDIT}.csv").write_text(VERDICTS, encoding="utf-8")
    (root / "figures/settings.csv").write_text("paper,used\nzhao2023,4000\n", encoding="utf-8")
    (root / CELLS).write_text("mean\n0.5\n", encoding="utf-8")
    draw(root, drawn)
    (root / "expected").mkdir()
    expect(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "checkout")
    return tmp_path / "checkout"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not there exactly once"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(said: str, name: str) -> str:
    (line,) = (line for line in said.splitlines() if line.split()[0] == name)
    return line


def test_what_was_expected_holds_in_bytes(root: Path, said: Said) -> None:
    assert verify(root)
    assert said().splitlines() == [
        "arora2019/figure1      bytes",
        "audit                  bytes",
        "settings               bytes",
        "zhao2023/table3-audit  bytes",
        "zhao2023/table3        bytes",
        "5 artefacts: 5 bytes",
    ]


def cut(root: Path, path: str) -> None:
    content = (root / path).read_bytes()
    (root / path).write_bytes(content[: len(content) * 3 // 4])


def flip(root: Path, path: str) -> None:
    content = bytearray((root / path).read_bytes())
    content[len(content) // 2] ^= 1
    (root / path).write_bytes(content)


def empty(root: Path, path: str) -> None:
    (root / path).write_bytes(b"")


def become_a_folder(root: Path, path: str) -> None:
    (root / path).unlink()
    (root / path).mkdir()


def point_to_itself(root: Path, path: str) -> None:
    (root / path).unlink()
    (root / path).symlink_to(root / path)


def become_latin_1(root: Path, path: str) -> None:
    (root / path).write_bytes((root / path).read_bytes().replace(b"a", b"\xe4"))


def lose_a_line(root: Path, path: str) -> None:
    lines = (root / path).read_bytes().splitlines(keepends=True)
    (root / path).write_bytes(b"".join(lines[:-1]))


def change_a_digit(root: Path, path: str) -> None:
    """The last one of the file: no tolerance notices it."""
    content = (root / path).read_bytes()
    (root / path).write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + b"\n")


def lose_its_stamp(root: Path, path: str) -> None:
    (root / path).write_bytes(HTML)


def become_another(root: Path, path: str) -> None:
    shutil.copyfile(root / f"{AUDIT}.html", root / path)


def go(root: Path, path: str) -> None:
    (root / path).unlink()


@pytest.mark.parametrize(
    ("harm", "path", "status"),
    [
        (go, f"{TABLE}.tex", "missing"),
        (go, f"{TABLE}.csv", "missing"),
        *((cut, f"{FIGURE}.{ending}", "truncated") for ending in ("pdf", "svg", "png", "csv")),
        (cut, f"{TABLE}.html", "truncated"),
        (cut, f"{TABLE}.tex", "truncated"),
        (lose_a_line, f"{TABLE}.csv", "truncated"),
        (lose_a_line, "figures/settings.csv", "truncated"),
        *((flip, f"{FIGURE}.{ending}", "edited") for ending in ("pdf", "svg", "png")),
        (flip, f"{TABLE}.html", "edited"),
        (change_a_digit, f"{TABLE}.csv", "edited"),
        (change_a_digit, "figures/settings.csv", "edited"),
        (lose_its_stamp, f"{TABLE}.html", "edited"),
        (become_another, f"{TABLE}.html", "edited"),
        *((empty, f"{FIGURE}.{ending}", "unreadable") for ending in ("csv", "png")),
        (become_a_folder, f"{TABLE}.csv", "unreadable"),
        (point_to_itself, f"{FIGURE}.pdf", "unreadable"),
        (become_latin_1, f"{FIGURE}.csv", "unreadable"),
        (become_latin_1, f"{FIGURE}.svg", "unreadable"),
    ],
)
def test_damage_is_named(
    root: Path, said: Said, harm: Callable[[Path, str], None], path: str, status: str
) -> None:
    harm(root, path)
    assert not verify(root)
    told = said()
    assert line_of(told, path).split()[1].strip(":") == status
    artefact = str(Path(path).with_suffix("")).removeprefix("figures/")
    assert f"{path} is {status}" in line_of(told, artefact)
    assert line_of(told, artefact).split()[1] == "none"
    assert told.splitlines()[-1].startswith("5 artefacts: ")
    others = [name for name in ("arora2019/figure1", "audit", "settings") if name != artefact]
    assert all(line_of(told, name).split()[1] == "bytes" for name in others)


def test_a_table_truncated_in_its_last_line_is_reported(root: Path, said: Said) -> None:
    (root / f"{TABLE}.csv").write_bytes((root / f"{TABLE}.csv").read_bytes()[:-3])
    assert not verify(root)
    assert f"{TABLE}.csv truncated: its last line is incomplete" in said().splitlines()


@pytest.mark.parametrize("path", ["figures/zhao2023/new.csv", "figures/.unfinished-7-x.png"])
def test_a_file_too_many_is_named_and_refused(root: Path, said: Said, path: str) -> None:
    (root / path).write_text("a\n", encoding="utf-8")
    (root / "figures/sweeps").mkdir()
    (root / "figures/sweeps/mine.csv").write_text("a\n", encoding="utf-8")
    assert not verify(root)
    lines = said().splitlines()
    assert f"{path} extra" in lines
    assert "5 artefacts: 5 bytes" in lines
    assert "mine.csv" not in "".join(lines)


def round_otherwise(root: Path) -> None:
    """As another BLAS does: in the last digit of a number."""
    edit(root / f"{TABLE}.csv", "0.016468082593768037", "0.016468082593768031")


def test_other_rounding_agrees_in_numbers_and_the_kernel_is_named(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    known = json.loads((root / "expected/environment.json").read_text(encoding="utf-8"))
    known |= {"BLAS kernel": "Of another age", "numpy": "1.0"}
    (root / "expected/environment.json").write_text(json.dumps(known), encoding="utf-8")
    round_otherwise(root)
    draw(root, drawn)
    assert verify(root)
    told = said()
    assert line_of(told, "zhao2023/table3").split()[1] == "numbers"
    assert "expected Of another age; numpy " in line_of(told, "zhao2023/table3")
    assert line_of(told, "arora2019/figure1").split()[1] == "bytes"
    assert told.endswith("5 artefacts: 4 bytes, 1 numbers\n")


def test_other_code_with_the_same_numbers_is_named(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    draw(root, drawn, sources=SOURCES | {"src/deeplinear/networks/descent.py": "3" * 64})
    assert verify(root)
    assert line_of(said(), "zhao2023/table3").endswith(
        "made with different src/deeplinear/networks/descent.py"
    )


def other_numbers(root: Path, drawn: dict[str, bytes]) -> None:
    """As another seed gives them."""
    edit(root / f"{TABLE}.csv", "0.0164680", "0.0174680")
    settings = {**describe(ROOT, read_config(ROOT), f"{TABLE}.csv")["settings"], "seed": 7}
    for ending, content in (("html", HTML), ("tex", TEX)):
        stamp(root, f"{TABLE}.{ending}", content, f"{TABLE}.csv", settings=settings)


def test_other_numbers_with_the_same_verdict_hold_in_statistics(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    other_numbers(root, drawn)
    assert not verify(root)
    told = said()
    assert line_of(told, "zhao2023/table3").split()[1] == "statistics"
    assert "seed 7, expected 2023" in line_of(told, "zhao2023/table3")
    assert line_of(told, f"{TABLE}.csv").startswith(f"{TABLE}.csv differs: row 1, i1: expected 0.0")
    assert line_of(told, f"{TABLE}.tex").endswith(f"it shows the numbers of {TABLE}.csv")


def test_other_numbers_with_another_verdict_hold_in_nothing(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    other_numbers(root, drawn)
    edit(
        root / f"{AUDIT}.csv", "inferred,all cells,,consistent", "inferred,all cells,,inconsistent"
    )
    stamp(root, f"{AUDIT}.html", HTML, f"{AUDIT}.csv")
    assert not verify(root)
    line = line_of(said(), "zhao2023/table3")
    assert line.split()[1] == "none"
    assert "zhao2023 table3 inferred: inconsistent, expected consistent" in line


def test_other_numbers_that_nothing_judges_hold_in_nothing(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    edit(root / f"{FIGURE}.csv", "20,1.0,0.0721", "20,1.0,0.0821")
    draw(root, drawn)
    assert not verify(root)
    assert "none" in line_of(said(), "arora2019/figure1")


def test_the_audit_has_tolerances_too(root: Path, said: Said) -> None:
    """For numbers, not for words."""
    edit(root / f"{AUDIT}.csv", "t=1 i=1,0.5,", "t=1 i=1,0.5000000001,")
    stamp(root, f"{AUDIT}.html", HTML, f"{AUDIT}.csv")
    assert verify(root)
    assert line_of(said(), "audit").split()[1] == "numbers"
    edit(root / f"{AUDIT}.csv", "t=1 i=1", "t=1 i=2")
    stamp(root, f"{AUDIT}.html", HTML, f"{AUDIT}.csv")
    assert not verify(root)
    assert line_of(said(), "audit").split()[1] == "statistics"


def test_an_edit_within_the_tolerances_is_one_all_the_same(root: Path, said: Said) -> None:
    """The pictures still say which table they were made of."""
    round_otherwise(root)
    assert not verify(root)
    assert line_of(said(), f"{TABLE}.csv").split()[1] == "edited:"


def test_a_sealed_page_of_other_numbers_than_those_beside_it_does_not_count(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    table = (root / f"{TABLE}.csv").read_bytes()
    other_numbers(root, drawn)
    (root / f"{TABLE}.csv").write_bytes(table)
    assert not verify(root)
    words = f"{TABLE}.tex differs: it shows other numbers than {TABLE}.csv now contains"
    assert words in said().splitlines()


def test_a_picture_of_numbers_in_results_counts_where_these_and_the_audit_are(
    root: Path, said: Said, drawn: dict[str, bytes]
) -> None:
    stamp(
        root, AUDITED, drawn["svg"], CELLS, sources={"src/deeplinear/networks/descent.py": "3" * 64}
    )
    assert verify(root)
    assert line_of(said(), "zhao2023/table3-audit").split()[1] == "numbers"
    (root / CELLS).unlink()
    assert not verify(root)
    told = said()
    assert line_of(told, AUDITED).endswith(f"it shows the numbers of {CELLS}, which is missing")
    assert line_of(told, "zhao2023/table3-audit").split()[1] == "statistics"


def test_a_record_proves_what_was_made(
    root: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    path = "figures/settings.csv"
    edit(root / path, "4000", "4001")
    write_record(Record(path, sha256(path), "audit_settings", {}, {}, {}))
    assert not verify()
    assert f"{path} differs: row 1, used: expected 4000, got 4001" in said().splitlines()
    write_record(Record(path, "0" * 64, "audit_settings", {}, {}, {}))
    assert not verify()
    assert f"{path} edited: row 1, used: expected 4000, got 4001" in said().splitlines()


def test_a_page_that_was_sealed_again_does_not_match_its_record(
    root: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    path = f"{TABLE}.tex"
    write_record(Record(path, sha256(path), "zhao2023_render_movements", {}, {}, {}))
    assert verify()
    stamp(root, path, TEX.replace(b"1", b"2"), f"{TABLE}.csv")
    assert not verify()
    assert f"{path} edited: it does not match its record" in said().splitlines()


def test_without_anything_to_compare_with_the_status_is_2(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "expected/origins.json").write_text("{", encoding="utf-8")
    for place in (root, root / "figures"):
        with pytest.raises(SystemExit) as refused:
            verify(place)
        assert refused.value.code == 2
        assert "restore expected/" in capsys.readouterr().err


def test_the_command_speaks_json_and_starts_no_snakemake(root: Path) -> None:
    become_a_folder(root, f"{TABLE}.csv")
    command = (
        "import runpy, sys; sys.argv = ['deeplinear', 'verify', '--json']\n"
        "try: runpy.run_module('deeplinear', run_name='__main__')\n"
        "finally: assert 'snakemake' not in sys.modules"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", command], cwd=root, check=False, capture_output=True, text=True
    )
    assert outcome.returncode == 1, outcome.stderr
    document = json.loads(outcome.stdout)
    assert document["tiers"] == {"bytes": 4, "none": 1}
    assert {"path": f"{TABLE}.csv", "status": "unreadable", "words": "Is a directory"} in document[
        "problems"
    ]
    (table,) = (one for one in document["artefacts"] if one["artefact"] == TABLE)
    assert table == {
        "artefact": TABLE,
        "tier": "none",
        "reasons": [f"{TABLE}.csv is unreadable"],
    }


@pytest.mark.parametrize("harm", [cut, flip])
def test_expect_refuses_damaged_files(root: Path, harm: Callable[[Path, str], None]) -> None:
    harm(root, f"{TABLE}.html")
    with pytest.raises(SystemExit, match="run `snakemake` to rebuild it"):
        expect(root)


def test_expect_refuses_pages_of_two_states_of_the_code(root: Path) -> None:
    sources = SOURCES | {"src/deeplinear/networks/descent.py": "3" * 64}
    stamp(root, f"{TABLE}.tex", TEX, f"{TABLE}.csv", sources=sources)
    with pytest.raises(SystemExit, match=r"was made from a different .* than the files before it"):
        expect(root)


def test_expect_adopts_what_was_rebuilt(root: Path, said: Said, drawn: dict[str, bytes]) -> None:
    other_numbers(root, drawn)
    expect(root)
    assert verify(root)
    assert "5 artefacts: 5 bytes" in said()
