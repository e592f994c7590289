"""Verdicts over a family of tables, and intervals for a proportion."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from deeplinear.replication.proportions import upper_bound
from deeplinear.replication.reasons import (
    AdjustedP,
    Contradiction,
    Divergence,
    LeftOpen,
    Reason,
)
from deeplinear.replication.verdicts import (
    Draws,
    Evidence,
    Judgement,
    check_resolution,
    holm,
    holm_levels,
    judge,
    judge_cells,
    shape_contradiction,
)

LEVEL = 0.05


def test_holm_by_hand() -> None:
    p = np.array([0.01, 0.04, 0.03, 0.005])
    np.testing.assert_allclose(holm(p), [0.03, 0.06, 0.06, 0.02])


def test_holm_closes_bonferroni() -> None:
    """Adjusted is the largest Bonferroni p-value of all the hypotheses' intersections."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        p = np.round(rng.beta(0.3, 2, 5), 2)
        closed = [
            max(
                min(1, size * min(p[list(subset)]))
                for size in range(1, 6)
                for subset in combinations(range(5), size)
                if i in subset
            )
            for i in range(5)
        ]
        np.testing.assert_allclose(holm(p), closed)


NO_COLUMN = Contradiction(10, 2, 10, 3)


@pytest.mark.parametrize(
    ("found", "open_settings", "verdict", "reason"),
    [
        (Draws(0.2), (), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.2), ("X",), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.2, diverged=0.5), (), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.05), (), "inconsistent", AdjustedP(0.05, LEVEL)),
        (Draws(0.01, diverged=0.6), (), "diverges", Divergence(0.6)),
        (NO_COLUMN, (), "inconsistent", NO_COLUMN),
        (NO_COLUMN, ("X",), "not determined", LeftOpen(NO_COLUMN, ("X",))),
        (
            Draws(0.01),
            ("X", "Y"),
            "not determined",
            LeftOpen(AdjustedP(0.01, LEVEL), ("X", "Y")),
        ),
        (
            Draws(0.01, diverged=0.9),
            ("X",),
            "not determined",
            LeftOpen(Divergence(0.9), ("X",)),
        ),
    ],
)
def test_verdict_of_a_single_table(
    found: Draws | Contradiction, open_settings: tuple[str, ...], verdict: str, reason: Reason
) -> None:
    (judgement,) = judge({"table": Evidence(found, open_settings)}, LEVEL).values()
    assert (judgement.verdict, judgement.reason) == (verdict, reason)
    assert judgement.adjusted_p == (found.p if isinstance(found, Draws) else None)


def test_a_contradicted_table_is_no_test_and_leaves_the_others_as_they_were() -> None:
    """Holm's procedure used to take it for the smallest p-value, 0."""
    rng = np.random.default_rng(3)
    for _ in range(50):
        p = rng.beta(0.3, 2, 4).tolist()
        tested = {str(i): Evidence(Draws(value)) for i, value in enumerate(p)}
        contradicted = {"a": Evidence(NO_COLUMN), "b": Evidence(NO_COLUMN)}
        judged = judge({**contradicted, **tested}, LEVEL)
        assert judge(tested, LEVEL) == {name: judged[name] for name in tested}
        assert [judged[name].adjusted_p for name in tested] == holm(np.array([0, 0, *p]))[
            2:
        ].tolist()
        assert {judged[name].verdict for name in contradicted} == {"inconsistent"}


def test_a_family_may_be_contradicted_as_a_whole() -> None:
    assert judge({"a": Evidence(NO_COLUMN)}, LEVEL)["a"] == Judgement("inconsistent", NO_COLUMN)


def test_verdicts_allow_for_the_number_of_tables() -> None:
    p = {"a": 0.03, "b": 0.04, "c": 0.001, "d": 0.5}
    judged = judge({name: Evidence(Draws(value)) for name, value in p.items()}, LEVEL)
    assert {name: judgement.verdict for name, judgement in judged.items()} == {
        "a": "consistent",
        "b": "consistent",
        "c": "inconsistent",
        "d": "consistent",
    }
    assert judge({"a": Evidence(Draws(0.03))}, LEVEL)["a"].verdict == "inconsistent"


def test_consistent_families_are_rarely_called_otherwise() -> None:
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(2000):
        tables = {str(i): Evidence(Draws(p)) for i, p in enumerate(rng.random(6).tolist())}
        judged = judge(tables, LEVEL).values()
        wrong += any(judgement.verdict != "consistent" for judgement in judged)
    assert wrong <= binom.ppf(0.9999, 2000, LEVEL)


def test_an_inconsistent_table_names_its_cells() -> None:
    cells = {"a": np.array([[0.02, 0.9], [0.01, 0.03]]), "b": np.array([[0.3, 0.02], [1.0, 0.2]])}
    evidence = {name: Evidence(Draws(float(p.min()))) for name, p in cells.items()}
    judged = judge(evidence, LEVEL)
    assert judge_cells(cells["a"], judged["a"], LEVEL).tolist() == [
        ["inconsistent", "consistent"],
        ["inconsistent", "consistent"],  # 0.03 is doubled as 0.01 is, there being two tables
    ]


def test_every_inconsistent_table_has_an_inconsistent_cell_and_no_other_has() -> None:
    rng = np.random.default_rng(2)
    for _ in range(200):
        cells = {str(i): rng.beta(0.2, 2, 5) for i in range(4)}
        judged = judge({name: Evidence(Draws(float(p.min()))) for name, p in cells.items()}, LEVEL)
        for name, p in cells.items():
            verdicts = judge_cells(p, judged[name], LEVEL)
            assert ("inconsistent" in verdicts) == (judged[name].verdict == "inconsistent")
            assert np.all(p[verdicts == "inconsistent"] <= LEVEL)


def test_cells_of_a_diverging_table_share_its_verdict() -> None:
    verdicts = judge_cells(
        np.array([0.5, 0.001]), Judgement("diverges", Divergence(0.7), 0.001), LEVEL
    )
    assert verdicts.tolist() == ["diverges", "diverges"]


def test_a_table_with_another_number_of_columns_is_contradicted() -> None:
    assert shape_contradiction((10, 3), (10, 3)) is None
    assert shape_contradiction((10, 2), (10, 3)) == NO_COLUMN


def test_too_few_draws_to_refute_anything_are_refused() -> None:
    check_resolution(599, tables=6, level=0.01)
    with pytest.raises(ValueError, match=r"at least 599 draws per table, .* got 598"):
        check_resolution(598, tables=6, level=0.01)


@pytest.mark.parametrize("level", [0.05, 0.3])
def test_the_upper_bound_agrees_with_scipy_and_covers(level: float) -> None:
    trials = 23
    bounds = [upper_bound(k, trials, level) for k in range(trials + 1)]
    for k, bound in enumerate(bounds):
        test = binomtest(k, trials, alternative="less")
        assert bound == pytest.approx(test.proportion_ci(1 - level, method="exact").high)
    for probability in np.linspace(0, 1, 201):
        covering = [k for k, bound in enumerate(bounds) if probability <= bound]
        assert binom.pmf(covering, trials, probability).sum() >= 1 - level - 1e-12


def test_every_rejection_of_holm_is_one_at_its_own_level() -> None:
    rng = np.random.default_rng(0)
    for _ in range(500):
        p = rng.uniform(size=rng.integers(1, 7)) ** 3
        levels = holm_levels(p, 0.1)
        np.testing.assert_array_equal(p <= levels, holm(p) <= 0.1)
        assert levels.min() >= 0.1 / len(p)
        assert levels.max() <= 0.1
