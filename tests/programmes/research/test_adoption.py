"""Adoption and stickiness: what a plan must set, what is held against what was approved, who must consent."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Acceptance,
    AdoptionPlan,
    MeasuredRate,
    Recognised,
    ResearchPolicy,
    StickinessKPI,
    adoption_against_target,
    recognised_by_contract,
)
from cloudgrant.programmes.research.adoption.rules import CALCULATIONS, RULES
from cloudgrant.programmes.research.roc_111 import CLAUSES
from cloudgrant.rules import Programme
from cloudgrant.rules.law.clause import cited_by
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases, examples, failing
from programmes.research.contracts import FIRST, LAST, LOGINS, LONG, RENEWAL, contract, measured

MET, NOT_MET, OPEN, OFF = (
    cg.Result.MET,
    cg.Result.NOT_MET,
    cg.Result.UNDETERMINED,
    cg.Result.NOT_APPLICABLE,
)
U = cg.UNKNOWN
DAY, ACCEPTED = date(2022, 5, 2), date(2023, 11, 30)
TARGET, STICKINESS = "research.adoption.target", "research.adoption.stickiness"
SHORTER = f"{STICKINESS}/shorter-term"
OWN: Programme[cg.Proposal, ResearchPolicy] = Programme(
    "adoption",
    title=cg.Text(zh="帶動中小企業客戶使用", en="Adoption"),
    subject=cg.Proposal,
    policies={date(2022, 1, 1): ROC_111.policy},
    clauses=cited_by((*RULES, *CALCULATIONS), CLAUSES),
    rules=RULES,
    calculations=CALCULATIONS,
    stages={"acceptance": Acceptance},
)
PLAN = AdoptionPlan(proposed_customers=40, basis=("contract",), kpis=(RENEWAL,))


def decided(plan: AdoptionPlan, policy: ResearchPolicy = ROC_111.policy) -> cg.Assessment[Any, Any]:
    return OWN.assess(cg.Proposal(adoption=plan), on=DAY, policy=policy)


def result(rule: str, **facts: Any) -> cg.Result:
    return decided(attrs.evolve(PLAN, **facts))[rule].result


# The application.


def test_a_complete_plan_needs_no_consent_and_no_approval_yet() -> None:
    decision = decided(PLAN)
    assert decision.results == {TARGET: MET, STICKINESS: MET, SHORTER: OFF}
    assert (decision.outcome, decision.missing, decision.awaiting) == (cg.Outcome.ELIGIBLE, (), ())


def test_the_programme_has_these_rules_in_their_stages() -> None:
    ids = {rule.id for rule in RULES}
    assert ids <= {rule.id for rule in cg.research.rules}
    assert {rule.id for rule in RULES if rule.stage == "acceptance"} == {
        f"{TARGET}/reached",
        f"{TARGET}/consent",
        f"{STICKINESS}/reached",
        f"{STICKINESS}/consent",
    }


@pytest.mark.parametrize(("customers", "expected"), [(0, NOT_MET), (1, MET), (2, MET), (U, OPEN)])
def test_a_plan_aims_for_at_least_one_customer(customers: Any, expected: cg.Result) -> None:
    assert result(TARGET, proposed_customers=customers) is expected


@pytest.mark.parametrize(
    ("basis", "text", "expected"),
    [
        (("contract",), U, MET),
        (("invoice", "usage_record"), U, MET),
        ((), U, NOT_MET),
        (U, U, OPEN),
        (("other",), U, OPEN),
        (("other",), "門市結帳紀錄", MET),
        (("other", "invoice"), U, MET),
    ],
)
def test_a_plan_states_its_basis_of_recognition(basis: Any, text: Any, expected: cg.Result) -> None:
    assert result(TARGET, basis=basis, basis_text=text) is expected
    if basis is not U:
        assert result(STICKINESS, kpis=(attrs.evolve(RENEWAL, basis=basis, basis_text=text),)) is expected


@pytest.mark.parametrize(
    ("kpis", "expected"),
    [
        (U, OPEN),
        ((), NOT_MET),
        ((RENEWAL,), MET),
        ((LONG, LOGINS), MET),
        ((attrs.evolve(RENEWAL, target=U),), OPEN),
        ((attrs.evolve(RENEWAL, basis=()),), NOT_MET),
        ((attrs.evolve(LOGINS, threshold=U),), OPEN),
        ((attrs.evolve(LOGINS, within=U),), OPEN),
        # One is enough, whatever becomes of another.
        ((attrs.evolve(LOGINS, threshold=U), RENEWAL), MET),
        ((attrs.evolve(RENEWAL, basis=()), attrs.evolve(LOGINS, target=U)), OPEN),
    ],
)
def test_at_least_one_condition_is_set_completely(kpis: Any, expected: cg.Result) -> None:
    assert result(STICKINESS, kpis=kpis) is expected


@pytest.mark.parametrize(("floor", "expected"), [(1, MET), (2, MET), (3, NOT_MET)])
def test_a_reform_may_ask_for_more_conditions(floor: int, expected: cg.Result) -> None:
    policy = attrs.evolve(ROC_111.policy, stickiness_kpis_floor=floor)
    plan = attrs.evolve(PLAN, kpis=(RENEWAL, LONG))
    assert decided(plan, policy)[STICKINESS].result is expected


@pytest.mark.parametrize(
    ("term", "facts", "expected"),
    [
        (17, {}, OPEN),
        (17, {"shorter_explained": False}, NOT_MET),
        (17, {"shorter_explained": True}, MET),
        (17, {"shorter_because": "季節性服務，按季簽約"}, MET),
        (18, {"shorter_explained": False}, MET),
        (18, {}, MET),
        (19, {}, MET),
        (U, {}, OPEN),
        (U, {"shorter_explained": True}, MET),
    ],
)
def test_a_term_below_18_months_takes_an_explanation(
    term: Any, facts: dict[str, Any], expected: cg.Result
) -> None:
    assert result(SHORTER, kpis=(RENEWAL, attrs.evolve(LONG, term=term, **facts))) is expected


@pytest.mark.parametrize(
    ("term", "explained", "other", "expected"),
    [
        (17, False, {"term": U}, NOT_MET),  # it fails, whatever the other comes to
        (18, False, {"term": U}, OPEN),
        (17, U, {"term": U}, OPEN),
        (17, True, {"term": U}, OPEN),
        (17, False, {"term": 12}, NOT_MET),
        (18, False, {"term": 12}, OPEN),
        (18, False, {"term": 12, "shorter_explained": True}, MET),
        (17, False, {"term": U, "shorter_explained": True}, NOT_MET),
    ],
)
def test_one_term_that_is_too_short_and_not_explained_settles_it(
    term: Any, explained: Any, other: dict[str, Any], expected: cg.Result
) -> None:
    first = attrs.evolve(LONG, term=term, shorter_explained=explained)
    for kpis in ((first, attrs.evolve(LONG, **other)), (attrs.evolve(LONG, **other), first)):
        assert result(SHORTER, kpis=kpis) is expected


def test_other_rates_need_no_explanation() -> None:
    assert result(SHORTER, kpis=(RENEWAL, LOGINS)) is OFF
    assert result(SHORTER, kpis=()) is OFF
    assert result(SHORTER, kpis=(StickinessKPI(),)) is OPEN
    policy = attrs.evolve(ROC_111.policy, long_contract_months=12)
    shorter = attrs.evolve(PLAN, kpis=(attrs.evolve(LONG, term=12),))
    assert decided(shorter, policy)[SHORTER].result is MET


def test_what_a_draft_lacks_is_asked_for_where_it_stands() -> None:
    usage = decided(attrs.evolve(PLAN, kpis=(attrs.evolve(LOGINS, threshold=U),)))
    assert [(gap.path.pointer, gap.because) for gap in usage.missing] == [
        ("/adoption/kpis/0/threshold", "fact")
    ]
    assert usage.missing[0].question("zh_Hant_TW") == "每一客戶於限定時間內至少使用多少次數、頻率或使用量？"
    assert usage.awaiting == ()
    long = decided(attrs.evolve(PLAN, kpis=(attrs.evolve(LONG, name="長約", term=12),)))
    assert [gap.path.key for gap in long.missing] == [
        "adoption.kpis[name=長約].shorter_explained",
        "adoption.kpis[name=長約].shorter_because",
    ]
    nothing = decided(AdoptionPlan())
    assert [gap.path.key for gap in nothing.missing] == [
        "adoption.proposed_customers",
        "adoption.basis",
        "adoption.kpis",
    ]
    # The words are asked for once they are needed.
    cases: list[tuple[Any, list[str]]] = [
        (("other",), ["basis_text"]),
        (("contract", "other"), []),
        (U, ["basis"]),
    ]
    for basis, asked in cases:
        plan = attrs.evolve(PLAN, basis=basis, kpis=(attrs.evolve(RENEWAL, basis=basis),))
        keys = [gap.path.key for gap in decided(plan).missing]
        assert keys == [f"adoption.{name}" for name in asked] + [f"adoption.kpis[0].{name}" for name in asked]


def test_a_shorter_term_without_a_reason_is_mended_by_one() -> None:
    said = attrs.evolve(LONG, term=12, shorter_explained=False)
    decision = decided(attrs.evolve(PLAN, kpis=(said, RENEWAL)))
    assert decision.outcome is cg.Outcome.INELIGIBLE
    assert decision[SHORTER].message("zh_Hant_TW") == (
        "不符合：長約期間低於18個月，且未說明原因（SaaS 服務特性）"
        "（服務黏著度條件：2項；不符合者：服務黏著度條件第 1 項）"
    )
    [remedy] = decision.remedies
    assert remedy.message("zh_Hant_TW") == "服務黏著度條件第 1 項：補充說明長約期間較短之原因"
    mended = remedy.apply(decision.subject)
    assert mended.adoption.kpis == (attrs.evolve(said, shorter_explained=True), RENEWAL)
    assert OWN.assess(mended, on=DAY).outcome is cg.Outcome.ELIGIBLE


# Acceptance.


def rate(hits: int, of: int, undecided: int = 0, **facts: Any) -> MeasuredRate:
    """A renewal rate with a target of one half."""
    kpi = attrs.evolve(RENEWAL, **{"reviewer_accepts": True, **facts})
    return MeasuredRate(
        kpi=kpi,
        first=FIRST,
        last=LAST,
        numerator=hits,
        denominator=of,
        undecided=undecided,
        least_hits=hits,
        least_of=of,
        most_hits=hits + undecided,
        most_of=of,
        sme_only=True,
        readings_decide=False,
    )


GOOD = Acceptance(
    adoption=AdoptionPlan(approved_customers=40, reviewer_accepts_basis=True),
    recognised_customers=40,
    measured=(rate(1, 2),),
)


def accepted(acceptance: Acceptance, *rulings: cg.Ruling) -> cg.Assessment[Any, Any]:
    return OWN.assess(acceptance, on=ACCEPTED, stage="acceptance", rulings=rulings)


def outcome(part: str, acceptance: Acceptance = GOOD, **facts: Any) -> cg.Result:
    return accepted(attrs.evolve(acceptance, **facts))[part].result


def test_what_was_approved_and_consented_to_and_reached_is_accepted() -> None:
    decision = accepted(GOOD)
    assert set(decision.results.values()) == {MET}
    assert (decision.outcome, decision.missing, decision.awaiting) == (cg.Outcome.ELIGIBLE, (), ())


@pytest.mark.parametrize(("customers", "expected"), [(39, NOT_MET), (40, MET), (41, MET), (U, OPEN)])
def test_the_customers_recognised_reach_the_approved_number(customers: Any, expected: cg.Result) -> None:
    assert outcome(f"{TARGET}/reached", recognised_customers=customers) is expected


def test_until_a_number_is_approved_acceptance_waits_for_the_office() -> None:
    proposed = AdoptionPlan(proposed_customers=1, reviewer_accepts_basis=True)
    decision = accepted(attrs.evolve(GOOD, adoption=proposed))
    assert decision[f"{TARGET}/reached"].result is OPEN
    assert decision.missing == ()
    assert [(gap.path.pointer, gap.because) for gap in decision.awaiting] == [
        ("/adoption/approved_customers", "event")
    ]


@pytest.mark.parametrize(("consent", "expected"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_the_reviewers_consent_to_the_bases_and_conditions(consent: Any, expected: cg.Result) -> None:
    plan = attrs.evolve(GOOD.adoption, reviewer_accepts_basis=consent)
    assert outcome(f"{TARGET}/consent", adoption=plan) is expected
    conditions = (rate(1, 2, reviewer_accepts=consent), rate(2, 2))
    assert outcome(f"{STICKINESS}/consent", measured=conditions) is expected


@pytest.mark.parametrize(
    ("planned", "copied", "expected"),
    [
        (True, U, MET),
        (False, U, NOT_MET),
        (U, U, OPEN),
        (U, True, MET),
        (True, True, MET),
        (False, False, NOT_MET),
    ],
)
def test_the_plan_says_whether_there_is_consent(planned: Any, copied: Any, expected: cg.Result) -> None:
    plan = attrs.evolve(GOOD.adoption, kpis=(attrs.evolve(RENEWAL, reviewer_accepts=planned), LONG))
    finding = accepted(attrs.evolve(GOOD, adoption=plan, measured=(rate(1, 2, reviewer_accepts=copied),)))[
        f"{STICKINESS}/consent"
    ]
    assert finding.result is expected
    assert {gap.because for gap in finding.because} == ({"reviewer"} if expected is OPEN else set())


@pytest.mark.parametrize(
    ("own", "planned", "expected"),
    [
        (U, (True, True), MET),
        (U, (False, False), NOT_MET),
        (U, (True, False), OPEN),
        (U, (True, U), OPEN),
        (True, (True, False), MET),
        (False, (True, False), NOT_MET),
    ],
)
def test_of_two_that_ask_for_the_same_either_may_be_meant(
    own: Any, planned: tuple[Any, Any], expected: cg.Result
) -> None:
    kpis = tuple(
        attrs.evolve(RENEWAL, name=name, reviewer_accepts=consent)
        for name, consent in zip("ab", planned, strict=True)
    )
    plan = attrs.evolve(GOOD.adoption, kpis=(*kpis, attrs.evolve(LONG, reviewer_accepts=False)))
    acceptance = attrs.evolve(GOOD, adoption=plan, measured=(rate(1, 2, reviewer_accepts=own),))
    assert outcome(f"{STICKINESS}/consent", acceptance) is expected


@pytest.mark.parametrize(
    ("facts", "fine"),
    [
        ({}, True),
        ({"reviewer_accepts": True}, False),
        ({"reviewer_accepts": U}, True),
        ({"basis": ("invoice",)}, False),
        ({"basis": U}, True),
        ({"early_end_counts": False}, False),
        ({"early_end_counts": U}, True),
        ({"name": "其他"}, False),
    ],
)
def test_a_copy_that_contradicts_the_plan_is_refused(facts: dict[str, Any], fine: bool) -> None:
    said: dict[str, Any] = {"reviewer_accepts": False, "early_end_counts": True, "name": "續約"}
    plan = attrs.evolve(GOOD.adoption, kpis=(attrs.evolve(RENEWAL, **said),))
    copy = rate(1, 2, **{**said, **facts})
    if fine:
        assert attrs.evolve(GOOD, adoption=plan, measured=(copy,)).measured == (copy,)
        return
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(GOOD, adoption=plan, measured=(copy,))
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("measured[0].kpi", "research.other_copy")
    assert problem.message("zh_Hant_TW") != problem.message("en")


def test_where_nothing_is_put_forward_there_is_nothing_to_consent_to() -> None:
    nothing = accepted(attrs.evolve(GOOD, measured=()))
    assert nothing[f"{STICKINESS}/consent"].result is OFF
    assert nothing[f"{STICKINESS}/reached"].result is NOT_MET
    assert outcome(f"{STICKINESS}/consent", measured=U) is OPEN


def test_a_condition_measured_twice_is_one() -> None:
    two = attrs.evolve(ROC_111.policy, stickiness_kpis_floor=2)

    def reached(*rates: MeasuredRate) -> cg.Result:
        decision = OWN.assess(attrs.evolve(GOOD, measured=rates), on=ACCEPTED, stage="acceptance", policy=two)
        return decision[f"{STICKINESS}/reached"].result

    other = rate(1, 2, target=cg.Share("1/3"))
    assert reached(rate(1, 2), other) is MET
    assert reached(rate(1, 2), rate(2, 2)) is NOT_MET
    assert reached(rate(1, 2), rate(2, 2, name="再量測", basis=("invoice",))) is NOT_MET
    assert reached(rate(1, 2), rate(0, 2, 2)) is NOT_MET  # whatever it comes to, it is the same condition
    assert reached(rate(0, 2), rate(1, 2)) is NOT_MET
    assert reached(rate(1, 2), rate(1, 2, target=U)) is OPEN


@pytest.mark.parametrize("part", [f"{TARGET}/consent", f"{STICKINESS}/consent"])
@pytest.mark.parametrize("word", ["met", "not_met"])
def test_a_ruling_of_the_reviewers_settles_their_consent(part: str, word: Any) -> None:
    waiting = attrs.evolve(
        GOOD,
        adoption=attrs.evolve(GOOD.adoption, reviewer_accepts_basis=U, kpis=(RENEWAL,)),
        measured=(rate(1, 2, reviewer_accepts=U),),
    )
    before = accepted(waiting)
    assert before[part].result is OPEN
    assert {gap.because for gap in before.awaiting} == {"reviewer"}
    assert before.missing == ()
    ruling = cg.Ruling(rule=part, result=word, by="審查委員會", on=ACCEPTED)
    assert accepted(waiting, ruling)[part].result.value == word


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (U, OPEN),
        ((), NOT_MET),
        ((rate(1, 2),), MET),
        ((rate(49, 100),), NOT_MET),
        ((rate(50, 100),), MET),
        ((rate(51, 100),), MET),
        ((rate(0, 0),), OPEN),
        ((rate(49, 100, 1),), OPEN),
        ((rate(48, 100, 1),), NOT_MET),
        # One of them is enough, whatever becomes of the others.
        ((rate(0, 2), rate(1, 2), rate(0, 0)), MET),
        ((rate(0, 2), rate(0, 2, 1)), OPEN),
        ((rate(1, 2, target=U),), OPEN),
        ((rate(0, 0), rate(0, 2)), OPEN),
    ],
)
def test_one_condition_reached_is_enough(rates: Any, expected: cg.Result) -> None:
    assert outcome(f"{STICKINESS}/reached", measured=rates) is expected


def test_undecided_customers_are_the_applicants_to_settle_and_no_ruling_does() -> None:
    plan = attrs.evolve(GOOD.adoption, kpis=(RENEWAL,))
    open_ = attrs.evolve(GOOD, adoption=plan, measured=(rate(0, 2, 2, reviewer_accepts=U),))
    decision = accepted(open_)
    assert [gap.path.pointer for gap in decision.missing] == ["/measured/0/reached"]
    assert decision.missing[0].question("en").startswith("Is the target reached, once what is open")
    ruling = cg.Ruling(rule=f"{STICKINESS}/reached", result="met", by="審查委員會", on=ACCEPTED)
    assert accepted(open_, ruling)[f"{STICKINESS}/reached"].result is OPEN


def test_with_nobody_to_divide_by_the_text_is_asked_and_a_ruling_settles_it() -> None:
    nobody = attrs.evolve(GOOD, measured=(rate(0, 0),))
    decision = accepted(nobody)
    assert decision.missing == ()
    assert [(gap.path.pointer, gap.because) for gap in decision.awaiting] == [
        ("/measured/0/recognised_without_customers", "text")
    ]
    assert decision.awaiting[0].question("zh_Hant_TW") == "沒有客戶可列入分母者，該項比率如何認定？"
    ruling = cg.Ruling(rule=f"{STICKINESS}/reached", result="not_met", by="主辦單位", on=ACCEPTED)
    assert accepted(nobody, ruling)[f"{STICKINESS}/reached"].result is NOT_MET


def test_of_a_usage_rate_without_its_threshold_that_is_asked_for() -> None:
    kpi = attrs.evolve(LOGINS, name="登入", threshold=U, within=U, reviewer_accepts=True)
    found = measured(kpi, contract("A", "2022-01-01", "2022-12-31"))
    decision = accepted(attrs.evolve(GOOD, measured=(found,)))
    assert [(gap.path.key, gap.because) for gap in decision.missing] == [
        ("measured[0].kpi.threshold", "fact"),
        ("measured[0].kpi.within", "fact"),  # without it, it may be the same condition as another
    ]


def test_early_ends_alone_wait_for_the_text_and_a_ruling_settles_them() -> None:
    contracts = (
        contract("A", "2022-01-01", "2022-12-31", renewal="signed"),
        contract("B", "2022-01-01", "2022-12-31", renewal="declined"),
        contract("C", "2022-01-01", "2022-12-31", renewal="declined", ended_early_on="2022-11-30"),
    )
    found = measured(attrs.evolve(RENEWAL, reviewer_accepts=True), *contracts)
    waiting = attrs.evolve(GOOD, measured=(found,))
    decision = accepted(waiting)
    assert decision[f"{STICKINESS}/reached"].result is OPEN
    assert decision.missing == ()
    assert [(gap.path.pointer, gap.because) for gap in decision.awaiting] == [
        ("/measured/0/kpi/early_end_counts", "text")
    ]
    assert decision.awaiting[0].question("zh_Hant_TW").startswith("提前終止之合約")
    ruling = cg.Ruling(rule=f"{STICKINESS}/reached", result="met", by="主辦單位", on=ACCEPTED)
    assert accepted(waiting, ruling)[f"{STICKINESS}/reached"].result is MET


def test_only_conditions_that_the_plan_sets_are_measured() -> None:
    plan = attrs.evolve(GOOD.adoption, kpis=(LONG, attrs.evolve(RENEWAL, name="續約", reviewer_accepts=True)))
    assert attrs.evolve(GOOD, adoption=plan).adoption is plan
    easier = rate(1, 2, target=cg.Share("1/3"))
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(GOOD, adoption=plan, measured=(rate(1, 2), easier))
    assert [(one.path.key, one.code) for one in caught.value.problems] == [
        ("measured[1].kpi", "research.other_condition")
    ]


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"numerator": 3}, ["numerator"]),
        ({"least_hits": 3, "most_hits": 3}, ["least_hits", "most_hits"]),
        ({"least_hits": 0, "least_of": 0}, ["least_of"]),
        ({"most_of": 3}, ["most_of"]),
        ({"least_hits": 2}, ["least_hits", "least_hits"]),
        ({"most_hits": 2}, ["least_hits"]),
        ({"last": date(2022, 6, 30)}, ["last"]),
    ],
)
def test_a_rate_that_does_not_add_up(facts: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(rate(1, 2), **facts)
    assert [one.path.key for one in caught.value.problems] == fields
    assert all("{" not in one.message("zh_Hant_TW") + one.message("en") for one in caught.value.problems)


def test_an_acceptance_is_loaded_from_json() -> None:
    text = json.dumps(cg.dump(GOOD), ensure_ascii=False)
    assert cg.load(Acceptance, json.loads(text)) == GOOD


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_decisions_are_reported_in_both_languages(locale: str) -> None:
    for decision in (decided(AdoptionPlan()), decided(PLAN), accepted(Acceptance()), accepted(GOOD)):
        report = str(decision.report(locale))
        assert "{" not in report
        assert all(rule in report for rule in decision.results)


# Adoption as a number.


def test_adoption_is_measured_against_the_approved_number() -> None:
    plan = AdoptionPlan(proposed_customers=30, approved_customers=40)
    found = adoption_against_target(plan, 39)
    assert (found.count, found.target, found.target_is, found.reached) == (39, 40, "approved", False)
    assert adoption_against_target(plan, 40).reached is True
    assert found.message("zh_Hant_TW") == "已認定 39 家；核定目標 40 家：未達成，尚差 1 家"
    assert found.message("en") == (
        "39 small and medium customers are recognised; the approved target of 40: not reached, 1 short"
    )


def test_until_then_against_the_proposed_one_and_marked_so() -> None:
    found = adoption_against_target(AdoptionPlan(proposed_customers=30), 30)
    assert (found.target, found.target_is, found.reached) == (30, "proposed", True)
    assert found.message("zh_Hant_TW") == "已認定 30 家；提案目標 30 家（尚待技術審委員核定）：已達成"


@pytest.mark.parametrize(
    ("recognised", "reached", "message"),
    [
        (Recognised(least=39, most=41), U, "已認定 39 家，至多 41 家；核定目標 40 家：尚無法判定"),
        (Recognised(least=40, most=41), True, "已認定 40 家，至多 41 家；核定目標 40 家：已達成"),
        (Recognised(least=30, most=39), False, "已認定 30 家，至多 39 家；核定目標 40 家：未達成，尚差 1 家"),
        (U, U, "尚不知已認定多少家；核定目標 40 家：尚無法判定"),
    ],
)
def test_a_count_that_is_not_settled(recognised: Any, reached: Any, message: str) -> None:
    found = adoption_against_target(AdoptionPlan(approved_customers=40), recognised)
    assert found.reached is reached
    assert found.message("zh_Hant_TW") == message
    assert "{" not in found.message("en")


def test_without_a_target_nothing_is_reached() -> None:
    found = adoption_against_target(AdoptionPlan(), 5)
    assert (found.target, found.target_is, found.reached) == (U, "none", U)
    assert found.message("en") == "5 small and medium customers are recognised; no target yet: open"


@pytest.mark.parametrize("count", [-1, 1.5, True, "40"])
def test_a_count_that_is_none(count: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        adoption_against_target(PLAN, count)


def test_customers_are_counted_once_by_their_contracts() -> None:
    contracts = [
        contract("A", "2022-01-01", "2022-07-01"),
        contract("A", "2022-07-01", "2023-06-30"),
        contract("B", "2022-01-01", "2022-06-30"),
        contract("C", "2022-08-01", "2023-06-30", sme=U),
        contract("D", "2022-08-01", "2023-06-30", sme=False),
        contract("E", "2022-08-01", "2023-06-30", ended_early_on="2022-09-30"),
        contract("F", "2022-08-01", "2023-06-30", ended_early_on="2023-01-31"),
    ]
    period: dict[str, Any] = {"first": FIRST, "last": LAST}
    assert recognised_by_contract(contracts, **period) == Recognised(least=2, most=4)
    assert recognised_by_contract(iter(contracts), **period, early_end_counts=True).least == 3
    assert recognised_by_contract(contracts, **period, early_end_counts=False).most == 3


# Laws.

conditions = st.builds(
    lambda rate, target, term, explained, basis: StickinessKPI(
        rate=rate,
        target=target,
        term=term if rate in (U, "long_contract") else U,
        shorter_explained=explained if rate in (U, "long_contract") else U,
        basis=basis,
    ),
    st.sampled_from(["renewal", "long_contract", U]),
    st.sampled_from([cg.Share("1/2"), U]),
    st.sampled_from([17, 18, U]),
    st.sampled_from([True, False, U]),
    st.sampled_from([("contract",), ("other",), (), U]),
)


def completed(kpi: StickinessKPI, data: st.DataObject) -> StickinessKPI:
    """One of the complete conditions that this one may turn out to be."""
    named = (
        ["renewal", "long_contract"] if kpi.term is U and kpi.shorter_explained is U else ["long_contract"]
    )
    rate: Any = data.draw(st.sampled_from(named)) if kpi.rate is U else kpi.rate
    long = rate == "long_contract"
    basis: Any = data.draw(st.sampled_from([("contract",), ()])) if kpi.basis is U else kpi.basis
    return StickinessKPI(
        rate=rate,
        target=cg.Share("1/2"),
        term=data.draw(st.sampled_from([17, 18])) if long and kpi.term is U else kpi.term,
        shorter_explained=data.draw(st.booleans())
        if long and kpi.shorter_explained is U
        else kpi.shorter_explained,
        basis=basis,
        basis_text="門市結帳紀錄",
    )


@given(st.lists(conditions, max_size=3), st.integers(1, 2), st.data())
def test_learning_about_a_plan_overturns_nothing(
    kpis: list[StickinessKPI], floor: int, data: st.DataObject
) -> None:
    policy = attrs.evolve(ROC_111.policy, stickiness_kpis_floor=floor)
    before = decided(attrs.evolve(PLAN, kpis=tuple(kpis)), policy).results
    known = tuple(completed(kpi, data) for kpi in kpis)
    after = decided(attrs.evolve(PLAN, kpis=known), policy).results
    for rule in (STICKINESS, SHORTER):
        assert after[rule] is not OPEN
        assert before[rule] in (OPEN, after[rule])
    # What is complete says the same in plain words.
    assert after[STICKINESS] is (MET if sum(bool(kpi.basis) for kpi in known) >= floor else NOT_MET)
    long = [kpi for kpi in known if kpi.rate == "long_contract"]
    fine = all((kpi.term is not U and kpi.term >= 18) or kpi.shorter_explained is True for kpi in long)
    assert after[SHORTER] is (OFF if not long else MET if fine else NOT_MET)


measurements = st.builds(
    lambda hits, undecided, accepted_, target: rate(
        hits, 4, undecided, reviewer_accepts=accepted_, target=target
    ),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([True, False, U]),
    st.sampled_from([cg.Share("1/2"), U]),
)


@given(st.lists(measurements, max_size=3), st.data())
def test_learning_about_what_was_measured_overturns_nothing(
    rates: list[MeasuredRate], data: st.DataObject
) -> None:
    before = accepted(attrs.evolve(GOOD, measured=tuple(rates))).results
    known = []
    for one in rates:
        assert one.undecided is not U
        assert one.numerator is not U
        more = data.draw(st.integers(0, one.undecided))
        consent = one.kpi.reviewer_accepts
        known.append(
            rate(
                one.numerator + more,
                4,
                target=cg.Share("1/2"),
                reviewer_accepts=data.draw(st.booleans()) if consent is U else consent,
            )
        )
    after = accepted(attrs.evolve(GOOD, measured=tuple(known))).results
    for part in (f"{STICKINESS}/reached", f"{STICKINESS}/consent"):
        assert after[part] is not OPEN
        assert before[part] in (OPEN, after[part])


def test_each_rule_has_an_example_that_fails_it_alone() -> None:
    for stage in ("application", "acceptance"):
        about = [one.about for one in examples(OWN, stage=stage)]
        # A list that nobody gave is given no items: what fails in one starts from a subject that has it.
        rules = [rule.id for rule in RULES if rule.stage == stage and rule.id != SHORTER]
        assert about == ["eligible", *(f"fails {rule}" for rule in rules), "nothing known"]
    example = failing(SHORTER, OWN, subject=cg.Proposal(adoption=attrs.evolve(PLAN, kpis=(LONG,))))
    assert example.subject.adoption.kpis == (attrs.evolve(LONG, term=17, shorter_explained=False),)
    assert OWN.assess(example.subject, on=example.on).results == {
        TARGET: MET,
        STICKINESS: MET,
        SHORTER: NOT_MET,
    }


def _cases(stage: Any) -> tuple[BoundaryCase, ...]:
    """All there are: some conditions are swallowed by others, and have none."""
    try:
        return boundary_cases(OWN, stage=stage)
    except OutOfReach as error:
        return error.cases


def test_each_threshold_has_its_boundary_cases() -> None:
    found: dict[tuple[str, str, str], cg.Result] = {
        (case.rule, case.path.key, case.position): OWN.assess(
            case.subject, on=DAY, policy=case.policy, stage=stage
        ).results[case.rule]
        for stage in ("application", "acceptance")
        for case in _cases(stage)
    }
    for rule, path, expected in (
        (TARGET, "adoption.proposed_customers", (NOT_MET, MET, MET, OPEN)),
        (STICKINESS, "adoption.conditions_set", (NOT_MET, MET, MET, OPEN)),
        (f"{STICKINESS}/reached", "conditions_reached", (NOT_MET, MET, MET, OPEN)),
        (f"{TARGET}/reached", "recognised_customers", (NOT_MET, MET, MET, OPEN)),
    ):
        positions = ("below", "at", "above", "unknown")
        assert tuple(found[rule, path, position] for position in positions) == expected


@pytest.mark.parametrize(("answer", "result"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_what_the_office_says_of_a_rate_without_customers_settles_it(answer: Any, result: Any) -> None:
    nobody = attrs.evolve(rate(0, 0), recognised_without_customers=answer)
    decision = accepted(attrs.evolve(GOOD, measured=(nobody,)))
    assert decision[f"{STICKINESS}/reached"].result is result


@pytest.mark.parametrize(("answer", "result"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_what_the_office_says_of_the_reading_settles_a_rate_that_turns_on_it(
    answer: Any, result: Any
) -> None:
    turns = attrs.evolve(rate(0, 1, 1), readings_decide=True, reading_recognised=answer, most_of=1)
    decision = accepted(attrs.evolve(GOOD, measured=(turns,)))
    assert decision[f"{STICKINESS}/reached"].result is result
    if answer is U:
        assert [(gap.path.pointer, gap.because) for gap in decision.awaiting] == [
            ("/measured/0/reading_recognised", "text")
        ]
    sure = attrs.evolve(rate(1, 1), readings_decide=False, reading_recognised=False)
    assert accepted(attrs.evolve(GOOD, measured=(sure,)))[f"{STICKINESS}/reached"].result is MET
