"""Settings of a sweep: how they are refused, and how its replicates are shared out."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from deeplinear.settings.registry import SettingError, check
from deeplinear.settings.shards import shard_sizes, shortest
from deeplinear.settings.sweeps import check_sweep
from tests.conftest import read_yaml


def test_shards_share_out_all_replicates_and_grow_at_the_end() -> None:
    assert shard_sizes(20, 20) == [20]
    assert shard_sizes(20, 8) == [8, 8, 4]
    assert shard_sizes(3, 8) == [3]
    assert shard_sizes(40, 8)[:2] == shard_sizes(20, 8)[:2]


def test_a_number_has_one_spelling() -> None:
    assert [shortest(value) for value in (1, 1.0, 0.5, 1e-5, 25)] == [
        "1",
        "1",
        "0.5",
        "1e-05",
        "25",
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"widht": [1]}, "unknown key 'widht'; did you mean widths?"),
        ({"initializations": ["balanced"]}, "initializations.0: expected one of gaussian, orth"),
        ({"depths": [4, 1]}, "depths.1: expected a number of at least 2, got 1"),
        ({"widths": []}, "widths: expected a list of at least 1, got []"),
        ({"step_size_factors": [0]}, "step_size_factors.0: expected a number above 0, got 0"),
        ({"replicates": 1}, "replicates: expected a number of at least 2, got 1"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    schema = read_yaml("workflow/schemas/sweep.schema.yaml")
    sweep = read_yaml("config/sweeps/width.yaml")
    check(sweep, schema, "there")
    with pytest.raises(SettingError, match=f"^there: {re.escape(words)}"):
        check(sweep | changed, schema, "there")


def test_an_artefact_without_the_settings_that_a_sweep_takes_from_it_is_refused() -> None:
    sweep = read_yaml("config/sweeps/width.yaml") | {"paper": "xu2023"}
    words = "there: artefact: .* but xu2023 figure1 has no d_x, n_N, samples; name another one"
    with pytest.raises(SettingError, match=words):
        check_sweep(sweep, {"figure1": {"noise_variance": 1, "iterations": 5}}, "there")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"artefact": "figure3"}, r"no 'figure3'; did you mean figure\d\?"),
        ({"widths": [100, 1000]}, r"got \[128, 100, 10\]"),
        ({"fit_from": 10**6}, r"fit_from: expected three or more of the widths"),
    ],
)
def test_contradicting_settings_are_refused(
    settings: Callable[[str], Any], changed: dict[str, Any], words: str
) -> None:
    sweep = read_yaml("config/sweeps/width.yaml")
    check_sweep(sweep, settings("zhao2023"), "there")
    with pytest.raises(SettingError, match=f"^there: .*{words}"):
        check_sweep(sweep | changed, settings("zhao2023"), "there")
