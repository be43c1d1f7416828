"""How much subsidy a budget may ask for (貳、申請對象 二(一) 補助上限): both caps, which binds, how far over or under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeVar, cast

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.deciding.evaluate import fact_value
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.rules.writing.helpers import lesser, share_of
from cloudgrant.values.between import Between, both, least_of, most_of
from cloudgrant.values.formatting import formatted
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.separators import THEN
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CALCULATIONS",
    "Binding",
    "Funding",
    "ceiling",
    "ceiling_with_own_funds",
    "funding",
    "largest_subsidy",
    "largest_subsidy_beside",
    "lead_shortfall",
]

T = TypeVar("T")

Binding = Literal["case", "share", "both"]
"""Which cap binds: that of a case 每案上限, that of the share 占比上限, or both at the same dollar."""


def largest_subsidy(total: Fact[int], policy: ResearchPolicy) -> Fact[int]:
    """The largest subsidy of a budget whose **total** is fixed: less own funds for each dollar more of subsidy.

    The smaller of the case's cap and the share of the total, rounded down; unknown while either cap is, or
    the total.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> largest_subsidy(60_000_001, policy), largest_subsidy(59_999_999, policy)
    (30000000, 29999999)
    """
    return lesser(policy.case_cap, share_of(total, policy.share_cap, "down"))


def largest_subsidy_beside(self_funding: int, policy: ResearchPolicy) -> Fact[int]:
    """The largest subsidy beside **own funds** that are fixed: the total grows with each dollar of subsidy.

    The subsidy may be at most a share of itself and the own funds together, so at most
    own funds × share ÷ (1 − share), rounded down, and at most the case's cap. With half, that is as much as
    the own funds. Unknown while either cap is.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> largest_subsidy_beside(20_000_000, policy), largest_subsidy_beside(40_000_000, policy)
    (20000000, 30000000)
    """
    case, share = policy.case_cap, policy.share_cap
    if case is UNKNOWN or share is UNKNOWN:
        return UNKNOWN
    own_parts = share.denominator - share.numerator
    return case if own_parts == 0 else min(case, self_funding * share.numerator // own_parts)


@calculation(
    "research.funding.case-cap",
    unit="TWD",
    zh="依總計畫經費可申請之補助款上限",
    en="Largest subsidy that the total budget allows",
)
def ceiling(proposal: Proposal, policy: ResearchPolicy) -> Fact[int]:
    """The largest subsidy that a proposal's total budget may ask for: both caps, in whole dollars.

    It stays unknown with the total and with either cap; a decision, and :func:`funding`, also know it where
    what is sure of the total already makes the case's cap bind. To be within it is not to be awarded it: this
    is a competition.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> ceiling(Proposal(stated_total=50_000_001), policy), ceiling(Proposal(), policy)
    (25000000, UNKNOWN)
    """
    return largest_subsidy(proposal.budget_total, policy)


@calculation(
    "research.funding.share-cap",
    unit="TWD",
    zh="依自籌款可申請之補助款上限",
    en="Largest subsidy that the own funds allow",
)
def ceiling_with_own_funds(proposal: Proposal, policy: ResearchPolicy) -> Fact[int]:
    """The largest subsidy that may be asked for beside a proposal's own funds, the total growing with it.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> asked = Proposal(stated_total=50_000_000, stated_subsidy=30_000_000)
    >>> ceiling(asked, policy), ceiling_with_own_funds(asked, policy)
    (25000000, 20000000)
    """
    return _settled(_sum(proposal, "self_funding"), lambda own: largest_subsidy_beside(own, policy))


@calculation(
    "research.funding.lead-share",
    unit="TWD",
    zh="主導業者補助款不足額",
    en="The lead's shortfall in the subsidy",
)
def lead_shortfall(proposal: Proposal, policy: ResearchPolicy) -> Fact[int]:
    """How many dollars of the subsidy the lead of a joint proposal is short of its share, a floor rounded up.

    0 for a firm that applies alone, unknown while nobody or two lead, and with the floor; for which of the partners' dollars could be the lead's, see
    :func:`~cloudgrant.programmes.research.budget.reallocation.reallocation`.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> lead_shortfall(Proposal(members=()), policy), lead_shortfall(Proposal(), policy)
    (0, UNKNOWN)
    """
    asked, led = _known(proposal, "subsidy"), _known(proposal, "lead_subsidy")
    if proposal.joint is False:
        return 0
    floor = policy.lead_share_floor
    if proposal.joint is UNKNOWN or asked is UNKNOWN or led is UNKNOWN or floor is UNKNOWN:
        return UNKNOWN
    return max(0, floor.ceil_of(asked) - led)


@attrs.frozen(kw_only=True)
class Funding:
    """What a proposal asks for beside what it may ask for, in dollars; what is not known yet is unknown.

    ``ceiling`` is the largest subsidy with the total as it is, ``ceiling_with_own_funds`` with the own funds
    as they are. ``binds`` says which cap makes ``ceiling``. ``lead_shortfall`` is what the lead of a joint
    proposal is short of.
    """

    total: Fact[int]
    subsidy: Fact[int]
    self_funding: Fact[int]
    case_cap: Fact[int]
    share_cap: Fact[Share]
    ceiling: Fact[int]
    binds: Fact[Binding]
    ceiling_with_own_funds: Fact[int]
    lead_shortfall: Fact[int]

    @property
    def room(self) -> Fact[int]:
        """How much more could be asked for with the same total; negative where too much is asked for."""
        return self.ceiling - self.subsidy

    @property
    def over(self) -> Fact[int]:
        """How much too much is asked for; 0 where it is within both caps."""
        room = self.room
        return UNKNOWN if room is UNKNOWN else max(0, -room)

    def message(self, locale: str = "en") -> str:
        """What may be asked for, what is asked for, and the difference, in words."""
        words = {
            "total": formatted(self.total, "TWD", locale),
            "own": formatted(self.self_funding, "TWD", locale),
            "subsidy": formatted(self.subsidy, "TWD", locale),
            "ceiling": formatted(self.ceiling, "TWD", locale),
            "beside": formatted(self.ceiling_with_own_funds, "TWD", locale),
            "lead": formatted(self.lead_shortfall, "TWD", locale),
            "cap": "" if self.binds is UNKNOWN else _CAPS[self.binds].in_(locale),
        }
        room = self.room
        if room is not UNKNOWN:
            words["room"] = formatted(abs(room), "TWD", locale)
        parts = [_CEILING if self.ceiling is not UNKNOWN else _NO_CEILING]
        parts.append(_OPEN if room is UNKNOWN else _OVER if room < 0 else _WITHIN)
        if self.ceiling_with_own_funds is not UNKNOWN and self.self_funding is not UNKNOWN:
            parts.append(_BESIDE)
        if self.lead_shortfall is not UNKNOWN and self.lead_shortfall > 0:
            parts.append(_LEAD)
        return THEN.in_(locale).join(part.filled(locale, words.__getitem__) for part in parts)


def funding(proposal: Proposal, policy: ResearchPolicy) -> Funding:
    """What a proposal asks for, beside what it may ask for under a policy.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> policy = ROC_111.policy
    >>> found = funding(Proposal(stated_total=70_000_000, stated_subsidy=32_000_000), policy)
    >>> found.ceiling, found.binds, found.over
    (30000000, 'case', 2000000)
    >>> print(found.message("zh_Hant_TW"))
    總計畫經費7,000萬元，補助款上限3,000萬元（每案上限）；申請補助款3,200萬元，超出200萬元；若自籌款3,800萬元不變，補助款上限為3,000萬元
    """
    return Funding(
        total=_known(proposal, "budget_total"),
        subsidy=_known(proposal, "subsidy"),
        self_funding=_known(proposal, "self_funding"),
        case_cap=policy.case_cap,
        share_cap=policy.share_cap,
        ceiling=_settled(_sum(proposal, "budget_total"), lambda total: largest_subsidy(total, policy)),
        binds=_binding(proposal, policy),
        ceiling_with_own_funds=ceiling_with_own_funds(proposal, policy),
        lead_shortfall=lead_shortfall(proposal, policy),
    )


def _binding(proposal: Proposal, policy: ResearchPolicy) -> Fact[Binding]:
    case, share = policy.case_cap, policy.share_cap
    if case is UNKNOWN or share is UNKNOWN:
        return UNKNOWN

    def binds(total: int) -> Binding:
        shared = share.floor_of(total)
        return "both" if shared == case else "case" if shared > case else "share"

    return _settled(_sum(proposal, "budget_total"), binds)


def _known(proposal: Proposal, name: str) -> Fact[int]:
    found: Fact[int] = fact_value(proposal, (name,))
    return found


def _sum(proposal: Proposal, name: str) -> int | Between:
    """A sum of money with what is sure of it, which is never less than nothing."""
    found = both(derived_value(proposal, name), Between(0, MOST_DOLLARS))
    return cast("int | Between", found)


def _settled(amount: int | Between, of: Callable[[int], Fact[T]]) -> Fact[T]:
    """What follows from an amount, where that is the same of the least and of the most that it may be.

    Of what grows with the amount alone.
    """
    least, most = of(least_of(amount)), of(most_of(amount))
    return least if least == most else UNKNOWN


CALCULATIONS: Final[tuple[Calculation[..., Fact[int]], ...]] = (
    ceiling,
    ceiling_with_own_funds,
    lead_shortfall,
)
"""The calculations of the funding clauses."""

_CAPS: Final[Mapping[Binding, Text]] = sentences("research.funding.caps", {
    "case": Text(zh="（每案上限）", en=" (the cap per case)"),
    "share": Text(zh="（占總計畫經費之上限）", en=" (the cap on the share)"),
    "both": Text(zh="（每案上限與占比上限相同）", en=" (both caps alike)"),
})  # fmt: skip
_CEILING: Final = Text(
    "research.funding.ceiling",
    zh="總計畫經費{total}，補助款上限{ceiling}{cap}",
    en="With a total budget of {total}, at most {ceiling} may be asked for{cap}",
)
_NO_CEILING: Final = Text(
    "research.funding.no_ceiling",
    zh="總計畫經費{total}，補助款上限尚無法計算",
    en="The total budget is {total}: the most that may be asked for cannot be calculated yet",
)
_OVER: Final = Text(
    "research.funding.over", zh="申請補助款{subsidy}，超出{room}", en="{subsidy} is asked for, over by {room}"
)
_WITHIN: Final = Text(
    "research.funding.within",
    zh="申請補助款{subsidy}，尚餘{room}",
    en="{subsidy} is asked for, {room} to spare",
)
_OPEN: Final = Text(
    "research.funding.open", zh="申請補助款{subsidy}", en="the subsidy asked for is {subsidy}"
)
_BESIDE: Final = Text(
    "research.funding.beside",
    zh="若自籌款{own}不變，補助款上限為{beside}",
    en="with own funds unchanged at {own}, at most {beside}",
)
_LEAD: Final = Text(
    "research.funding.lead", zh="主導業者之補助款尚差{lead}", en="the lead is {lead} short of its share"
)
