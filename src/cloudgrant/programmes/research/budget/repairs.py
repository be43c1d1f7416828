"""What a firm does to its budget to come to another sum: how the remedies of the funding rules are carried out.

The library's own device: the briefing says which sums bind, not how a proposal is brought to them. Each
change keeps all else as it is, as far as the sum allows; ``InvalidInput`` where it cannot be. A sum that
is to be unknown takes the lines with it.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

import attrs

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.programmes.research.budget.sums import (
    Source,
    in_proportion,
    known_amounts,
    largest_first,
    one_lead,
    shifted,
)
from cloudgrant.programmes.research.cannot_be import cannot_be
from cloudgrant.rules.deciding.evaluate import fact_value
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["with_lead_subsidy", "with_subsidy", "with_total"]


class _Budget(Protocol):
    """What a proposal states of its money; its sums are derived facts of the same record."""

    @property
    def lines(self) -> Fact[tuple[BudgetLine, ...]]: ...
    @property
    def members(self) -> Fact[tuple[Member, ...]]: ...
    @property
    def stated_total(self) -> Fact[int]: ...
    @property
    def stated_subsidy(self) -> Fact[int]: ...


B = TypeVar("B", bound=_Budget)


def with_subsidy(budget: B, subsidy: Fact[int]) -> B:
    """Ask for less (or more) with the same total budget: what the subsidy no longer pays, its party pays itself.

    Every subsidy line gives in proportion, so that the lead's share of what is left is no smaller. To ask for
    more, own funds are turned into subsidy, the lead's first; if they are not enough, the budget grows.

    >>> import cloudgrant as cg
    >>> less = with_subsidy(cg.Proposal(lines=(BudgetLine(source="subsidy", amount=5),)), 3)
    >>> less.subsidy, less.self_funding, less.budget_total
    (3, 2, 5)
    """
    if subsidy is UNKNOWN:
        return _stated_only(budget, subsidy=UNKNOWN, total=UNKNOWN)  # which would bound it
    lines, now = budget.lines, _sum(budget, "subsidy")
    if now == subsidy:
        return budget
    if subsidy < 0:
        cannot_be("subsidy")
    if lines is UNKNOWN:
        return _begun(budget, subsidy)
    asked = known_amounts(lines, "subsidy")
    if now is UNKNOWN or sum(asked.values()) != now:
        cannot_be("lines")
    lead = one_lead(budget.members)
    if subsidy < now:
        spared = [place for place in asked if lines[place].party == lead]
        after = shifted(lines, in_proportion(asked, now - subsidy, spared), source="self_funding")
    else:
        own = known_amounts(lines, "self_funding")
        taken = largest_first(
            {place: own[place] for place in own if lines[place].party == lead}, subsidy - now
        )
        others = {place: own[place] for place in own if lines[place].party != lead}
        taken |= largest_first(others, subsidy - now - sum(taken.values()))
        after = shifted(lines, taken, source="subsidy")
        rest = subsidy - now - sum(taken.values())
        after = _with_more(budget, after, rest, "subsidy") if rest else after
    stated = UNKNOWN if budget.stated_subsidy is UNKNOWN else subsidy
    return _with(budget, lines=after, stated_subsidy=stated)


def with_total(budget: B, total: Fact[int]) -> B:
    """Put in more (or less) own funds, with the same subsidy: more go to the lead's largest line of own funds.

    Less is taken from as few lines of own funds as can be.

    >>> import cloudgrant as cg
    >>> asked = cg.Proposal(lines=(BudgetLine(source="subsidy", amount=5),))
    >>> with_total(asked, 10).self_funding
    5
    """
    if total is UNKNOWN:
        return _stated_only(budget, total=UNKNOWN)
    lines, now = budget.lines, _sum(budget, "budget_total")
    if now == total:
        return budget
    if lines is UNKNOWN and budget.stated_total is not UNKNOWN:
        return _with(budget, stated_total=total)
    known: tuple[BudgetLine, ...] = () if lines is UNKNOWN else lines
    if any(line.amount is UNKNOWN for line in known):
        cannot_be("lines")
    more = total - sum(line.amount for line in known if line.amount is not UNKNOWN)
    if more >= 0:
        after = _with_more(budget, known, more, "self_funding") if more else known
    else:
        own = known_amounts(known, "self_funding")
        if sum(own.values()) < -more:
            cannot_be("lines")
        cut = largest_first(own, -more)
        after = tuple(
            attrs.evolve(line, amount=own[place] - cut[place]) if place in cut else line
            for place, line in enumerate(known)
        )
    stated = UNKNOWN if budget.stated_total is UNKNOWN else total
    return _with(budget, lines=after, stated_total=stated)


def with_lead_subsidy(budget: B, dollars: Fact[int]) -> B:
    """Give the lead more (or less) of the same subsidy: dollars of the partners' subsidy lines become the lead's.

    As few lines as can be give; a dollar keeps its year, its class of work and its source.
    """
    if dollars is UNKNOWN:
        return _stated_only(budget)
    lines, members, now = budget.lines, budget.members, _sum(budget, "lead_subsidy")
    if now == dollars:
        return budget
    lead = one_lead(members)
    if lead is UNKNOWN or lines is UNKNOWN or members is UNKNOWN or now is UNKNOWN:
        cannot_be("members")
    asked = known_amounts(lines, "subsidy")
    leads = {place: amount for place, amount in asked.items() if lines[place].party == lead}
    others = {place: amount for place, amount in asked.items() if place not in leads}
    partners = [member.ubn for member in members if member.ubn != lead and member.ubn is not UNKNOWN]
    giving, party = (others, lead) if dollars > now else (leads, next(iter(partners), UNKNOWN))
    if party is UNKNOWN or sum(giving.values()) < abs(dollars - now):
        cannot_be("lines")
    taken = largest_first(giving, abs(dollars - now))
    return _with(budget, lines=shifted(lines, taken, party=party))


def _sum(budget: _Budget, name: str) -> Fact[int]:
    found: Fact[int] = fact_value(budget, (name,))
    return found


def _with(budget: B, **changes: Any) -> B:
    record: Any = budget
    changed: B = attrs.evolve(record, **changes)
    return changed


def _stated_only(budget: B, **unknown: Fact[int]) -> B:
    """With nothing known of the lines, and of the sums only what is not to be unknown."""
    sums = {"subsidy": _sum(budget, "subsidy"), "total": _sum(budget, "budget_total"), **unknown}
    return _with(budget, lines=UNKNOWN, stated_subsidy=sums["subsidy"], stated_total=sums["total"])


def _begun(budget: B, subsidy: int) -> B:
    """Without lines there is only what is stated; without that, one line is a beginning."""
    if budget.stated_subsidy is not UNKNOWN:
        return _with(budget, stated_subsidy=subsidy)
    return _with(budget, lines=_with_more(budget, (), subsidy, "subsidy") if subsidy else ())


def _with_more(
    budget: _Budget, lines: tuple[BudgetLine, ...], dollars: int, source: Source
) -> tuple[BudgetLine, ...]:
    """The lines with so many dollars more of a source, where the lead (or else anybody) has most already."""
    lead = one_lead(budget.members)
    kept = known_amounts(lines, source)
    for amounts in ({place: kept[place] for place in kept if lines[place].party == lead}, kept):
        if amounts:
            place = max(amounts, key=lambda place: (amounts[place], -place))
            grown = attrs.evolve(lines[place], amount=amounts[place] + dollars)
            return (*lines[:place], grown, *lines[place + 1 :])
    like = next((line for line in lines if line.party == lead), lines[0] if lines else _BLANK)
    party = like.party if lines or lead is UNKNOWN else lead
    return (*lines, attrs.evolve(like, number=UNKNOWN, party=party, source=source, amount=dollars))


_BLANK = BudgetLine(scope="cloud_build")
