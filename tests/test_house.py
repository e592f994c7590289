"""What belongs where: a paper in its own files, a rule beside its script, log and benchmark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deeplinear.provenance.sources import bare
from tests.artefacts import PAPERS
from tests.conftest import ROOT
from tests.workflow.conftest import Checkout

CODE = ("Snakefile", "Makefile", ".ci", "profiles", "src", "tools", "workflow")
SUFFIXES = {"", ".py", ".pyi", ".smk", ".j2", ".js", ".yaml", ".rst"}
# A citation such as "zhao2023, equation 7" is welcome everywhere.
CITED = r"(?!,? (section|appendix|equation|[A-Z][a-z]+ [A-Z]?\d))"
RULE = re.compile(r"^(?:use )?rule (\w+)(?: as (\w+) with)?:\n((?:[ \t].*\n|\n)*)", re.MULTILINE)
RULES = [
    (path.name, found[2] or found[1], found[3])
    for path in sorted((ROOT / "workflow/rules").rglob("*.smk"))
    for found in RULE.finditer(path.read_text(encoding="utf-8") + "\n")
]


def code_files() -> Iterator[Path]:
    for name in CODE:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts:
                yield path


def own_files(paper: str) -> set[Path]:
    """The files of a paper: below a folder of its name, or named by it."""
    name = re.compile(rf"{paper}([._].*)?")
    return {
        path
        for path in code_files()
        if any(name.fullmatch(part) for part in path.relative_to(ROOT).parts)
    }


def without_comments(path: Path) -> str:
    """A source without comments; of Python and Snakemake also without docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return bare(text.encode()).decode()
    text = re.sub(r'"{3}.*?"{3}', "", text, flags=re.DOTALL)
    return re.sub(r"(^|\s)(#|//) .*|<#.*?#>|/\*.*?\*/", "", text)


def naming(paper: str, sources: dict[Path, str]) -> list[str]:
    own = own_files(paper)
    found = re.compile(paper + CITED)
    return [path.name for path, text in sources.items() if path not in own and found.search(text)]


def test_no_code_names_a_paper_but_its_own() -> None:
    sources = {path: without_comments(path) for path in code_files()}
    assert len(sources) > 150
    assert not [(paper, path) for paper in PAPERS for path in naming(paper, sources)]


def test_a_name_outside_would_be_found_and_a_citation_let_pass() -> None:
    (paper, *_), path = PAPERS, ROOT / "Snakefile"
    assert naming(paper, {path: f'if paper == "{paper}":'}) == ["Snakefile"]
    assert naming(paper, {path: f'raise ValueError("({paper}, equation 7)")'}) == []


def test_every_room_and_every_paper_has_tests_in_a_folder_of_its_name() -> None:
    package = ROOT / "src/deeplinear"
    rooms = {path.parent.relative_to(package) for path in package.glob("*/**/__init__.py")}
    assert [room for room in rooms if not [*(ROOT / "tests" / room).rglob("test_*.py")]] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_tests_of_a_paper_import_nothing_of_another(paper: str) -> None:
    paths = sorted(ROOT.glob(f"tests/papers/{paper}/*.py"))
    imported = re.compile(
        r"^from (?:deeplinear\.papers|tests\.papers|workflow\.scripts)\.(\w+)", re.M
    )
    found = {name for path in paths for name in imported.findall(path.read_text(encoding="utf-8"))}
    assert found & {*PAPERS} == {paper}


@pytest.mark.parametrize(
    ("file", "name", "body"), [rule for rule in RULES if "script:" in rule[2] or "log:" in rule[2]]
)
def test_rule_script_log_and_benchmark_have_one_name(file: str, name: str, body: str) -> None:
    logs = re.findall(r'log:\n\s+f?"logs/(\w+)[./]', body)
    benchmarks = re.findall(r'benchmark:\n\s+f?"logs/benchmark/(\w+)[./]', body)
    assert logs == [name]
    assert benchmarks in ([name], [])
    scripts = re.findall(r'script:\n\s+"\.\./scripts/(\w+)/(\w+)\.py"', body)
    assert scripts in ([], [tuple(name.split("_", 1))])
    if name.split("_")[0] in PAPERS:
        assert file == f"{name.split('_')[0]}.smk"


def test_no_rule_runs_code_of_its_own() -> None:
    assert len(RULES) > 40
    assert not [name for _, name, body in RULES if re.search(r"^\s+run:", body, re.MULTILINE)]


def test_rule_files_say_what_they_need_and_make() -> None:
    for paper in PAPERS:
        text = (ROOT / f"workflow/rules/{paper}.smk").read_text(encoding="utf-8")
        docstring = re.match(rf'"""{paper}: .*?"""', text, re.DOTALL)
        assert docstring is not None, paper
        assert re.findall(r"^(Needs|Makes|Steps)", docstring[0], re.MULTILINE) == [
            "Needs",
            "Makes",
            "Steps",
        ]
        steps = docstring[0].partition("\nSteps\n")[2]
        for _, name, _ in (rule for rule in RULES if rule[0] == f"{paper}.smk"):
            step = name.removeprefix(f"{paper}_").removesuffix("_more")
            assert re.search(rf"\b{step}\b", steps) or name.endswith("_more"), name


def test_nothing_that_the_workflow_makes_is_tracked() -> None:
    tracked = Checkout(ROOT).run("git", "ls-files").said.split()
    made = re.compile(r"(figures/.*\.(csv|html|pdf|png|svg|tex)|results/.*|logs/.*|\.snakemake/.*)")
    assert [path for path in tracked if made.fullmatch(path)] == []
    assert Path("figures/zhao2023/figure1.py").as_posix() in tracked
