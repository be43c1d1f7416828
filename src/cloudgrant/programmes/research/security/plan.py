"""The security plan 資訊安全規劃 of a proposal: six facets explained, and what the build costs and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final, Literal, get_args

import attrs

from cloudgrant.programmes.research.budget.line import MOST_AMOUNT
from cloudgrant.programmes.research.budget.sums import largest_first
from cloudgrant.programmes.research.cannot_be import cannot_be
from cloudgrant.programmes.research.security.items import FACETS, Facet
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
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


_ASK_NOTHING = Text(
    zh="沒有資安建置及導入經費者，35% 如何認定？",
    en="How is the 35% determined where nothing is spent on building and introducing security?",
)
_FACETS: Final[tuple[Facet, ...]] = get_args(Facet)


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
        default={}, mapping=True, zh="措施及其具體說明", en="Measures, each explained", clause=_PLAN
    )

    @fact(zh="此面向已規劃", en="The facet is planned", reads=("explanation",), clause=_PLAN)
    def planned(self) -> Truth:
        """Whether anything is explained; what nobody has written yet is unknown, not false."""
        if self.explanation is not UNKNOWN:
            return True
        return some(UNKNOWN if text is UNKNOWN else True for text in self.measures.values()) | UNKNOWN


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

    ``facets`` says what is planned, ``spend`` what is spent on build and introduction 建置及導入. That nothing is
    spent is not a share of nothing: without any spend the domestic share is *unknown*. While lines are
    incomplete, the least and most that domestic and foreign spend can come to already decide what they can.

    >>> plan = SecurityPlan(
    ...     spend=(SecuritySpend(name="WAF", amount=600_000, domestic=False),
    ...            SecuritySpend(name="弱點掃描", amount=400_000, domestic=True)))
    >>> plan.domestic_security_spend, plan.security_spend, SecurityPlan(spend=()).security_spend
    (400000, 1000000, UNKNOWN)
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

    @fact(
        zh="已規劃之面向",
        en="Facets planned",
        options=FACETS,
        change="to_more",
        act=Text(zh="補充以下面向之規劃：{added}", en="plan these facets as well: {added}"),
        reads=("facets.facet", "facets.planned"),
        clause=_PLAN,
    )
    def facets_planned(self) -> Fact[tuple[Fact[str], ...]]:
        """The facets that are planned; unknown in place of one of which nothing is written yet."""
        if self.facets is UNKNOWN:
            return UNKNOWN
        return tuple(UNKNOWN if part.planned is UNKNOWN else part.facet for part in self.facets)

    @fact(
        zh="未規劃之面向",
        en="Facets not planned",
        options=FACETS,
        reads=("facets.facet",),
        clause=_PLAN,
    )
    def facets_absent(self) -> Fact[tuple[Facet, ...]]:
        """The facets that no part of the plan is about; unknown while a part may be about any of them.

        >>> SecurityPlan(facets=(FacetPlan(facet="network"), FacetPlan(facet="data"))).facets_absent
        ('access', 'management', 'continuity', 'life_cycle')
        """
        if self.facets is UNKNOWN:
            return UNKNOWN
        there = {part.facet for part in self.facets}
        absent: tuple[Facet, ...] = tuple(facet for facet in _FACETS if facet not in there)
        return UNKNOWN if absent and UNKNOWN in there else absent

    @fact(
        zh="資安建置及導入經費合計",
        en="Security spend in all",
        unit="TWD",
        reads=("spend.amount",),
        known_by="text",
        ask=_ASK_NOTHING,
        clause=_SHARE,
    )
    def security_spend(self) -> Fact[int]:
        """The sum of the lines; unknown where it is nothing, for there is no share of nothing."""
        return _unless_nothing(self._of(lambda line: line.amount))

    @fact(
        zh="國內業者產品及服務經費",
        en="Domestic security spend",
        unit="TWD",
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
        reads=("spend.amount", "spend.domestic"),
        repair=with_domestic,
        clause=_SHARE,
    )
    def domestic_security_spend(self) -> Fact[int]:
        """The sum of the lines that are domestic firms'; of a foreign one the amount does not matter."""
        return self._of(_domestic)

    @fact(
        zh="有經費明細尚未填明", en="Some line of the spend is open", reads=("spend.amount", "spend.domestic")
    )
    def spend_open(self) -> bool:
        """Whether amount or origin of a line that is given is not known yet."""
        lines = () if self.spend is UNKNOWN else self.spend
        return any(line.amount is UNKNOWN or line.domestic is UNKNOWN for line in lines)

    @fact(
        zh="國內業者產品及服務經費（至少）",
        en="Domestic security spend, at the least",
        unit="TWD",
        reads=("spend.amount", "spend.domestic"),
        clause=_SHARE,
    )
    def domestic_at_least(self) -> Fact[int]:
        """What is surely domestic; unknown where that is nothing, for there is no share of nothing."""
        return _unless_nothing(self._of(lambda line: _least(line, domestic=True)))

    @fact(
        zh="國內業者產品及服務經費（至多）",
        en="Domestic security spend, at the most",
        unit="TWD",
        reads=("spend.amount", "spend.domestic"),
        clause=_SHARE,
    )
    def domestic_at_most(self) -> Fact[int]:
        """What is domestic if every open line turns out so, at the most that an amount can be."""
        return self._of(lambda line: _most(line, domestic=True))

    @fact(
        zh="國外業者產品及服務經費（至少）",
        en="Foreign security spend, at the least",
        unit="TWD",
        reads=("spend.amount", "spend.domestic"),
        clause=_SHARE,
    )
    def foreign_at_least(self) -> Fact[int]:
        """What is surely not domestic."""
        return self._of(lambda line: _least(line, domestic=False))

    @fact(
        zh="國外業者產品及服務經費（至多）",
        en="Foreign security spend, at the most",
        unit="TWD",
        reads=("spend.amount", "spend.domestic"),
        clause=_SHARE,
    )
    def foreign_at_most(self) -> Fact[int]:
        """What is not domestic if no open line turns out domestic, at the most that an amount can be."""
        return self._of(lambda line: _most(line, domestic=False))

    def _of(self, part: Callable[[SecuritySpend], Fact[int]]) -> Fact[int]:
        return UNKNOWN if self.spend is UNKNOWN else total(part(line) for line in self.spend)


def _unless_nothing(amount: Fact[int]) -> Fact[int]:
    return UNKNOWN if amount is UNKNOWN or amount == 0 else amount


def _domestic(line: SecuritySpend) -> Fact[int]:
    if line.domestic is False or line.amount == 0:
        return 0
    return UNKNOWN if line.domestic is UNKNOWN else line.amount


def _least(line: SecuritySpend, *, domestic: bool) -> int:
    """What a line surely adds to the domestic spend, or to the foreign."""
    return line.amount if line.domestic is domestic and line.amount is not UNKNOWN else 0


def _most(line: SecuritySpend, *, domestic: bool) -> int:
    """The most that a line may add to it."""
    if line.domestic is not UNKNOWN and line.domestic is not domestic:
        return 0
    return MOST_AMOUNT if line.amount is UNKNOWN else line.amount
