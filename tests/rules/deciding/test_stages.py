"""A programme judges the stage it is asked for, and no other."""

from __future__ import annotations

from typing import Any, get_args

import attrs
import pytest

from cloudgrant.rules import (
    Fact,
    Outcome,
    Record,
    Result,
    RuleRefused,
    Truth,
    calculation,
    given,
    rule,
)
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import InvalidInput
from toys.workshops import FILED, FIRST_DAY, LIMITS, Limits, Workshop, programme


@attrs.frozen(kw_only=True)
class Sale(Record):
    workshop: Workshop = given(default=Workshop(), zh="工坊", en="Workshop")
    price: Fact[int] = given(zh="價格", en="Price", unit="TWD")


@rule("fund.small", zh="小", en="Small")
def small(shop: Workshop, policy: Limits) -> Truth:
    return shop.staff <= policy.most_staff


@rule("fund.price", stage="purchase", zh="價格", en="Price")
def cheap(sale: Sale, policy: Limits) -> Truth:
    return (sale.price <= policy.most_rent) & (sale.workshop.staff <= policy.most_staff)


@rule("fund.open", stage="closing", zh="開放", en="Open")
def public(shop: Workshop, policy: Limits) -> Truth:
    return shop.public


@calculation("fund.grant", zh="補助額", en="Grant")
def granted(shop: Workshop, policy: Limits) -> Fact[int]:
    return policy.grant


FUND = programme(small, cheap, public, stages={"purchase": Sale, "closing": Workshop}, award=granted)


def test_only_the_rules_of_the_stage_give_findings() -> None:
    shop = Workshop(staff=3)
    assert FUND.assess(shop, on=FILED).results == {"fund.small": Result.MET}
    assert FUND.assess(shop, on=FILED, stage="closing").results == {"fund.open": Result.UNDETERMINED}
    sale = Sale(price=7, workshop=shop)
    assert FUND.assess(sale, on=FILED, stage="purchase").results == {"fund.price": Result.MET}


def test_a_complete_application_is_eligible_though_later_stages_are_open() -> None:
    assert FUND.assess(Workshop(staff=3), on=FILED).outcome is Outcome.ELIGIBLE


def test_the_decision_says_its_stage_and_knows_only_its_rules() -> None:
    decision = FUND.assess(Workshop(public=True), on=FILED, stage="closing")
    assert decision.stage == "closing"
    assert [finding.rule for finding in decision.findings] == ["fund.open"]
    with pytest.raises(KeyError, match=r"fund\.small.*closing"):
        decision["fund.small"]


def test_remedies_are_tried_at_the_same_stage() -> None:
    [remedy] = FUND.assess(Workshop(public=False), on=FILED, stage="closing").remedies
    mended = remedy.apply(Workshop(public=False))
    assert FUND.assess(mended, on=FILED, stage="closing").outcome is Outcome.ELIGIBLE


def test_the_award_belongs_to_the_application() -> None:
    assert FUND.assess(Workshop(staff=3), on=FILED).award == 1_000
    assert FUND.assess(Sale(price=7, workshop=Workshop(staff=3)), on=FILED, stage="purchase").award is None
    assert FUND.assess(Sale(price=700), on=FILED, stage="purchase").award is None


def test_rules_are_listed_whatever_their_stage() -> None:
    assert FUND.rules == (small, cheap, public)
    assert FUND.rule_ids("purchase") == ("fund.price",)


@pytest.mark.parametrize("stage", ["tracking", "aplication", ""])
def test_a_stage_that_the_programme_does_not_judge_is_refused(stage: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        FUND.assess(Workshop(), on=FILED, stage=stage)
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("stage", "option")
    assert "application, purchase, closing" in problem.message("en")


def test_each_stage_takes_its_own_subject() -> None:
    with pytest.raises(InvalidInput, match="must be a Sale object, not Workshop"):
        FUND.assess(Workshop(), on=FILED, stage="purchase")
    with pytest.raises(InvalidInput, match="must be a Workshop object, not Sale"):
        FUND.assess(Sale(), on=FILED)


def test_a_rule_of_a_stage_without_subject_is_refused() -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(small, cheap)
    [problem] = refused.value.problems
    assert (problem.path, problem.code) == (("rules", "fund.price"), "option")


def test_the_stages_are_those_of_a_grant() -> None:
    assert get_args(Stage) == ("application", "purchase", "acceptance", "closing", "claim", "tracking")


def test_a_stage_without_rules_decides_nothing() -> None:
    empty = programme(small, stages={"claim": Workshop}, policies={FIRST_DAY: LIMITS})
    assert empty.assess(Workshop(), on=FILED, stage="claim").outcome is Outcome.UNDETERMINED
