"""Where a rule applies, what it then weighs, and what advice does not weigh."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from cloudgrant.rules import UNKNOWN, Outcome, Programme, Result, Rule, Truth, no, rule
from toys.workshops import FILED, Limits, Workshop, programme

T, F, U = True, False, UNKNOWN
MET, NOT_MET, OPEN, NONE = Result.MET, Result.NOT_MET, Result.UNDETERMINED, Result.NOT_APPLICABLE


def public(shop: Workshop, policy: Limits) -> Truth:
    return shop.public


def fined(shop: Workshop, policy: Limits) -> Truth:
    return shop.fined


def conditional(**changes: Any) -> Rule[...]:
    """Open to the public, if it was fined."""
    return rule("fund.open", applies=fined, zh="開放", en="Open", **changes)(public)


@rule("fund.small", zh="員工 {policy.most_staff} 以下", en="At most {policy.most_staff}")
def small(shop: Workshop, policy: Limits) -> Truth:
    return shop.staff <= policy.most_staff


ONE = programme(conditional())
TWO = programme(small, conditional())
ADVICE = programme(small, conditional(force="advisory"))


@pytest.mark.parametrize(
    ("applies", "holds", "result"),
    [
        (T, T, MET), (T, F, NOT_MET), (T, U, OPEN),
        (F, T, NONE), (F, F, NONE), (F, U, NONE),
        (U, T, OPEN), (U, F, OPEN), (U, U, OPEN),
    ],
)  # fmt: skip
@pytest.mark.parametrize("judged", [ONE, TWO, ADVICE])
def test_the_result(judged: Programme[Any, Any], applies: Truth, holds: Truth, result: Result) -> None:
    decision = judged.assess(Workshop(fined=applies, public=holds), on=FILED)
    assert decision.results["fund.open"] is result
    assert decision["fund.open"].result is result


@pytest.mark.parametrize(("applies", "holds"), list(product((T, F, U), repeat=2)))
def test_overall_a_rule_asks_that_it_holds_or_does_not_apply(applies: Truth, holds: Truth) -> None:
    asked = no(applies) | holds
    outcome = {T: Outcome.ELIGIBLE, F: Outcome.INELIGIBLE, U: Outcome.UNDETERMINED}[asked]
    decision = TWO.assess(Workshop(staff=3, fined=applies, public=holds), on=FILED)
    assert decision.outcome is outcome


def test_an_unknown_condition_does_not_block_where_the_rule_holds_anyway() -> None:
    decision = TWO.assess(Workshop(staff=3, public=True), on=FILED)
    assert decision.results == {"fund.small": MET, "fund.open": OPEN}
    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.missing == ()


@pytest.mark.parametrize(
    ("applies", "holds", "outcome"),
    [
        (T, T, Outcome.ELIGIBLE), (T, F, Outcome.INELIGIBLE),
        (F, T, Outcome.UNDETERMINED), (F, F, Outcome.UNDETERMINED),
        (U, T, Outcome.UNDETERMINED), (U, F, Outcome.UNDETERMINED),
    ],
)  # fmt: skip
def test_eligible_only_where_some_required_rule_surely_applies(
    applies: Truth, holds: Truth, outcome: Outcome
) -> None:
    assert ONE.assess(Workshop(fined=applies, public=holds), on=FILED).outcome is outcome


def test_missing_asks_whether_a_rule_applies_when_eligibility_rests_on_it() -> None:
    decision = ONE.assess(Workshop(public=True), on=FILED)
    assert [gap.path.key for gap in decision.missing] == ["fined"]


def test_a_failed_rule_makes_ineligible_whatever_else_is_open() -> None:
    decision = TWO.assess(Workshop(staff=10), on=FILED)
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.missing == decision.awaiting == ()


def test_advice_never_enters_outcome_missing_or_remedies() -> None:
    good = Workshop(staff=3, fined=True, public=False)
    decision = ADVICE.assess(good, on=FILED)
    assert decision.results["fund.open"] is NOT_MET
    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.remedies == ()
    assert decision["fund.open"].remedies  # the finding itself still says what would mend it

    asked = ADVICE.assess(Workshop(fined=True), on=FILED)
    assert [gap.path.key for gap in asked.missing] == ["staff"]
    assert asked["fund.open"].because


def test_advice_alone_decides_nothing() -> None:
    only = programme(rule("fund.open", force="advisory", en="Open")(public))
    for answer in (T, F, U):
        assert only.assess(Workshop(public=answer), on=FILED).outcome is Outcome.UNDETERMINED


def test_a_rule_may_serve_as_the_condition_of_another() -> None:
    judged = programme(small, rule("fund.open", applies=small, en="Open")(public))
    assert judged.assess(Workshop(staff=10, public=True), on=FILED)["fund.open"].result is NONE
    assert judged.assess(Workshop(staff=9, public=True), on=FILED)["fund.open"].result is MET


def test_where_it_does_not_apply_a_finding_gives_no_margin_and_names_the_condition() -> None:
    judged = programme(rule("fund.small", applies=fined, en="Small")(small.function))
    finding = judged.assess(Workshop(staff=3, fined=False), on=FILED)["fund.small"]
    assert finding.result is NONE
    assert not finding.margins
    assert not finding.because
    assert not finding.remedies
    assert "fined" in [piece.path.key for piece in finding.evidence]
