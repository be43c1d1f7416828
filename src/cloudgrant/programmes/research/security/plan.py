"""The security plan 資訊安全規劃 of a proposal: six facets explained, and what the build costs and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.research.budget.line import MOST_AMOUNT
from cloudgrant.programmes.research.budget.sums import largest_first
from cloudgrant.programmes.research.cannot_be import cannot_be
from cloudgrant.programmes.research.security.items import FACETS, Facet
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import said
from cloudgrant.rules.writing.lists import some, total
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["FacetPlan", "SecurityPlan", "SecuritySpend", "with_domestic"]

_PLAN = "research.security.plan"
_SHARE = "research.security.domestic-share"
_ASK_SPEND = Text(
    zh="資安的建置及導入有哪些經費（名稱、金額、是否為國內業者產品或服務）？",
    en="What is spent on building and introducing security (name, amount, domestic or not)?",
)


@attrs.frozen(kw_only=True)
class FacetPlan(Record):
    """What the plan says of one facet 面向: an explanation, and each measure by itself.

    ``measures`` names the planned items of the self-assessment by id, each with its concrete explanation
    (具體說明), unknown while it is not written yet. A facet is planned once there is an explanation of it, or
    of one of its measures.

    >>> import cloudgrant as cg
    >>> plan = FacetPlan(facet="data", measures={"data.backup": "每日異地備份", "data.encryption": cg.UNKNOWN})
    >>> plan.planned, FacetPlan(facet="data").planned
    (True, UNKNOWN)
    """

    __keys__: ClassVar[tuple[str, ...]] = ("facet",)

    facet: Fact[Facet] = given(
        zh="面向",
        en="Facet",
        options=FACETS,
        ask=Text(zh="這項規劃屬於哪一個面向？", en="Which facet is this part of the plan about?"),
        clause=_PLAN,
    )
    explanation: Fact[str] = given(
        multiline=True,
        zh="規劃說明",
        en="Explanation",
        change="both_ways",
        act=Text(zh="補充此面向之規劃說明", en="explain what is planned for this facet"),
        ask=Text(
            zh="這個面向如何規劃？請說明，或逐項說明各措施。",
            en="What is planned for this facet? Explain it, or each of its measures.",
        ),
        clause=_PLAN,
    )
    measures: Mapping[str, Fact[str]] = given(
        multiline=True,
        default={},
        mapping=True,
        zh="措施及其具體說明",
        en="Measures, each explained",
        clause=_PLAN,
    )

    def called(self, locale: str = "en") -> str:
        """The facet, as the briefing calls it."""
        return "" if self.facet is UNKNOWN else FACETS[self.facet].in_(locale)

    @fact(zh="此面向已規劃", en="The facet is planned", clause=_PLAN)
    def planned(self) -> Truth:
        """Whether anything is explained; what nobody has written yet is unknown, not false."""
        return said(self.explanation) | some(self.measures, said)


@attrs.frozen(kw_only=True)
class SecuritySpend(Record):
    """What one product or service for the security costs, and whether it is a domestic firm's (國內業者).

    >>> SecuritySpend(name="弱點掃描服務", amount=300_000, domestic=True).use
    UNKNOWN
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)

    name: Fact[str] = given(zh="產品或服務", en="Product or service")
    amount: Fact[int] = given(
        zh="金額",
        en="Amount",
        unit="TWD",
        most=MOST_AMOUNT,
        change="both_ways",
        sensible=1,
        act={
            "more": Text(zh="此項經費增列至{new}", en="raise what is spent on it to {new}"),
            "less": Text(zh="此項經費減列至{new}", en="lower what is spent on it to {new}"),
        },
        ask=Text(
            zh="這項產品或服務是多少元？", en="What does this product or service cost, in New Taiwan dollars?"
        ),
        clause=_SHARE,
    )
    domestic: Fact[bool] = given(
        zh="國內業者之產品或服務",
        en="A domestic firm's",
        change="both_ways",
        act={
            "true": Text(
                zh="改採國內業者之產品或服務", en="take a domestic firm's product or service instead"
            ),
            "false": Text(
                zh="改採國外業者之產品或服務", en="take a foreign firm's product or service instead"
            ),
        },
        ask=Text(
            zh="這項是國內業者的產品或服務嗎？", en="Is this the product or service of a domestic firm?"
        ),
        clause=_SHARE,
    )
    use: Fact[Literal["build", "introduction"]] = given(
        zh="建置或導入",
        en="Build or introduction",
        options={
            "build": Text(zh="建置", en="build"),
            "introduction": Text(zh="導入", en="introduction"),
        },
        clause=_SHARE,
    )


def with_domestic(plan: SecurityPlan, dollars: Fact[int]) -> SecurityPlan:
    """The plan with so many dollars of domestic spend, of the same spend: no more dollars change than that takes.

    They come from as few lines as can be, the largest first. A line that gives only some of its dollars is
    divided: the rest stays as it was. Raises :class:`~cloudgrant.values.problems.InvalidInput` where the spend
    is not known, or is less than that.

    >>> lines = (SecuritySpend(name="WAF", amount=700_000, domestic=False),
    ...          SecuritySpend(name="弱點掃描", amount=300_000, domestic=True))
    >>> [(one.amount, one.domestic) for one in with_domestic(SecurityPlan(spend=lines), 350_000).spend]
    [(650000, False), (300000, True), (50000, True)]
    """
    now = plan.domestic_security_spend
    if now == dollars:
        return plan
    if dollars is UNKNOWN:
        return attrs.evolve(plan, spend=UNKNOWN)
    domestic = now is not UNKNOWN and dollars < now
    lines = () if plan.spend is UNKNOWN else plan.spend
    giving = {
        place: line.amount
        for place, line in enumerate(lines)
        if line.amount is not UNKNOWN and line.domestic is domestic
    }
    if now is UNKNOWN or sum(giving.values()) < abs(dollars - now):
        cannot_be("spend")
    taken = largest_first(giving, abs(dollars - now))
    after, divided = list(lines), []
    for place, moved in taken.items():
        line = lines[place]
        if moved == giving[place]:
            after[place] = attrs.evolve(line, domestic=not domestic)
        else:
            after[place] = attrs.evolve(line, amount=giving[place] - moved)
            divided.append(SecuritySpend(amount=moved, domestic=not domestic, use=line.use))
    return attrs.evolve(plan, spend=(*after, *divided))


@attrs.frozen(kw_only=True)
class SecurityPlan(Record):
    """The security plan 資訊安全規劃 of a proposal.

    ``facets`` says what is planned, ``spend`` what is spent on build and introduction 建置及導入.

    >>> plan = SecurityPlan(
    ...     spend=(SecuritySpend(name="WAF", amount=600_000, domestic=False),
    ...            SecuritySpend(name="弱點掃描", amount=400_000, domestic=True)))
    >>> plan.domestic_security_spend, plan.security_spend
    (400000, 1000000)
    """

    facets: Fact[tuple[FacetPlan, ...]] = given(
        zh="各面向規劃",
        en="Facets",
        ask=Text(
            zh="雲服務的資訊安全如何規劃（網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護）？",
            en="How is the security of the service planned (network, data, access, management, continuity, life cycle)?",
        ),
        clause=_PLAN,
    )
    spend: Fact[tuple[SecuritySpend, ...]] = given(
        zh="資安建置及導入經費", en="Security spend", ask=_ASK_SPEND, clause=_SHARE
    )

    @fact(zh="資安建置及導入經費合計", en="Security spend in all", unit="TWD", least=0, clause=_SHARE)
    def security_spend(self) -> Fact[int]:
        """The sum of the lines."""
        return total(self.spend, of=lambda line: line.amount)

    @fact(
        zh="國內業者產品及服務經費",
        en="Domestic security spend",
        unit="TWD",
        least=0,
        change="to_more",
        sensible=1,
        act=Text(
            zh="國內業者產品及服務經費增列至{new}",
            en="raise what is spent on domestic products and services to {new}",
        ),
        help=Text(
            zh="增加時資安經費總額不變，由國外業者之產品或服務改為國內業者者",
            en="when it grows, the spend stays, and what is a foreign firm's becomes a domestic firm's",
        ),
        repair=with_domestic,
        clause=_SHARE,
    )
    def domestic_security_spend(self) -> Fact[int]:
        """The sum of the lines that are domestic firms'; of a foreign one the amount does not matter."""
        return total(self.spend, of=lambda line: line.amount, where=lambda line: line.domestic)
