"""What is judged at acceptance 計畫驗收: the security items as checked, and what customers do with the service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from cloudgrant.programmes.research.adoption.examples import how_many_more, refuse_negative
from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate
from cloudgrant.programmes.research.adoption.plan import AdoptionPlan
from cloudgrant.programmes.research.adoption.stickiness_kpi import (
    StickinessKPI,
    asked_for,
    same_condition,
)
from cloudgrant.programmes.research.applied_under import applied_under
from cloudgrant.programmes.research.security.self_assessment import SecuritySelfAssessment
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import agreed, no
from cloudgrant.rules.writing.lists import count, distinct, every
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Acceptance"]

_TARGET = "research.adoption.target"
_STICKINESS = "research.adoption.stickiness"

_CONTRADICTS = Text(
    "research.acceptance.contradicts",
    zh="認定基準、審查委員同意與否或提前終止之計法，與計畫所載不符",
    en="states a basis, a consent or a way of counting early ends that differs from the plan",
)
_OTHER = Text(
    "research.acceptance.other", zh="不是計畫所設定之條件", en="is not one of the conditions set in the plan"
)


# How worked-out examples come by an acceptance with these facts; no firm is told to do so.


def _example(hits: int, most: int, number: int = 0) -> MeasuredRate:
    # Each of another target, for the same condition twice is one.
    target = Share(f"1/{101 + number}")
    return MeasuredRate(
        kpi=StickinessKPI(rate="renewal", target=target, basis=("contract",), reviewer_accepts=True),
        first=date(2023, 1, 1),
        last=date(2023, 6, 30),
        numerator=hits,
        denominator=2 - (most - hits),
        undecided=most - hits,
        least_hits=hits,
        least_of=2,
        most_hits=most,
        most_of=2,
        sme_only=True,
    )


def _known(acceptance: Acceptance) -> tuple[MeasuredRate, ...]:
    return () if acceptance.measured is UNKNOWN else acceptance.measured


def _of_any_plan(acceptance: Acceptance, *measured: MeasuredRate) -> Acceptance:
    return attrs.evolve(
        acceptance, adoption=attrs.evolve(acceptance.adoption, kpis=UNKNOWN), measured=tuple(measured)
    )


def _with_so_many(acceptance: Acceptance, wanted: Any) -> Acceptance:
    refuse_negative("conditions_reached", wanted)
    if wanted is UNKNOWN:
        return attrs.evolve(acceptance, measured=UNKNOWN)
    if wanted == acceptance.conditions_reached:
        return acceptance
    reached = {one.kpi.condition: one for one in _known(acceptance) if one.reached is True}
    kept = list(reached.values())[:wanted]
    more = how_many_more(wanted, len(kept))
    return _of_any_plan(acceptance, *kept, *(_example(1, 1, number) for number in range(more)))


def _with_something(acceptance: Acceptance, there: Any) -> Acceptance:
    if there is UNKNOWN:
        return attrs.evolve(acceptance, measured=UNKNOWN)
    return _of_any_plan(acceptance, *((_known(acceptance) or (_example(1, 1),)) if there else ()))


def _with_consent(acceptance: Acceptance, given_: Any) -> Acceptance:
    measured = _known(acceptance) or (_example(1, 1),)
    return _of_any_plan(
        acceptance,
        *(attrs.evolve(one, kpi=attrs.evolve(one.kpi, reviewer_accepts=given_)) for one in measured),
    )


@attrs.frozen(kw_only=True, slots=False)
class Acceptance(Record):
    """What is judged at the stage ``acceptance``: security as checked, customers recognised, stickiness measured.

    ``adoption`` is the plan as it was approved, ``recognised_customers`` how many were recognised on its basis,
    ``measured`` what :func:`~cloudgrant.programmes.research.adoption.measuring.measure` found of its conditions.
    ``edition`` is that which the project was applied for under, and which its acceptance goes by. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` where a condition was measured that the plan does not set,
    or whose copy says otherwise than the plan of its basis, the consent to it or how early ends count.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> plan = AdoptionPlan(approved_customers=40, reviewer_accepts_basis=True)
    >>> acceptance = Acceptance(adoption=plan, recognised_customers=39)
    >>> decision = cg.research.assess(acceptance, on=date(2023, 11, 30), stage="acceptance")
    >>> decision["research.adoption.target/reached"].result
    <Result.NOT_MET: 'not_met'>
    """

    self_assessment: SecuritySelfAssessment = given(
        default=SecuritySelfAssessment(), zh="資安管理自評表", en="Security self-assessment"
    )
    adoption: AdoptionPlan = given(
        default=AdoptionPlan(), zh="核定之帶動中小企業客戶使用", en="Adoption plan as approved"
    )
    recognised_customers: Fact[int] = given(
        zh="依認定基準認定之中小企業使用家數",
        en="Small and medium customers recognised on the basis stated",
        unit="customers",
        ask=Text(
            zh="依認定基準，已認定多少家中小企業使用？",
            en="How many small and medium customers are recognised on the basis stated?",
        ),
        proof=Text(zh="相關證明文件", en="Supporting documents"),
        clause=_TARGET,
    )
    measured: Fact[tuple[MeasuredRate, ...]] = given(
        zh="服務黏著度量測結果",
        en="Stickiness as measured",
        ask=Text(
            zh="服務黏著度各條件之量測結果為何？",
            en="What were the measured results for each condition of stickiness?",
        ),
        proof=Text(zh="相關證明文件", en="Supporting documents"),
        clause=_STICKINESS,
    )
    edition: Fact[str] = applied_under()

    def incoherent(self) -> Iterable[Problem]:
        if self.measured is UNKNOWN or self.adoption.kpis is UNKNOWN:
            return
        planned = {kpi.condition for kpi in self.adoption.kpis}
        for index, one in enumerate(self.measured):
            if one.kpi.condition not in planned:
                yield Problem.at(["measured", index, "kpi"], "research.other_condition", _OTHER)
            elif not any(kpi.agrees_with(one.kpi) for kpi in self.adoption.kpis):
                yield Problem.at(["measured", index, "kpi"], "research.other_copy", _CONTRADICTS)

    @fact(
        zh="已量測條件",
        en="Some condition is measured",
        repair=_with_something,
        clause=_STICKINESS,
    )
    def something_measured(self) -> Truth:
        """Whether any condition is put forward at all."""
        return count(self.measured) > 0

    @fact(
        zh="已達成之條件數",
        en="Conditions reached",
        least=0,
        repair=_with_so_many,
        clause=_STICKINESS,
    )
    def conditions_reached(self) -> Fact[int]:
        """How many different conditions are reached; one that was measured twice is one."""
        return distinct(self.measured, of=lambda one: asked_for(one.kpi), where=lambda one: one.reached)

    @fact(
        zh="審查委員同意所量測之條件及其認定基準",
        en="The reviewers consent to the conditions measured, and to their basis",
        known_by="reviewer",
        ask=Text(
            zh="審查委員是否同意所量測之條件及其認定基準？",
            en="Do the reviewers consent to the conditions measured, and to their basis?",
        ),
        repair=_with_consent,
        clause=_STICKINESS,
    )
    def reviewers_accept_conditions(self) -> Truth:
        """須經技術審之審查委員同意: of every condition that is put forward, as the plan or the measurement has it."""
        return every(self.measured, lambda one: _consent(one.kpi, self.adoption.kpis))


def _consent(kpi: StickinessKPI, planned: Fact[tuple[StickinessKPI, ...]]) -> Truth:
    """The consent to a condition that was measured: its own, or that to the plan's condition of which it is a copy."""
    own = kpi.reviewer_accepts
    given_ = every(planned, lambda one: no(same_condition(one, kpi)) | one.reviewer_accepts)
    refused = every(planned, lambda one: no(same_condition(one, kpi)) | no(one.reviewer_accepts))
    # Where its own is open, what the plan says settles it: one of its conditions is the one measured.
    return agreed(own, given_ | own, no(refused) & own)
