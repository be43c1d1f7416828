"""A programme: which policy it applies, what it refuses, how it decides and travels."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pandas as pd
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    NoEdition,
    Outcome,
    Programme,
    Record,
    Result,
    RuleRefused,
    Truth,
    calculation,
    given,
    lesser,
    pick,
    rule,
)
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text
from toys.workshops import FILED, FIRST_DAY, LIMITS, Limits, Workshop, clause, programme


@rule("fund.rent", zh="租金 {policy.most_rent} 以下", en="Rent at most {policy.most_rent}")
def low_rent(shop: Workshop, policy: Limits) -> Truth:
    return shop.rent <= policy.most_rent


@rule("fund.window", zh="期間內", en="In time")
def in_time(shop: Workshop, policy: Limits, on: date) -> Truth:
    return (policy.opens <= on) & (on <= policy.closes)


LATER = date(2022, 6, 1)
FUND = Programme(
    "fund",
    title=Text(zh="燈籠工坊補助", en="Lantern workshop fund"),
    subject=Workshop,
    policies={LATER: attrs.evolve(LIMITS, most_rent=80), FIRST_DAY: LIMITS},
    clauses=[clause("fund.rent"), clause("fund.window")],
    rules=[low_rent, in_time],
)
SHOP = Workshop(rent=90)
FIRM = cg.Manufacturer(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)


NOON = datetime(2022, 5, 2, 12)  # noqa: DTZ001 - a time of day is what is refused


class Day(date):
    """A date of a user's own."""


# Which policy.


@pytest.mark.parametrize(
    ("day", "most"),
    [
        (FIRST_DAY, 100),
        (date(2022, 5, 31), 100),
        (LATER, 80),
        (date(2030, 1, 1), 80),
        (Day(2022, 5, 31), 100),
    ],
)
def test_the_policy_in_force_on_a_day(day: date, most: int) -> None:
    assert FUND.policy_on(day).most_rent == most
    assert FUND.assess(SHOP, on=day).policy.most_rent == most


def test_policies_stand_in_the_order_of_their_days() -> None:
    assert [edition.since for edition in FUND.editions] == [FIRST_DAY, LATER]


@pytest.mark.parametrize("day", [date(2021, 12, 31), Day(2021, 12, 31)])
def test_before_the_first_policy_there_is_none(day: date) -> None:
    with pytest.raises(NoEdition, match="2022-01-01"):
        FUND.policy_on(day)
    with pytest.raises(NoEdition):
        FUND.assess(SHOP, on=day)
    assert issubclass(NoEdition, LookupError)
    assert FUND.assess(SHOP, on=day, policy=LIMITS)["fund.window"].result is Result.NOT_MET


def test_a_filing_after_the_last_window_is_not_met_and_no_error() -> None:
    decision = FUND.assess(SHOP, on=date(2022, 9, 1), policy=LIMITS)
    assert decision["fund.window"].result is Result.NOT_MET
    assert FUND.assess(SHOP, on=date(2099, 1, 1))["fund.window"].result is Result.NOT_MET
    after = cg.points.assess(FIRM, on=date(2022, 9, 1))
    assert after["points.window.application"].result is Result.NOT_MET
    assert (after.outcome, after.award) == (Outcome.INELIGIBLE, 0)
    assert cg.points.assess(FIRM, on=date(2022, 8, 31)).outcome is Outcome.ELIGIBLE


def test_a_filing_after_the_last_day_of_the_text_is_undetermined() -> None:
    assert cg.points.assess(FIRM, on=date(2022, 12, 31)).outcome is Outcome.INELIGIBLE
    for day in (date(2023, 1, 1), date(2099, 1, 1)):
        decision = cg.points.assess(FIRM, on=day)
        assert (decision.outcome, decision.award) == (Outcome.UNDETERMINED, None)
        assert set(decision.results.values()) == {Result.UNDETERMINED}


def test_a_given_policy_wins_over_the_day() -> None:
    reform = attrs.evolve(LIMITS, most_rent=10)
    assert FUND.assess(SHOP, on=FILED, policy=reform).outcome is Outcome.INELIGIBLE
    assert FUND.assess(SHOP, on=FILED).outcome is Outcome.ELIGIBLE


def test_a_programme_without_policies_is_refused() -> None:
    with pytest.raises(InvalidInput, match="policies"):
        programme(low_rent, policies={})


# What it refuses to decide on.


@pytest.mark.parametrize(
    "on",
    [
        NOON,
        NOON.replace(tzinfo=UTC),
        pd.Timestamp("2022-05-02"),
        pd.NaT,
        "2022-05-02",
        None,
        20220502,
    ],
)
@pytest.mark.parametrize("policy", [None, LIMITS])
def test_only_a_civil_date_is_a_day_of_filing(on: Any, policy: Limits | None) -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(SHOP, on=on, policy=policy)
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("on", "type")


@pytest.mark.parametrize("day", [NOON, pd.Timestamp("2022-05-02"), "2022-05-02"])
def test_only_a_civil_date_has_a_policy(day: Any) -> None:
    with pytest.raises((InvalidInput, TypeError)):
        FUND.policy_on(day)


def test_a_date_or_a_policy_is_needed() -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(SHOP)
    assert [(problem.path.key, problem.code) for problem in refused.value.problems] == [("on", "required")]
    assert FUND.assess(SHOP, policy=LIMITS).results == {
        "fund.rent": Result.MET,
        "fund.window": Result.UNDETERMINED,
    }


@pytest.mark.parametrize("subject", [cg.Company(), {"rent": 3}, None, Workshop, UNKNOWN])
def test_only_its_own_subjects_are_judged(subject: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(subject, on=FILED)
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("subject", "subject")
    assert "Workshop" in problem.message("en")


@pytest.mark.parametrize("policy", [cg.points.edition.policy, Limits, {"most_rent": 3}, UNKNOWN])
def test_only_its_own_policies_are_applied(policy: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(SHOP, on=FILED, policy=policy)
    assert [problem.path.key for problem in refused.value.problems] == ["policy"]


def test_every_wrong_argument_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(None, on=NOON, policy=3)  # type: ignore[call-overload]
    assert [problem.path.key for problem in refused.value.problems] == ["subject", "on", "policy"]


def test_a_subject_and_a_policy_may_be_of_a_special_kind() -> None:
    @attrs.frozen(kw_only=True)
    class Atelier(Workshop):
        rent: Fact[int] = given(default=5, en="Rent")

    @attrs.frozen(kw_only=True)
    class Stricter(Limits):
        most_rent: int = given(default=4, en="Most rent")

    assert FUND.assess(Atelier(), on=FILED).outcome is Outcome.ELIGIBLE
    assert FUND.assess(Atelier(), on=FILED, policy=Stricter()).outcome is Outcome.INELIGIBLE


# What it refuses to be made of.


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(low_rent, low_rent)
    assert [problem.code for problem in refused.value.problems] == ["duplicate"]


def test_a_rule_without_clause_is_refused() -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(low_rent, in_time, clauses=[clause("fund.window")])
    assert [(problem.path[-1], problem.code) for problem in refused.value.problems] == [
        ("fund.rent", "clause")
    ]


def test_rules_of_one_clause_are_told_apart_by_what_follows_the_slash() -> None:
    more = rule("fund.rent/again", en="…")(low_rent.function)
    judged = programme(low_rent, more, clauses=[clause("fund.rent")])
    decision = judged.assess(SHOP, on=FILED)
    assert list(decision.results) == ["fund.rent", "fund.rent/again"]
    assert decision["fund.rent/again"].clause.id == "fund.rent"
    assert len(decision.findings.where(rule="fund.rent")) == 2


def test_a_badly_written_award_is_refused() -> None:
    @calculation("fund.rent", en="Award")
    def half(shop: Any, policy: Any) -> Any:
        return shop.rent / 2

    with pytest.raises(RuleRefused) as refused:
        programme(low_rent, award=half)
    assert [problem.code for problem in refused.value.problems] == ["rule.division"]


# What is awarded.


def awarding(function: Any) -> Programme[Any, Any]:
    return programme(low_rent, award=calculation("fund.rent", en="Award")(function))


def test_the_award() -> None:
    judged = awarding(lambda shop, policy: policy.grant)
    assert judged.assess(SHOP, on=FILED).award == 1_000
    assert judged.assess(Workshop(rent=101), on=FILED).award == 0
    assert judged.assess(Workshop(), on=FILED).award is None
    assert FUND.assess(SHOP, on=FILED).award is None
    assert FUND.assess(Workshop(rent=101), on=FILED).award is None


def test_an_award_that_rests_on_an_unknown_is_not_known() -> None:
    judged = awarding(lambda shop, policy: policy.grant - lesser(policy.grant, policy.levy))
    assert judged.assess(SHOP, on=FILED).outcome is Outcome.ELIGIBLE
    assert judged.assess(SHOP, on=FILED).award is None
    assert judged.assess(SHOP, on=FILED, policy=attrs.evolve(LIMITS, levy=100)).award == 900


def test_an_award_may_depend_on_the_day() -> None:
    judged = awarding(lambda shop, policy, on: pick(on <= policy.closes, policy.grant, 0))
    assert judged.assess(SHOP, on=FILED).award == 1_000
    assert judged.assess(SHOP, on=date(2022, 9, 1)).award == 0


def test_the_points_awarded() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    assert (decision.outcome, decision.award) == (Outcome.ELIGIBLE, 200_000)
    again = cg.points.assess(attrs.evolve(FIRM, points_last_used_in=2021), on=FILED)
    assert (again.outcome, again.award) == (Outcome.INELIGIBLE, 0)
    unknown = cg.points.assess(attrs.evolve(FIRM, factory=UNKNOWN), on=FILED)
    assert (unknown.outcome, unknown.award) == (Outcome.UNDETERMINED, None)


# How it travels.


@pytest.mark.parametrize(
    "original", [low_rent, in_time, FUND, cg.points, cg.points.rules[0], cg.points.award]
)
def test_rules_and_programmes_pickle_by_their_names(original: Any) -> None:
    assert pickle.loads(pickle.dumps(original)) is original


@pytest.mark.parametrize("original", [low_rent, FUND, programme(low_rent)])
def test_rules_and_programmes_are_shared_by_deep_copies(original: Any) -> None:
    assert copy.deepcopy(original) is original


def test_a_decision_of_a_programme_without_a_name_copies_too() -> None:
    decision = programme(low_rent).assess(SHOP, on=FILED)
    assert copy.copy(decision) == copy.deepcopy(decision) == decision


def test_a_programme_that_has_no_name_says_why_it_does_not_pickle() -> None:
    with pytest.raises((TypeError, pickle.PicklingError), match="fund"):
        pickle.dumps(programme(low_rent))


def test_a_decision_pickles_and_copies() -> None:
    for decision in (FUND.assess(SHOP, on=FILED), cg.points.assess(FIRM, on=FILED)):
        findings = decision.findings
        for again in (pickle.loads(pickle.dumps(decision)), copy.copy(decision), copy.deepcopy(decision)):
            assert again == decision
            assert hash(again) == hash(decision)
            assert again.findings == findings
            assert again.programme is decision.programme
        assert pickle.loads(pickle.dumps(findings)) == findings


def test_a_decision_reads_the_same_in_another_process() -> None:
    code = (
        "import pickle, sys\n"
        "decision = pickle.loads(sys.stdin.buffer.read())\n"
        "print(decision.outcome.value, decision.award, decision['points.applicant.size'].margins[0].distance)"
    )
    sent = pickle.dumps(cg.points.assess(FIRM, on=FILED))
    run = subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True, check=True)
    assert run.stdout.decode().split() == ["eligible", "200000", "20000000"]


def test_a_programme_may_be_local_to_a_test() -> None:
    @attrs.frozen(kw_only=True)
    class Kite(Record):
        length: Fact[int] = given(zh="長度", en="Length", unit="cm")

    @attrs.frozen(kw_only=True)
    class Rules(Record):
        longest: int = given(default=90, en="Longest", unit="cm")

    @rule("kite.length", zh="長度 {policy.longest} 以下", en="At most {policy.longest}")
    def short(kite: Kite, policy: Rules) -> Truth:
        return kite.length <= policy.longest

    kites = programme(short, subject=Kite, policies={FIRST_DAY: Rules()})
    decision = kites.assess(Kite(length=91), on=FILED)
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision["kite.length"].message("zh_Hant_TW") == "不符合：長度 90 cm 以下（長度：91 cm）"
    assert decision["kite.length"].message("en") == "not met: At most 90 cm (Length: 91 cm)"
