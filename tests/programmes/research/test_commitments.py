"""The required benefits 計畫必要效益 that a proposal commits to: each of them, said and not only planned."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, AdoptionPlan, Commitments
from cloudgrant.rules import Finding

COMMITTED = "research.benefit.committed"
ALL = Commitments(
    pay_rise_first_year=True,
    pay_rise_second_year=True,
    new_investment=2_000_000,
    customer_revenue_rise=5_000_000,
    marketplace_listing=True,
)
ENOUGH = AdoptionPlan(proposed_customers=150)
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED


def found(benefits: Commitments, adoption: AdoptionPlan = ENOUGH, policy: Any = ROC_111.policy) -> Finding:
    proposal = cg.Proposal(benefits=benefits, adoption=adoption)
    return cg.research.assess(proposal, policy=policy)[COMMITTED]


def test_all_of_them() -> None:
    assert found(ALL).result is MET


@pytest.mark.parametrize("name", ["pay_rise_first_year", "pay_rise_second_year", "marketplace_listing"])
def test_one_that_is_refused_or_not_said(name: str) -> None:
    assert found(attrs.evolve(ALL, **{name: False})).result is NOT_MET
    unsaid = found(attrs.evolve(ALL, **{name: cg.UNKNOWN}))
    assert unsaid.result is UNDETERMINED
    assert [gap.path.key for gap in unsaid.because] == [f"benefits.{name}"]


@pytest.mark.parametrize("name", ["new_investment", "customer_revenue_rise"])
@pytest.mark.parametrize(("amount", "expected"), [(0, NOT_MET), (1, MET), (cg.UNKNOWN, UNDETERMINED)])
def test_an_amount_is_above_zero(name: str, amount: Any, expected: cg.Result) -> None:
    assert found(attrs.evolve(ALL, **{name: amount})).result is expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, NOT_MET), (1, MET), (2, MET), (cg.UNKNOWN, UNDETERMINED)]
)
def test_at_least_one_customer(number: Any, expected: cg.Result) -> None:
    assert found(ALL, AdoptionPlan(proposed_customers=number)).result is expected


def test_a_later_edition_may_ask_for_more_customers() -> None:
    policy = attrs.evolve(ROC_111.policy, adoption_floor=151)
    assert found(ALL, policy=policy).result is NOT_MET


def test_learning_more_never_overturns_an_answer() -> None:
    said: tuple[Any, ...] = (True, False, cg.UNKNOWN)
    amounts: tuple[Any, ...] = (0, 1, cg.UNKNOWN)
    for first, listing, amount in product(said, said, amounts):
        known = attrs.evolve(
            ALL, pay_rise_first_year=first, marketplace_listing=listing, new_investment=amount
        )
        answers = {
            found(attrs.evolve(ALL, pay_rise_first_year=a, marketplace_listing=b, new_investment=c)).result
            for a in ((True, False) if first is cg.UNKNOWN else (first,))
            for b in ((True, False) if listing is cg.UNKNOWN else (listing,))
            for c in ((0, 1) if amount is cg.UNKNOWN else (amount,))
        }
        assert found(known).result is (answers.pop() if len(answers) == 1 else UNDETERMINED)


def test_it_says_which_is_lacking_and_what_would_mend_it() -> None:
    finding = found(attrs.evolve(ALL, pay_rise_second_year=False, new_investment=0))
    assert finding.message("zh_Hant_TW") == (
        "不符合：已承諾計畫必要效益：第一年及第二年員工薪資各提升5%、新增投資、帶動中小企業客戶使用、"
        "提升客戶營收、結案前上架雲市集（承諾第一年員工薪資提升：是；承諾第二年員工薪資提升：否；"
        f"承諾新增投資金額：0元；{cg.facts(AdoptionPlan)['proposed_customers'].label['zh']}：150家；"
        "承諾提升客戶營收金額：500萬元；承諾結案前上架雲市集：是）"
    )
    [remedy] = finding.remedies
    assert [(change.path.key, change.new) for change in remedy.changes] == [
        ("benefits.pay_rise_second_year", True),
        ("benefits.new_investment", 1),
    ]


def test_what_is_not_said_is_asked_for() -> None:
    gaps = found(Commitments(), AdoptionPlan()).because
    assert [gap.path.key for gap in gaps] == [
        "benefits.pay_rise_first_year",
        "benefits.pay_rise_second_year",
        "benefits.new_investment",
        "adoption.proposed_customers",
        "benefits.customer_revenue_rise",
        "benefits.marketplace_listing",
    ]
    assert {gap.because for gap in gaps} == {"fact"}
    assert gaps[0].question("zh_Hant_TW") == "提案廠商是否承諾第一年員工薪資依規定幅度提升？"
    assert gaps[2].question("en").startswith("How much new investment")


def test_nonsense_is_listed_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(
            Commitments, {"new_investment": -1, "customer_revenue_rise": True, "marketplace_listing": "yes"}
        )
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("new_investment", "negative"),
        ("customer_revenue_rise", "type"),
        ("marketplace_listing", "type"),
    ]


def test_it_travels() -> None:
    assert cg.load(Commitments, cg.dump(ALL)) == ALL
