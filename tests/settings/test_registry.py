"""The registry: what resolves, and how it refuses."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from deeplinear.settings.registry import SettingError, check, resolve, suggestion
from tests.conftest import ROOT, read_yaml

PAPERS = sorted(path.stem for path in (ROOT / "config/papers").glob("*.yaml"))


@pytest.mark.parametrize("paper", PAPERS)
def test_shipped_registries_are_valid(paper: str) -> None:
    check(
        read_yaml(f"config/papers/{paper}.yaml"),
        read_yaml("workflow/schemas/registry.schema.yaml"),
        paper,
    )


def test_the_shipped_configuration_is_valid() -> None:
    schema = read_yaml("workflow/schemas/config.schema.yaml")
    check(read_yaml("config/config.yaml"), schema, "config/config.yaml")


def test_variants_take_inferred_or_stated_values(
    settings: Callable[[str], dict[str, dict[str, Any]]],
) -> None:
    runs = settings("zhao2023")
    assert sum(run["variant"] in ("inferred", "stated") for run in runs.values()) == 18
    assert runs["table1"]["widths"] != runs["table1-stated"]["widths"]
    assert runs["table1"]["samples"] == runs["table1-stated"]["samples"]
    assert runs["table1-stated"]["artefact"] == "table1"
    row = next(r for r in runs["table1"]["origins"] if r["setting"] == "widths")
    assert row["used"] == row["inferred"]
    assert row["evidence"]
    assert runs["figure1-bands"] == runs["figure1"] | {"bands": True}
    assert "table1-bands" not in runs


def test_claims_stand_in_every_variant_and_are_none_where_nothing_is_claimed(
    settings: Callable[[str], dict[str, dict[str, Any]]],
) -> None:
    runs = settings("xu2023")
    claims = read_yaml("config/papers/xu2023.yaml")["artefacts"]["figure2"]["claims"]
    assert runs["figure2"]["claims"] == runs["figure2-stated-input"]["claims"] == claims
    assert runs["table1"]["claims"] == {}


def registry() -> Any:
    return copy.deepcopy(read_yaml("config/papers/zhao2023.yaml"))


def refuse(document: Any) -> str:
    schema = read_yaml("workflow/schemas/zhao2023.schema.yaml")
    try:
        check(document, read_yaml("workflow/schemas/registry.schema.yaml"), "zhao2023.yaml")
        resolve("zhao2023", document, lambda _: schema)
    except SettingError as error:
        return str(error)
    pytest.fail("not refused")


def settings_of(document: Any, artefact: str = "table3") -> Any:
    return document["artefacts"][artefact]["settings"]


def test_a_misspelt_setting_is_named_with_the_nearest_known_one() -> None:
    document = registry()
    settings_of(document)["itterations"] = {"stated": 10, "locator": "x"}
    message = refuse(document)
    assert "config/papers/zhao2023.yaml: table3: unknown key 'itterations'" in message
    assert "did you mean iterations?" in message


def test_a_misspelt_source_is_refused() -> None:
    document = registry()
    settings_of(document)["widths"]["infered"] = [3]
    assert "artefacts.table3.settings.widths: unknown key 'infered'; did you mean inferred?" in (
        refuse(document)
    )


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (6, "expected a value with its origin, got 6; write widths: {assumed: 6, reason: ...}"),
        ({"assumed": [6]}, "widths: assumed needs reason; add it"),
        ({"stated": [6]}, "widths: stated needs locator; add it"),
        ({"stated": [6], "inferred": [7]}, "stated needs locator, inferred needs evidence; add it"),
    ],
)
def test_a_setting_without_its_origin_is_refused_with_what_to_write(
    setting: Any, words: str
) -> None:
    document = registry()
    settings_of(document)["widths"] = setting
    assert words in refuse(document)


def test_an_inferred_value_needs_its_evidence() -> None:
    document = registry()
    settings_of(document)["widths"]["inferred"] = [3]
    assert "evidence" in refuse(document)


def test_evidence_says_where_it_is_from() -> None:
    document = registry()
    widths = settings_of(document)["widths"]
    widths |= {"inferred": [3], "evidence": "hearsay"}
    assert "widths: evidence needs evidence_from; add it" in refuse(document)
    widths["evidence_from"] = "hearsay"
    assert "evidence_from: expected one of code, table, text, got 'hearsay'" in refuse(document)


@pytest.mark.parametrize("key", ["statement", "locator", "threshold", "share"])
def test_a_claim_needs_all_of_its_keys(key: str) -> None:
    document = registry()
    claim = {"statement": "so it is", "locator": "there", "threshold": 1, "share": 0.9}
    document["artefacts"]["table3"]["claims"] = {"so": claim}
    del claim[key]
    assert f"artefacts.table3.claims.so: the key {key!r} is missing" in refuse(document)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("widths", [-4000], "expected a number of at least 1, got -4000"),
        ("widths", "many", "expected a list, got 'many'"),
        ("step_size_factor", 0, "expected a number above 0, got 0"),
        ("initialization", "uniform", "expected one of gaussian, orthogonal, balanced"),
        ("initialization", "gaussian", "expected orthogonal, got 'gaussian'"),
        ("widths", [64], "no hidden width below d_x or n_N"),
        ("depth", 1, "expected a number of at least 2, got 1"),
    ],
)
def test_values_out_of_range_are_refused_with_what_was_expected(
    key: str, value: Any, expected: str
) -> None:
    document = registry()
    settings_of(document)[key] = {"stated": value, "locator": "x"}
    if expected.startswith("no hidden width"):
        document["artefacts"]["table3"]["engine"] = "dense"
    message = refuse(document)
    assert expected in message
    assert message.startswith("config/papers/zhao2023.yaml: table3")
    assert key in message


def test_a_missing_setting_is_named() -> None:
    document = registry()
    del settings_of(document)["widths"]
    assert "the key 'widths' is missing" in refuse(document)


def test_suggestions() -> None:
    assert suggestion("tabel1", ["table1", "table2"]) == "did you mean table1?"
    assert suggestion("xyz", ["b", "a"]) == "expected one of: a, b"
