"""Whom the coaching is for, and NT$100,000 of its own: met, not met, unknown; below, at, above."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.coaching import ROC_111, CoachingPolicy
from cloudgrant.testing import boundary_cases, failing
from cloudgrant.testing.strategies import subjects
from cloudgrant.values.unknown import Fact

DAY = date(2022, 5, 2)
OK = cg.Company(provider=True, cloud_services="starting", cloud_base="software", coaching_own_funds=100_000)
PROVIDER, STARTING, BASE = ("coaching.target/provider", "coaching.target/starting", "coaching.target/base")
OWN_FUNDS = "coaching.self-fund"
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
ELIGIBLE, INELIGIBLE, OPEN = cg.Outcome.ELIGIBLE, cg.Outcome.INELIGIBLE, cg.Outcome.UNDETERMINED


def result(rule: str, firm: cg.Company) -> cg.Result:
    return cg.coaching.assess(firm, on=DAY)[rule].result


def test_a_provider_at_its_start_with_its_own_money_is_a_target() -> None:
    decision = cg.coaching.assess(OK, on=DAY)
    assert decision.outcome is ELIGIBLE
    assert decision.results == {PROVIDER: MET, STARTING: MET, BASE: MET, OWN_FUNDS: MET}
    assert decision.award is None  # coaching grants nothing in money


@pytest.mark.parametrize(
    ("provider", "expected"), [(True, MET), (False, NOT_MET), (cg.UNKNOWN, UNDETERMINED)]
)
def test_only_a_provider(provider: Fact[bool], expected: cg.Result) -> None:
    assert result(PROVIDER, attrs.evolve(OK, provider=provider)) is expected


def test_the_kind_provider_is_one() -> None:
    assert result(PROVIDER, cg.InformationServiceProvider()) is MET
    assert result(PROVIDER, cg.Manufacturer()) is UNDETERMINED


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("none", NOT_MET), ("starting", MET), ("running", NOT_MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_from_nought_to_one(stage: Fact[Literal["none", "starting", "running"]], expected: cg.Result) -> None:
    assert result(STARTING, attrs.evolve(OK, cloud_services=stage)) is expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("software", MET),
        ("customers", MET),
        ("hardware", MET),
        ("other", NOT_MET),
        (cg.UNKNOWN, UNDETERMINED),
    ],
)
def test_three_kinds_of_base(
    base: Fact[Literal["software", "customers", "hardware", "other"]], expected: cg.Result
) -> None:
    assert result(BASE, attrs.evolve(OK, cloud_base=base)) is expected


@pytest.mark.parametrize(
    ("own", "expected", "room"),
    [
        (0, NOT_MET, -100_000),
        (99_999, NOT_MET, -1),
        (100_000, MET, 0),
        (100_001, MET, 1),
        (cg.UNKNOWN, UNDETERMINED, cg.UNKNOWN),
    ],
)
def test_a_hundred_thousand_of_its_own(own: Fact[int], expected: cg.Result, room: Fact[int]) -> None:
    finding = cg.coaching.assess(attrs.evolve(OK, coaching_own_funds=own), on=DAY)[OWN_FUNDS]
    assert finding.result is expected
    assert [margin.distance for margin in finding.margins] == [room]


def test_a_firm_that_puts_in_too_little_is_told_how_much_is_enough() -> None:
    firm = attrs.evolve(OK, coaching_own_funds=60_000)
    [remedy] = cg.coaching.assess(firm, on=DAY).remedies
    assert remedy.apply(firm) == OK
    assert remedy.message("zh_Hant_TW") == "增列自籌投入金額至10萬元"


def test_nobody_is_advised_to_become_another_kind_of_firm() -> None:
    for firm in (attrs.evolve(OK, provider=False), attrs.evolve(OK, cloud_services="running")):
        assert cg.coaching.assess(firm, on=DAY).remedies == ()


@pytest.mark.parametrize("rule", [PROVIDER, STARTING, BASE, OWN_FUNDS])
def test_each_rule_alone_can_close_it(rule: str) -> None:
    example = failing(rule, cg.coaching)
    decision = cg.coaching.assess(example.subject, on=example.on)
    assert decision.outcome is INELIGIBLE
    assert [one for one, answer in decision.results.items() if answer is NOT_MET] == [rule]


def test_each_rule_has_its_boundary_cases() -> None:
    told: dict[str, dict[str, cg.Result]] = {}
    for case in boundary_cases(cg.coaching):
        decision = cg.coaching.assess(case.subject, on=case.on, policy=case.policy)
        told.setdefault(case.rule, {})[case.position] = decision.results[case.rule]
    truth = {"true": MET, "false": NOT_MET, "unknown": UNDETERMINED}
    assert told == {
        PROVIDER: truth,
        STARTING: {"in": MET, "out": NOT_MET, "unknown": UNDETERMINED},
        BASE: {"in": MET, "out": NOT_MET, "unknown": UNDETERMINED},
        OWN_FUNDS: {"below": NOT_MET, "at": MET, "above": MET, "unknown": UNDETERMINED},
    }


def test_an_empty_draft_asks_four_things() -> None:
    decision = cg.coaching.assess(cg.Company(), on=DAY)
    assert decision.outcome is OPEN
    asked = {gap.path.key: gap.question("zh_Hant_TW") for gap in decision.missing}
    assert list(asked) == ["provider", "cloud_services", "cloud_base", "coaching_own_funds"]
    assert all(question.endswith("？") for question in asked.values())
    assert decision.awaiting == ()


@given(firm=subjects(cg.Company, cg.coaching))
def test_by_the_briefing_for_any_firm(firm: cg.Company) -> None:
    parts = (
        firm.provider,
        firm.cloud_services if firm.cloud_services is cg.UNKNOWN else firm.cloud_services == "starting",
        firm.cloud_base if firm.cloud_base is cg.UNKNOWN else firm.cloud_base != "other",
        firm.coaching_own_funds >= 100_000,
    )
    expected = (
        INELIGIBLE
        if any(part is False for part in parts)
        else ELIGIBLE
        if all(part is True for part in parts)
        else OPEN
    )
    assert cg.coaching.assess(firm, on=DAY).outcome is expected


@given(own=st.integers(0, 300_000), more=st.integers(0, 300_000))
def test_more_money_of_its_own_never_closes_it(own: int, more: int) -> None:
    before, after = (
        cg.coaching.assess(attrs.evolve(OK, coaching_own_funds=sum_), on=DAY).outcome
        for sum_ in (own, own + more)
    )
    assert not (before is ELIGIBLE and after is INELIGIBLE)


def test_a_reform_moves_the_threshold() -> None:
    policy = attrs.evolve(ROC_111.policy, self_fund=150_000)
    finding = cg.coaching.assess(OK, on=DAY, policy=policy)[OWN_FUNDS]
    assert finding.result is NOT_MET
    assert finding.message("en") == (
        "not met: Contributes at least NT$150,000 of its own money (Own money put into the "
        "coaching: NT$100,000)"
    )


@pytest.mark.parametrize("given_", [{"self_fund": -1}, {"self_fund": 0.5}, {"least_proofs": 0}])
def test_a_policy_of_nonsense_is_refused(given_: dict[str, object]) -> None:
    with pytest.raises(cg.InvalidInput):
        cg.load(CoachingPolicy, given_)


def test_a_firm_of_nonsense_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(cg.Company, {"cloud_base": "cloud", "coaching_own_funds": -1, "cloud_services": True})
    assert {problem.path.key for problem in caught.value.problems} == {
        "cloud_base", "coaching_own_funds", "cloud_services"
    }  # fmt: skip
