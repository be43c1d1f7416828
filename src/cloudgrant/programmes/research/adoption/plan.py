"""What a proposal plans for adoption 帶動中小企業客戶使用: how many customers, and how faithful they are."""

from __future__ import annotations

from typing import Any

import attrs

from cloudgrant.programmes.research.adoption.examples import (
    how_many_more,
    refuse_negative,
    refuse_other_than_none,
)
from cloudgrant.programmes.research.adoption.recognition_basis import (
    BASES,
    Basis,
    basis_put_in_words,
    basis_stated,
)
from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import one_of
from cloudgrant.rules.writing.lists import count, some
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["AdoptionPlan"]

_TARGET = "research.adoption.target"
_STICKINESS = "research.adoption.stickiness"


# How worked-out examples come by a plan with these facts; no firm is told to do so.


def _example(rate: Any = "renewal", **facts: Any) -> StickinessKPI:
    return StickinessKPI(rate=rate, target=Share("1/2"), basis=("contract",), **facts)


def _known(plan: AdoptionPlan) -> tuple[StickinessKPI, ...]:
    return () if plan.kpis is UNKNOWN else plan.kpis


def _with_basis(plan: AdoptionPlan, stated: Truth) -> AdoptionPlan:
    return attrs.evolve(plan, basis=("contract",) if stated is True else ())


def _with_so_many(plan: AdoptionPlan, wanted: Any) -> AdoptionPlan:
    refuse_negative("conditions_surely_set", wanted)
    if wanted is UNKNOWN:
        return attrs.evolve(plan, kpis=UNKNOWN)
    if wanted == plan.conditions_surely_set:
        return plan
    kept = [kpi for kpi in _known(plan) if kpi.complete is True][:wanted]
    more = how_many_more(wanted, len(kept))
    return attrs.evolve(plan, kpis=(*kept, *(_example() for _ in range(more))))


def _with_open(plan: AdoptionPlan, wanted: Any) -> AdoptionPlan:
    refuse_other_than_none("conditions_open", wanted)
    settled = tuple(kpi for kpi in _known(plan) if kpi.complete is not UNKNOWN)
    return attrs.evolve(plan, kpis=(*settled, StickinessKPI()) if wanted is UNKNOWN else settled)


def _with_long_contract(plan: AdoptionPlan, wanted: Truth) -> AdoptionPlan:
    if plan.sets_long_contract is wanted:
        return plan
    others = tuple(kpi for kpi in _known(plan) if kpi.rate != "long_contract" and kpi.rate is not UNKNOWN)
    long = (_example("long_contract", term=18),) if wanted is True else ()
    return attrs.evolve(plan, kpis=(*others, *long))


def _with_shortest(plan: AdoptionPlan, months: Any) -> AdoptionPlan:
    others = _known(_with_long_contract(plan, False))
    term = months if months is UNKNOWN else max(1, months)
    return attrs.evolve(plan, kpis=(*others, _example("long_contract", term=term, shorter_explained=False)))


def _with_explanations(plan: AdoptionPlan, explained: Any) -> AdoptionPlan:
    """The one of these that mends something: a firm that explains a shorter term."""

    def said(kpi: StickinessKPI) -> StickinessKPI:
        if kpi.rate != "long_contract" or kpi.explained is explained:
            return kpi
        because = kpi.shorter_because if explained is True else UNKNOWN
        return attrs.evolve(kpi, shorter_explained=explained, shorter_because=because)

    return attrs.evolve(plan, kpis=tuple(said(kpi) for kpi in _known(plan)))


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
        zh="其他認定基準已以文字說明",
        en="Another basis is put in words, where needed",
        reads=("basis_text",),
        clause=_TARGET,
    )
    def basis_put_in_words(self) -> Truth:
        """Whether a basis that is none of the examples has its words."""
        return basis_put_in_words(self.basis, self.basis_text)

    @fact(
        zh="已設定使用家數認定基準",
        en="A basis of recognition is stated",
        reads=("basis", "basis_put_in_words"),
        repair=_with_basis,
        clause=_TARGET,
    )
    def basis_stated(self) -> Truth:
        """企業自行訂定認定基準(如合約、發票或使用記錄等)."""
        return basis_stated(self.basis, self.basis_text)

    @fact(
        zh="已完整設定之條件數",
        en="Conditions set completely",
        reads=("kpis",),
        repair=_with_so_many,
        clause=_STICKINESS,
    )
    def conditions_surely_set(self) -> Fact[int]:
        """How many conditions are set completely already, whatever becomes of the others."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        return count(self.kpis, lambda kpi: kpi.complete is True)

    @fact(
        zh="尚未設定完整之條件數",
        en="Conditions that may yet be set completely",
        reads=("kpis.complete",),
        repair=_with_open,
        clause=_STICKINESS,
    )
    def conditions_open(self) -> Fact[int]:
        """None, or unknown: how many more conditions will be complete once what they lack is known."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        return UNKNOWN if any(kpi.complete is UNKNOWN for kpi in self.kpis) else 0

    @fact(
        zh="設有長約率條件",
        en="Has a long-contract rate among the conditions",
        reads=("kpis.rate",),
        repair=_with_long_contract,
        clause=_STICKINESS,
    )
    def sets_long_contract(self) -> Truth:
        """Whether one condition is a long-contract rate."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        return some(one_of(kpi.rate, "long_contract") for kpi in self.kpis)

    @fact(
        zh="未說明原因者之最短長約期間",
        en="Shortest term of a long contract without an explanation",
        unit="months",
        reads=("kpis.term",),
        repair=_with_shortest,
        clause=_STICKINESS,
    )
    def shortest_unexplained_term(self) -> Fact[int]:
        """The shortest term of long contracts that are not, or not surely, explained; unknown without any."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        terms = [kpi.term for kpi in self.kpis if kpi.explained is not True]
        known = [term for term in terms if term is not UNKNOWN]
        return min(known) if known and len(known) == len(terms) else UNKNOWN

    @fact(
        zh="尚有長約條件未填妥",
        en="Another long-contract condition is not filled in yet",
        reads=("kpis.term", "kpis.explained"),
        clause=_STICKINESS,
    )
    def open_beside_unexplained(self) -> bool:
        """Whether a long contract of known term is surely not explained, while of another condition something is open."""
        if self.kpis is UNKNOWN:
            return False
        others = [kpi for kpi in self.kpis if kpi.explained is not True]
        surely = [kpi for kpi in others if kpi.explained is False and kpi.term is not UNKNOWN]
        return 0 < len(surely) < len(others)

    @fact(
        zh="確未說明原因者之最短長約期間",
        en="Shortest term of a long contract that is certainly not explained",
        unit="months",
        reads=("kpis.term", "kpis.explained"),
        clause=_STICKINESS,
    )
    def shortest_surely_unexplained_term(self) -> Fact[int]:
        """The shortest known term of long contracts that are surely not explained; unknown without any."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        terms = [kpi.term for kpi in self.kpis if kpi.explained is False]
        return min((term for term in terms if term is not UNKNOWN), default=UNKNOWN)

    @fact(
        zh="長約期間較短者均已說明原因",
        en="Shorter terms of long contracts are explained",
        reads=("kpis.explained",),
        change="to_more",
        act={
            "true": Text(
                zh="補充說明長約期間較短之原因", en="explain why the terms of long contracts are shorter"
            )
        },
        repair=_with_explanations,
        clause=_STICKINESS,
    )
    def terms_explained(self) -> Truth:
        """Whether all long contracts are explained; unknown as soon as that is unknown of one of them."""
        if self.kpis is UNKNOWN:
            return UNKNOWN
        known = [kpi.explained for kpi in self.kpis]
        return UNKNOWN if UNKNOWN in known else all(known)
