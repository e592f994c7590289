"""Verdicts over a family of tables, and intervals for a proportion."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from deeplinear.replication.predictive import fewest_draws
from deeplinear.replication.proportions import upper_bound
from deeplinear.replication.reasons import (
    AdjustedP,
    Contradiction,
    Divergence,
    LeftOpen,
    Reason,
    TooFewDraws,
)
from deeplinear.replication.verdicts import (
    Draws,
    Evidence,
    Judgement,
    holm,
    holm_levels,
    judge,
    judge_cells,
    shape_contradiction,
)

LEVEL = 0.05
MANY = 10_000


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
        (Draws(0.2, MANY), (), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.2, MANY), ("X",), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.2, MANY, 0.5), (), "consistent", AdjustedP(0.2, LEVEL)),
        (Draws(0.05, MANY), (), "inconsistent", AdjustedP(0.05, LEVEL)),
        (Draws(None, MANY, 0.6), (), "diverges", Divergence(0.6)),
        (NO_COLUMN, (), "inconsistent", NO_COLUMN),
        (NO_COLUMN, ("X",), "not determined", LeftOpen(NO_COLUMN, ("X",))),
        (
            Draws(0.01, MANY),
            ("X", "Y"),
            "not determined",
            LeftOpen(AdjustedP(0.01, LEVEL), ("X", "Y")),
        ),
        (
            Draws(None, MANY, 0.9),
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
    assert judgement.factor == (1 if isinstance(found, Draws) and found.p is not None else None)


def test_a_table_without_a_test_leaves_the_others_as_they_were() -> None:
    """As if it were not there, or had the smallest p-value of all, 0."""
    rng = np.random.default_rng(3)
    for _ in range(50):
        p = rng.beta(0.3, 2, 4).tolist()
        tested = {str(i): Evidence(Draws(value, MANY)) for i, value in enumerate(p)}
        untested = {"a": Evidence(NO_COLUMN), "b": Evidence(Draws(None, MANY, 0.8))}
        judged = judge({**untested, **tested}, LEVEL)
        assert judge(tested, LEVEL) == {name: judged[name] for name in tested}
        adjusted = [
            reason.p
            for judgement in judged.values()
            if isinstance(reason := judgement.reason, AdjustedP)
        ]
        assert adjusted == holm(np.array([0, 0, *p]))[2:].tolist()
        assert [judged[name].verdict for name in untested] == ["inconsistent", "diverges"]


def test_a_family_may_be_contradicted_as_a_whole() -> None:
    assert judge({"a": Evidence(NO_COLUMN)}, LEVEL)["a"] == Judgement("inconsistent", NO_COLUMN)


def test_verdicts_allow_for_the_number_of_tables() -> None:
    p = {"a": 0.03, "b": 0.04, "c": 0.001, "d": 0.5}
    judged = judge({name: Evidence(Draws(value, MANY)) for name, value in p.items()}, LEVEL)
    assert {name: judgement.verdict for name, judgement in judged.items()} == {
        "a": "consistent",
        "b": "consistent",
        "c": "inconsistent",
        "d": "consistent",
    }
    assert judge({"a": Evidence(Draws(0.03, MANY))}, LEVEL)["a"].verdict == "inconsistent"


def test_consistent_families_are_rarely_called_otherwise() -> None:
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(2000):
        tables = {str(i): Evidence(Draws(p, MANY)) for i, p in enumerate(rng.random(6).tolist())}
        judged = judge(tables, LEVEL).values()
        wrong += any(judgement.verdict != "consistent" for judgement in judged)
    assert wrong <= binom.ppf(0.9999, 2000, LEVEL)


def test_an_inconsistent_table_names_its_cells() -> None:
    cells = {"a": np.array([[0.02, 0.9], [0.01, 0.03]]), "b": np.array([[0.3, 0.02], [1.0, 0.2]])}
    evidence = {name: Evidence(Draws(float(p.min()), MANY)) for name, p in cells.items()}
    judged = judge(evidence, LEVEL)
    assert judge_cells(cells["a"], judged["a"], LEVEL).tolist() == [
        ["inconsistent", "consistent"],
        ["inconsistent", "consistent"],  # 0.03 is doubled as 0.01 is, there being two tables
    ]


def test_an_inconsistent_cell_is_in_an_inconsistent_table_which_may_have_none() -> None:
    rng = np.random.default_rng(2)
    without = 0
    for _ in range(200):
        cells = {str(i): rng.beta(0.2, 2, 5) for i in range(4)}
        tables = {name: Evidence(Draws(float(rng.beta(0.2, 2)), MANY)) for name in cells}
        judged = judge(tables, LEVEL)
        for name, p in cells.items():
            named = judge_cells(p, judged[name], LEVEL) == "inconsistent"
            inconsistent = judged[name].verdict == "inconsistent"
            assert inconsistent or not named.any()
            assert np.all(p[named] <= LEVEL)
            without += inconsistent and not named.any()
    assert without > 0


def test_cells_of_a_diverging_table_share_its_verdict() -> None:
    verdicts = judge_cells(np.array([0.5, 0.001]), Judgement("diverges", Divergence(0.7)), LEVEL)
    assert verdicts.tolist() == ["diverges", "diverges"]


def test_a_table_with_another_number_of_columns_is_contradicted() -> None:
    assert shape_contradiction((10, 3), (10, 3)) is None
    assert shape_contradiction((10, 2), (10, 3)) == NO_COLUMN


@pytest.mark.parametrize("level", [0.05, 0.01, 0.3])
@pytest.mark.parametrize("tables", [1, 3, 6])
def test_the_fewest_draws_are_those_that_refute_a_table_beyond_all_of_them(
    tables: int, level: float
) -> None:
    """Up to a single draw that is the most extreme under the other statistic."""
    needed = fewest_draws(tables, level)
    for draws, enough in ((needed, True), (needed - 1, False)):
        p = 2 / (draws + 1)
        others = {str(i): Evidence(Draws(0.9, draws)) for i in range(tables - 1)}
        judged = judge({"a": Evidence(Draws(p, draws)), **others}, level)
        assert (judged["a"].verdict == "inconsistent") == enough
        verdicts = {judged[name].verdict for name in others}
        assert verdicts <= {"consistent" if enough else "not determined"}


def test_with_too_few_draws_nothing_is_called_consistent() -> None:
    """Nor for level 0.01 with 500 draws, where nothing can be refuted in a family of six."""
    judged = judge({str(i): Evidence(Draws(1 / 501, 500)) for i in range(6)}, 0.01)
    assert {judgement.verdict for judgement in judged.values()} == {"not determined"}
    assert judged["0"].reason == TooFewDraws(500, 1199)


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
