"""An edit reruns what depends on it and nothing else."""

import os
from collections.abc import Callable

from tests.workflow.conftest import Checkout, Outcome, job_counts

Edited = Callable[[str, str, str], dict[str, int]]


def test_a_style_change_draws_again_and_computes_nothing(edited: Edited) -> None:
    jobs = edited("src/deeplinear/paper.mplstyle", "font.size: 9", "font.size: 10")
    assert jobs["zhao2023_draw_figure"] == 4
    assert all("draw" in rule for rule in jobs)


def test_an_edited_library_function_reruns_training_and_what_follows(edited: Edited) -> None:
    jobs = edited("src/deeplinear/descent.py", "return factor * n_N", "return 1 * factor * n_N")
    assert jobs["zhao2023_train_network"] == 24
    assert jobs["zhao2023_draw_figure"] == 4
    assert jobs["zhao2023_render_movements"] == 12
    assert "zhao2023_generate_problem" not in jobs


def test_an_edited_script_reruns_its_rule(edited: Edited) -> None:
    jobs = edited("workflow/scripts/build_losses.py", '("deep", "convex")', '("convex", "deep")')
    assert jobs["zhao2023_build_losses"] == 4
    assert "zhao2023_train_network" not in jobs


def test_an_edited_notebook_draws_its_own_figure(edited: Edited) -> None:
    jobs = edited("figures/zhao2023/figure2.py", "    style()\n", "    style()\n    style()\n")
    assert jobs == {"zhao2023_draw_figure": 2}


def test_a_changed_setting_reruns_the_chain_of_its_artefact_alone(edited: Edited) -> None:
    jobs = edited("config/papers/zhao2023.yaml", "{stated: [8000]", "{stated: [8001]")
    assert jobs == {
        "zhao2023_train_network": 2,
        "zhao2023_build_movements": 2,
        "zhao2023_render_movements": 2,
    }


def test_a_mere_touch_reruns_nothing(complete: tuple[Checkout, Outcome]) -> None:
    everything, _ = complete
    os.utime(everything.folder / "src/deeplinear/descent.py")
    outcome = everything.snakemake("--dry-run")
    assert job_counts(outcome.said) == {}


def test_a_lost_intermediate_comes_back_with_the_same_bytes(
    complete: tuple[Checkout, Outcome],
) -> None:
    everything, _ = complete
    lost = everything.folder / "results/zhao2023/table5/n~12000/trajectory.csv"
    before = lost.read_bytes()
    lost.unlink()
    outcome = everything.snakemake("--cores", "1", lost.relative_to(everything.folder).as_posix())
    assert outcome.status == 0, outcome.said
    assert lost.read_bytes() == before
