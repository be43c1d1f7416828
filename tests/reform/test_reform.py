from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points import PointsPolicy
from cloudgrant.reform import Reform, compare
from cloudgrant.rules import Clause, InvalidInput, RuleRefused, Text, Truth, pick, rule
from toys.next_year import restated
from toys.shops import Limits, Shop, fund

ON = date(2022, 5, 2)
POLICY = cg.points.policy_on(ON)
AGAIN = Reform("again", without=["points.applicant.not-repeat"])
USER = cg.Manufacturer(ubn="12345675", paid_in_capital=1, factory="exempt", points_last_used_in=2021)


@rule("points.applicant.not-repeat", zh="去年未使用，或為小廠", en="Did not use points, or is small")
def unless_small(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return (firm.points_last_used_in < policy.repeat_year) | (firm.regular_employees <= 9)


@rule("points.applicant.not-repeat", zh="去年沒有用過點數", en="No points used last year")
def in_other_words(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return pick(
        firm.points_last_used_in <= policy.repeat_year,
        firm.points_last_used_in < policy.repeat_year,
        firm.points_used_before_in < policy.repeat_year,
    )


@rule("points.new", zh="有統一編號之廠商", en="Has more than nobody employed")
def someone(firm: cg.Company, policy: Any) -> Truth:
    return firm.regular_employees >= 1


def codes(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path.key, problem.code) for problem in error.problems]


# A programme as reformed.


def test_dropping_the_exclusion_of_repeat_users() -> None:
    reformed = AGAIN.of(cg.points)
    assert cg.points.assess(USER, on=ON).outcome is cg.Outcome.INELIGIBLE
    decision = reformed.assess(USER, on=ON)
    assert (decision.outcome, decision.award) == (cg.Outcome.ELIGIBLE, 200_000)
    assert "points.applicant.not-repeat" not in decision.results
    assert "雲市集" in str(decision.report("zh_Hant_TW"))


def test_numbers_by_value_or_as_a_whole_policy() -> None:
    by_value = Reform("a", policy={"regular_employee_ceiling": 250}).of(cg.points)
    whole = Reform("b", policy=attrs.evolve(POLICY, regular_employee_ceiling=250)).of(cg.points)
    for reformed in (by_value, whole):
        assert reformed.policy_on(ON).regular_employee_ceiling == 250
        assert reformed.editions[-1].policy.regular_employee_ceiling == 250
        assert reformed.on(ON).published.policy is POLICY


def test_rules_replaced_and_added() -> None:
    clause = Clause(
        "points.new", heading="新增（虛構）", source="有員工", text=Text(zh="有員工", en="Has staff")
    )
    reform = Reform("r", replace=[unless_small], add=[someone], clauses=[clause])
    reformed = reform.of(cg.points)
    ids = [one.id for one in cg.points.rules]
    assert [one.id for one in reformed.rules] == [*ids, "points.new"]
    small = attrs.evolve(USER, regular_employees=9)
    assert reformed.assess(small, on=ON).outcome is cg.Outcome.ELIGIBLE
    assert reformed.assess(attrs.evolve(USER, regular_employees=10), on=ON).outcome is cg.Outcome.INELIGIBLE
    assert reformed.assess(small, on=ON)["points.new"].clause is clause


def test_one_reform_after_another() -> None:
    first = Reform("a", policy={"grant": 150_000}).of(cg.points)
    both = Reform("b", policy={"grant_ceiling": 150_000}, without=["points.applicant.size"]).of(first)
    assert (both.policy_on(ON).grant, both.policy_on(ON).grant_ceiling) == (150_000, 150_000)
    assert both.on(ON).published.policy is POLICY


def test_a_reform_keeps_up_with_corrections() -> None:
    corrected = cg.points.edition.followed_by(
        "data",
        since=date(2023, 1, 1),
        until=None,
        says=[restated("points.applicant.size", paid_in_capital_ceiling=90_000_000)],
        keeps=("points.grant",),
    )
    later = Reform("a", policy={"grant": 1}).of(cg.points.with_editions(corrected))
    assert later.policy_on(date(2023, 1, 1)).paid_in_capital_ceiling == 90_000_000
    assert later.policy_on(date(2023, 1, 1)).grant == 1
    assert later.on(date(2023, 1, 1)).published is corrected


def test_it_travels() -> None:
    reformed = AGAIN.of(cg.points)
    back = pickle.loads(pickle.dumps(reformed))
    assert [one.id for one in back.rules] == [one.id for one in reformed.rules]
    decision = pickle.loads(pickle.dumps(reformed.assess(USER, on=ON)))
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert pickle.loads(pickle.dumps(AGAIN)) == AGAIN
    assert hash(AGAIN) == hash(Reform("again", without=("points.applicant.not-repeat",)))


# What its receipts say.


def test_receipts_tell_reforms_from_completions() -> None:
    reform = Reform("a", policy={"grant": 100_000, "applications_from": date(2022, 3, 1)})
    receipt = reform.of(cg.points).assess(USER, on=ON).receipt
    assert dict(receipt.reformed) == {"grant": "100000"}
    assert dict(receipt.completed) == {"applications_from": '"2022-03-01"'}
    assert receipt.published == cg.points.assess(USER, on=ON).receipt.published
    assert cg.verify(receipt, USER).same  # numbers that were reformed are the receipt's own


@pytest.mark.parametrize(
    ("reform", "names"),
    [
        (AGAIN, ("points.applicant.not-repeat",)),
        (Reform("r", replace=[unless_small]), ("points.applicant.not-repeat",)),
        (Reform("words", replace=[in_other_words]), ()),
    ],
)
def test_rules_that_differ_are_told(reform: Reform, names: tuple[str, ...]) -> None:
    receipt = reform.of(cg.points).assess(USER, on=ON).receipt
    found = {one.because: one.names for one in cg.verify(receipt, USER).differences}
    assert found == ({"rule": names} if names else {})
    assert cg.verify(receipt, USER, programme=reform.of(cg.points)).same


# What it changes.


@pytest.mark.parametrize(
    ("reform", "kind"),
    [
        (AGAIN, "went"),
        (Reform("r", replace=[unless_small]), "changed"),
        (Reform("r", replace=[in_other_words]), "reworded"),
    ],
)
def test_the_diff_of_a_reform(reform: Reform, kind: str) -> None:
    differs = reform.diff(cg.points)
    [change] = differs.rules
    assert (change.id, change.kind, change.clause) == (
        "points.applicant.not-repeat", kind, "points.applicant.not-repeat",
    )  # fmt: skip
    assert differs.clauses == ("points.applicant.not-repeat",)
    assert differs.values == ()
    assert differs.flips == ()
    for locale in ("en", "zh_Hant_TW"):
        assert "points.applicant.not-repeat" in differs.message(locale)


def test_a_rule_that_came() -> None:
    clause = Clause(
        "points.new", heading="新增（虛構）", source="有員工", text=Text(zh="有員工", en="Has staff")
    )
    differs = Reform("r", add=[someone], clauses=[clause]).diff(cg.points)
    assert [(one.id, one.kind) for one in differs.rules] == [("points.new", "came")]
    assert differs.clauses == ("points.new",)


def test_who_flips_and_why() -> None:
    flips = AGAIN.diff(cg.points, subjects=[cg.Company(), USER], on=ON).flips
    assert [(flip.number, flip.rules) for flip in flips] == [(1, ("points.applicant.not-repeat",))]
    assert flips[0].message("en") == (
        "ubn=12345675: ineligible → eligible "
        "(points.applicant.not-repeat not met → no such rule; award 0 points → 200,000 points)"
    )
    assert flips[0].message("zh_Hant_TW") == (
        "ubn=12345675：不符合資格 → 符合資格"
        "（points.applicant.not-repeat 不符合 → 無此規則；核給 0點 → 200,000點）"
    )


# Refusals.


def test_all_that_does_not_fit_at_once() -> None:
    reform = Reform(
        "bad",
        policy={"grant": -1, "gratn": 5, "offset_share": "1/2", "applications_until": date(2022, 4, 1)},
        without=["points.applicant.siez", "points.applicant.not-repeat"],
        replace=[unless_small, someone],
    )
    with pytest.raises(InvalidInput) as error:
        reform.of(cg.points)
    assert codes(error.value) == [
        ("without.points.applicant.siez", "unknown_key"),
        ("replace.points.new", "unknown_key"),
        ("replace.points.applicant.not-repeat", "duplicate"),
        ("policy.gratn", "unknown_key"),
        ("policy.grant", "negative"),
        ("policy.offset_share", "type"),
        ("policy.applications_until", "order"),
    ]
    assert "points.applicant.size?" in str(error.value)


def test_a_policy_of_another_programme() -> None:
    with pytest.raises(InvalidInput) as error:
        Reform("x", policy=Limits()).of(cg.points)
    assert codes(error.value) == [("policy", "subject")]


def test_a_rule_without_a_clause_is_refused() -> None:
    with pytest.raises(RuleRefused):
        Reform("x", add=[someone]).of(cg.points)


# Comparing.

FIRMS = pl.DataFrame(
    {
        "county": ["南", "南", "北", "北", None],
        "paid_in_capital": [1, 1, 1, None, 1],
        "regular_employees": [1, 1, 1, 300, 1],
        "factory": ["exempt", "exempt", "none", "exempt", "exempt"],
        "points_last_used_in": [2021, 0, 2021, 2021, 2021],
    }
)
COUNTS = [("again", ("北",), 2, 0, 0, 1, 1, 1, 0, 0), ("again", ("南",), 2, 1, 0, 1, 0, 0, 0, 200_000),
          ("again", (None,), 1, 1, 0, 0, 0, 0, 0, 200_000)]  # fmt: skip


def found(impact: Any) -> list[tuple[Any, ...]]:
    return [attrs.astuple(count, recurse=False) for count in impact.counts]


@pytest.mark.parametrize(
    "frame",
    [FIRMS, FIRMS.lazy(), FIRMS.to_pandas(), FIRMS.to_pandas().convert_dtypes(), FIRMS.to_arrow()],
    ids=["polars", "lazy", "pandas", "pandas-nullable", "arrow"],
)
def test_who_gains_by_county(frame: Any) -> None:
    impact = compare(frame, cg.points, {"now": None, "again": AGAIN}, by=["county"],
                     subject=cg.Manufacturer, on=ON)  # fmt: skip
    assert [(*row[:1], tuple(None if pd.isna(part) else part for part in row[1]), *row[2:])
            for row in found(impact)] == COUNTS  # fmt: skip
    winners = impact.winners("again")
    winners = winners.collect() if isinstance(winners, pl.LazyFrame) else winners
    assert len(winners) == 2
    assert type(impact.rows) is type(frame)


def test_objects_as_frames() -> None:
    firms = [USER, attrs.evolve(USER, points_last_used_in=0), attrs.evolve(USER, factory="none")]
    impact = compare(firms, cg.points, {"now": None, "again": AGAIN}, by="factory", on=ON)
    assert found(impact) == [
        ("again", ("exempt",), 2, 1, 0, 1, 0, 0, 0, 200_000),
        ("again", ("none",), 1, 0, 0, 1, 0, 0, 0, 0),
    ]
    assert [dict(row) for row in impact.rows] == [{"again": "gains"}, {"again": "same"}, {"again": "same"}]
    assert impact.winners("again") == (USER,)
    assert impact.losers("again") == ()
    assert "受益 1" in impact.message("zh_Hant_TW")


def test_a_policy_is_a_variant_and_award_changes_count() -> None:
    less = attrs.evolve(POLICY, grant=150_000)
    impact = compare([attrs.evolve(USER, points_last_used_in=0)], cg.points,
                     {"now": None, "less": less, "more": Reform("m", policy={"grant": 150_000})},
                     on=ON)  # fmt: skip
    assert [(count.variant, count.losers, count.award) for count in impact.counts] == [
        ("less", 1, -50_000), ("more", 1, -50_000),
    ]  # fmt: skip


def test_the_first_variant_is_what_the_others_are_held_against() -> None:
    impact = compare([USER], cg.points, {"again": AGAIN, "now": None}, on=ON)
    assert found(impact) == [("now", (), 1, 0, 1, 0, 0, 0, 0, -200_000)]


def test_nobody_at_all() -> None:
    impact = compare([], cg.points, {"now": None, "again": AGAIN}, on=ON)
    assert found(impact) == [("again", (), 0, 0, 0, 0, 0, 0, 0, 0)]


def test_in_a_column_of_dates_each_row_goes_by_the_edition_of_its_day() -> None:
    frame = FIRMS.with_columns(filed=pl.lit(date(2022, 9, 1)))
    reform = Reform("later", policy={"applications_until": date(2022, 9, 30)})
    variants = {"now": None, "later": reform}
    impact = compare(frame, cg.points, variants, subject=cg.Manufacturer, on="filed")
    assert impact.counts[0].winners == 1
    given = compare(frame, cg.points, variants, subject=cg.Manufacturer, on="filed", policy=POLICY)
    assert given.counts == impact.counts
    awaited = frame.with_columns(filed=pl.lit(date(2023, 9, 1)))
    impact = compare(awaited, cg.points, variants, subject=cg.Manufacturer, on="filed")
    assert (impact.counts[0].winners, impact.counts[0].losers) == (0, 0)


@pytest.mark.parametrize(
    ("variants", "more", "expected"),
    [
        ({"now": None}, {}, ("variants", "reform.variants")),
        ({"now": None, "a": Reform("a", without=["x"])}, {}, ("variants.a.without.x", "unknown_key")),
        ({"now": None, "a": AGAIN}, {"by": ["nothing"]}, ("by.nothing", "reform.by")),
        ({"now": None, "county": AGAIN}, {}, ("variants.county", "duplicate")),
        ({"now": None, "a": 5}, {}, ("variants.a.policy", "subject")),
    ],
)
def test_refusals(variants: dict[str, Any], more: dict[str, Any], expected: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as error:
        compare(FIRMS, cg.points, variants, subject=cg.Manufacturer, on=ON, **more)
    assert expected in codes(error.value)


def test_bad_columns_and_objects_are_refused() -> None:
    bad = FIRMS.with_columns(regular_employees=pl.lit(-1))
    variants = {"now": None, "again": AGAIN}
    with pytest.raises(InvalidInput) as error:
        compare(bad, cg.points, variants, subject=cg.Manufacturer, on=ON, by="nothing")
    assert {code for _, code in codes(error.value)} == {"reform.by", "frame.values"}
    with pytest.raises(InvalidInput) as error:
        compare([USER, Shop(), 5], cg.points, variants, on=ON)
    assert codes(error.value) == [("[1]", "subject"), ("[2]", "subject")]


def test_an_award_that_depends_on_what_is_unknown() -> None:
    shop = Shop(rent=0, public=False, fined=False, style="paper")
    known = attrs.evolve(shop, wages=9)
    more = Reform("more", policy={"grant": 4})
    impact = compare([shop, known], fund, {"now": None, "more": more}, on=ON)
    assert [row["more"] for row in impact.rows] == ["may gain", "gains"]
    assert impact.counts[0].award == 1


def test_a_constant_column_is_a_column() -> None:
    """polars makes one value of ``literal <= column`` where the column is a constant."""
    frame = FIRMS.drop("regular_employees").with_columns(regular_employees=pl.lit(230))
    variants = {"now": None, "a": Reform("a", replace=[bounded], policy={"regular_employee_ceiling": 250})}
    impact = compare(frame, cg.points, variants, subject=cg.Manufacturer, on=ON)
    assert impact.counts[0].subjects == 5


@rule("points.applicant.size", zh="員工上限", en="Staff ceiling")
def bounded(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return policy.regular_employee_ceiling >= firm.regular_employees


@pytest.mark.parametrize(
    ("variant", "effect", "place"), [("again", "gain", "/effects"), ("agin", "gains", "/variant")]
)
def test_a_misspelt_effect_or_variant_is_refused(variant: str, effect: Any, place: str) -> None:
    impact = compare([USER], cg.points, {"now": None, "again": AGAIN}, on=ON)
    with pytest.raises(InvalidInput) as refused:
        impact.where(variant, effect)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [(place, "option")]
    assert len(impact.where("again", "gains")) == 1


def test_what_an_edition_is_called_as_reformed_reads_on_in_a_sentence() -> None:
    once = Reform("放寬", policy={"grant": 100_000}).of(cg.points)
    twice = Reform("again", without=["points.applicant.not-repeat"]).of(once)
    assert (once.edition.name, once.edition.label("zh")) == ("roc-111 + 放寬", "111 年版（放寬）")
    assert twice.edition.name == "roc-111 + 放寬 + again"
    assert twice.edition.label("en") == "ROC 111 (放寬 + again)"
    [gap] = once.assess(cg.Manufacturer(), on=date(2023, 5, 2)).awaiting
    assert gap.question("zh_Hant_TW") == (
        "111 年版（放寬）適用至111年12月31日，112年1月1日起之規定尚未公布，應適用何規定？"
    )
    assert gap.question("en").startswith("ROC 111 (放寬) applies until 31 December 2022; ")
