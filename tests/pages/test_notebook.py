"""The source of a figure as a job, as a script and in Jupyter."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from deeplinear.pages.notebook import run_figure, show

FIGURE = "figures/p/figure1"
FORMATS = ("pdf", "svg", "png")


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "figures/p").mkdir(parents=True)
    for name in ("figure1", "figure1-stated"):
        pd.DataFrame({"t": [0, 1], "loss": [2.5, len(name)]}).to_csv(f"figures/p/{name}.csv")
    return tmp_path


def draw(losses: pd.DataFrame) -> Figure:
    figure = Figure(figsize=(1, 1))
    figure.suptitle(f"last loss {losses['loss'].iloc[-1]:g}")
    return figure


def test_a_script_draws_its_own_tables_into_its_own_files(in_folder: Path) -> None:
    run_figure(draw, FIGURE, losses=f"{FIGURE}.csv")
    made = {path.name for path in in_folder.glob("figures/p/*") if path.suffix != ".csv"}
    assert made == {f"figure1.{ending}" for ending in FORMATS}


def test_a_job_brings_its_tables_and_its_files(
    in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = SimpleNamespace(
        rule="draw",
        input={"losses": f"{FIGURE}-stated.csv"},
        params={"code": {}},
        output={ending: f"{FIGURE}-stated.{ending}" for ending in FORMATS},
        log=[str(in_folder / "job.log")],
    )
    monkeypatch.setattr("__main__.snakemake", job, raising=False)
    seen = []

    def noting(losses: pd.DataFrame) -> Figure:
        seen.append(losses["loss"].iloc[-1])
        return draw(losses)

    run_figure(noting, FIGURE, losses=f"{FIGURE}.csv")
    assert seen == [len("figure1-stated")]
    assert all(Path(path).is_file() for path in job.output.values())
    assert not Path(f"{FIGURE}.png").exists()


def test_in_jupyter_paths_begin_at_the_root_of_the_checkout(
    in_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deeplinear.pages.notebook.in_jupyter", lambda: True)
    monkeypatch.chdir("figures/p")
    with pytest.raises(FileNotFoundError, match="expected a notebook in a checkout, got one in"):
        show(pd.read_csv, f"{FIGURE}.csv")
    (in_folder / "Snakefile").touch()
    show(pd.read_csv, f"{FIGURE}.csv")
    assert Path.cwd() == in_folder


def test_elsewhere_nothing_is_shown() -> None:
    show(pd.read_csv, "none.csv")
