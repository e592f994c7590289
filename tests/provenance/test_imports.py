"""What counts as the code of a job, beside its script."""

from pathlib import Path

from deeplinear.provenance.imports import import_closure, template_closure
from tests.conftest import ROOT


def names(script: Path, package: Path) -> list[str]:
    return [path.relative_to(package).as_posix() for path in import_closure(script, package)]


def test_closure_follows_every_form_of_import_and_nothing_else(tmp_path: Path) -> None:
    package = tmp_path / "tool"
    (package / "sub").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "sub" / "__init__.py").write_text("")
    (package / "a.py").write_text("def f():\n    from tool.sub import c\n    return c\n")
    (package / "b.py").write_text("import numpy\n")
    (package / "sub" / "c.py").write_text("import tool.b\n")
    (package / "unused.py").write_text("import tool.a\n")
    script = tmp_path / "script.py"
    script.write_text("from tool import a\nimport toolbox\n")
    assert names(script, package) == ["__init__.py", "a.py", "b.py", "sub/__init__.py", "sub/c.py"]


def test_a_name_that_a_package_offers_brings_its_module_alone(tmp_path: Path) -> None:
    package = tmp_path / "tool"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "__init__.pyi").write_text("from tool.a import f as f\nfrom tool.b import g as g\n")
    (package / "a.py").write_text("f = 1\n")
    (package / "b.py").write_text("g = 2\n")
    script = tmp_path / "script.py"
    script.write_text("from tool import f\n")
    assert names(script, package) == ["__init__.py", "a.py"]


def test_a_template_brings_those_that_it_extends_imports_and_includes() -> None:
    templates = ROOT / "workflow/templates"
    reached = [path.name for path in template_closure(templates / "zhao2023/movements.html.j2")]
    assert reached == ["base.html.j2", "page.html.j2", "sections.html.j2"]
    assert template_closure(templates / "base.html.j2") == []


def test_table_building_does_not_depend_on_the_engines() -> None:
    package = ROOT / "src/deeplinear"
    assert names(ROOT / "workflow/scripts/zhao2023/build_movements.py", package) == [
        "__init__.py",
        "files/__init__.py",
        "files/columns.py",
        "provenance/__init__.py",
        "provenance/job.py",
        "provenance/records.py",
        "provenance/stamps.py",
    ]
    training = names(ROOT / "workflow/scripts/zhao2023/train_network.py", package)
    engines = {"descent.py", "reduction.py", "haar.py", "widths.py"}
    assert {f"networks/{name}" for name in engines} <= set(training)
    assert not any(name.startswith("pictures/") for name in training)
