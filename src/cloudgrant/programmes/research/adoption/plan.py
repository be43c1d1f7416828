"""What a proposal plans for adoption 帶動中小企業客戶使用: how many customers, and how faithful they are."""

from __future__ import annotations

from typing import Any

import attrs

from cloudgrant.programmes.research.adoption.examples import how_many_more, refuse_negative
from cloudgrant.programmes.research.adoption.recognition_basis import (
    BASES,
    Basis,
    basis_stated,
)
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.lists import count, some
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["AdoptionPlan"]

_TARGET = "research.adoption.target"
_STICKINESS = "research.adoption.stickiness"


_LONG_IN_ANY_EDITION = 1200
"""The longest term that a condition can have, in months: no edition has a longer one for long contracts."""

# How worked-out examples come by a plan with these facts; no firm is told to do so.


def _example(rate: Any = "renewal", **facts: Any) -> StickinessKPI:
    return StickinessKPI(rate=rate, target=Share("1/2"), basis=("contract",), **facts)


def _known(plan: AdoptionPlan) -> tuple[StickinessKPI, ...]:
    return () if plan.kpis is UNKNOWN else plan.kpis


def _with_basis(plan: AdoptionPlan, stated: Truth) -> AdoptionPlan:
    return attrs.evolve(plan, basis=("contract",) if stated is True else ())


def _with_so_many(plan: AdoptionPlan, wanted: Any) -> AdoptionPlan:
    refuse_negative("conditions_set", wanted)
    if wanted is UNKNOWN:
        return attrs.evolve(plan, kpis=UNKNOWN)
    if wanted == plan.conditions_set:
        return plan
    kept = [kpi for kpi in _known(plan) if kpi.complete is True][:wanted]
    more = how_many_more(wanted, len(kept))
    return attrs.evolve(plan, kpis=(*kept, *(_example() for _ in range(more))))


def _with_long_contract(plan: AdoptionPlan, wanted: Truth) -> AdoptionPlan:
    if plan.sets_long_contract is wanted:
        return plan
    others = tuple(kpi for kpi in _known(plan) if kpi.rate != "long_contract" and kpi.rate is not UNKNOWN)
    long = (_example("long_contract", term=_LONG_IN_ANY_EDITION),) if wanted is True else ()
    return attrs.evolve(plan, kpis=(*others, *long))


@attrs.frozen(kw_only=True)
class AdoptionPlan(Record):
    """The small and medium customers a proposal is to bring in, and the conditions of stickiness it sets itself.

    The number is *proposed* by the firm and *approved* by the technical committee (依技術審委員核定); the
    reviewers' consent to the basis of recognition is an act of theirs after the application: an application
    is complete without it.

    >>> plan = AdoptionPlan(proposed_customers=40, basis=("contract", "usage_record"))
    >>> plan.target, plan.target_is
    (40, 'proposed')
    >>> import attrs
    >>> attrs.evolve(plan, approved_customers=50).target
    50
    """

    proposed_customers: Fact[int] = given(
        zh="提案之中小企業使用家數目標",
        en="Small and medium customers aimed for, as proposed",
        unit="customers",
        change="both_ways",
        act=Text(
            zh="重新設定中小企業使用家數目標，足以維持平台營運",
            en="set a number of small and medium customers anew, enough to sustain the platform",
        ),
        ask=Text(
            zh="提案設定帶動多少家中小企業使用？",
            en="How many small and medium customers is the service to bring in, as proposed?",
        ),
        clause=_TARGET,
    )
    approved_customers: Fact[int] = given(
        zh="技術審委員核定之使用家數",
        en="Small and medium customers aimed for, as approved",
        unit="customers",
        least=1,
        known_by="office",
        ask=Text(
            zh="技術審委員核定的使用家數是多少？",
            en="How many customers did the technical review committee approve?",
        ),
        clause=_TARGET,
    )
    basis: Fact[tuple[Basis, ...]] = given(
        zh="使用家數之認定基準",
        en="Basis by which customers are recognised",
        options=BASES,
        change="to_more",
        act=Text(zh="增列使用家數之認定基準：{added}", en="also recognise customers by: {added}"),
        ask=Text(
            zh="以什麼認定使用家數（合約、發票、使用記錄或其他）？",
            en="How are customers recognised (by contract, invoice, record of use or other)?",
        ),
        clause=_TARGET,
    )
    basis_text: Fact[str] = given(
        multiline=True,
        zh="使用家數認定基準說明",
        en="The basis in words",
        ask=Text(zh="其他認定基準為何？", en="What is the other basis?"),
        clause=_TARGET,
    )
    reviewer_accepts_basis: Fact[bool] = given(
        zh="審查委員同意使用家數之認定基準",
        en="The reviewers consent to the basis of recognition",
        known_by="reviewer",
        ask=Text(
            zh="審查委員是否同意使用家數的認定基準？",
            en="Do the reviewers consent to the basis by which customers are recognised?",
        ),
        clause=_TARGET,
    )
    kpis: Fact[tuple[StickinessKPI, ...]] = given(
        zh="服務黏著度條件",
        en="Conditions of stickiness",
        ask=Text(
            zh="設定哪些服務黏著度條件（使用率、續約率、長約率）？",
            en="Which conditions of stickiness are set (usage, renewal, long-contract rate)?",
        ),
        clause=_STICKINESS,
    )

    @property
    def target(self) -> Fact[int]:
        """The number that counts: the approved one, until then the proposed one."""
        return self.proposed_customers if self.approved_customers is UNKNOWN else self.approved_customers

    @property
    def target_is(self) -> str:
        """Which of the two it is: ``"approved"`` or ``"proposed"``."""
        return "proposed" if self.approved_customers is UNKNOWN else "approved"

    @fact(
        zh="已設定使用家數認定基準",
        en="A basis of recognition is stated",
        repair=_with_basis,
        clause=_TARGET,
    )
    def basis_stated(self) -> Truth:
        """企業自行訂定認定基準(如合約、發票或使用記錄等)."""
        return basis_stated(self.basis, self.basis_text)

    @fact(
        zh="已完整設定之條件數",
        en="Conditions set completely",
        least=0,
        repair=_with_so_many,
        clause=_STICKINESS,
    )
    def conditions_set(self) -> Fact[int]:
        """How many conditions are set completely."""
        return count(self.kpis, lambda kpi: kpi.complete)

    @fact(
        zh="設有長約率條件",
        en="Has a long-contract rate among the conditions",
        repair=_with_long_contract,
        clause=_STICKINESS,
    )
    def sets_long_contract(self) -> Truth:
        """Whether one condition is a long-contract rate."""
        return some(self.kpis, lambda kpi: kpi.is_long_contract)
