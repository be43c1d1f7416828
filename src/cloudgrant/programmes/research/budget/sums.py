"""The sums of a budget 經費: subsidy 補助款, self-funding 自籌款, and the lead's part, lines still open or not.

And how dollars change hands: nothing is ever added or lost but where a total is to change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import attrs

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.between import Between
from cloudgrant.programmes.research.budget.line import MOST_AMOUNT, BudgetLine
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "Source",
    "exchanged",
    "in_proportion",
    "known_amounts",
    "largest_first",
    "led",
    "one_lead",
    "shifted",
    "spent",
]

Source = Literal["subsidy", "self_funding"]
"""Who pays for a line of the budget."""

_NOTHING = Between(0, 0)


def spent(lines: Iterable[BudgetLine], source: Source | None = None) -> Between:
    """What the lines of one source (of both, unless one is named) may come to, in dollars.

    >>> spent([BudgetLine(source="subsidy", amount=3), BudgetLine(amount=4)], "subsidy")
    Between(least=3, most=7)
    """
    least = most = 0
    for line in lines:
        amount = line.amount
        if source is not None and line.source is not source and line.source != source:
            if line.source is UNKNOWN:
                most += MOST_AMOUNT if amount is UNKNOWN else amount
        elif amount is UNKNOWN:
            most += MOST_AMOUNT
        else:
            least += amount
            most += amount
    return Between(least, most)


def led(lines: Iterable[BudgetLine], members: Iterable[Member]) -> Between:
    """What the subsidy lines of the lead 主導業者 (of all leads, should there be several) may come to.

    A line is the member's whose number it bears, and every line is some member's; members' numbers are
    different, so a line with another member's number is not the lead's though that is not known yet.

    >>> import cloudgrant as cg
    >>> lead = Member(role="lead", firm=cg.Company(ubn="12345675"))
    >>> lines = [BudgetLine(party="12345675", source="subsidy", amount=3), BudgetLine(source="subsidy", amount=4)]
    >>> led(lines, [lead]), led(lines, [lead, Member(role="partner")])
    (Between(least=7, most=7), Between(least=3, most=7))
    """
    members = tuple(members)
    role_of = {member.ubn: member.role for member in members if member.ubn is not UNKNOWN}
    unnamed = [member.role for member in members if member.ubn is UNKNOWN]
    roles = {member.role for member in members}
    of_leads: list[BudgetLine] = []
    parts: list[Between] = []
    strangers: dict[str, list[Between]] = {}
    for line in lines:
        role = role_of.get(line.party) if line.party is not UNKNOWN else None
        if role == "lead":
            of_leads.append(line)
        if role == "lead" or role == "partner":
            continue
        part = spent((line,), "subsidy")
        if line.party is UNKNOWN:
            parts.append(
                _if_led(part, "lead" if roles == {"lead"} else UNKNOWN if _may_lead(roles) else "partner")
            )
        elif line.party in role_of:
            parts.append(_if_led(part, UNKNOWN))
        else:
            strangers.setdefault(line.party, []).append(part)
    if strangers:
        parts.append(_of_strangers([Between.total(group) for group in strangers.values()], unnamed))
    return Between.total([spent(of_leads, "subsidy"), *parts])


def exchanged(members: Iterable[Member]) -> tuple[Member, ...]:
    """The members with leads and partners exchanged: what of the lines would be the lead's is then the partners'.

    >>> [member.role for member in exchanged([Member(role="lead"), Member(role="partner"), Member()])]
    ['partner', 'lead', UNKNOWN]
    """
    return tuple(
        member
        if member.role is UNKNOWN
        else attrs.evolve(member, role="partner" if member.role == "lead" else "lead")
        for member in members
    )


def _may_lead(roles: set[Any]) -> bool:
    return "lead" in roles or UNKNOWN in roles


def _if_led(part: Between, role: Fact[str]) -> Between:
    if role is UNKNOWN:
        return Between(0, part.most)
    return part if role == "lead" else _NOTHING


def _of_strangers(sums: Sequence[Between], roles: Sequence[Fact[str]]) -> Between:
    """What leads have of parties that are members whose numbers are not known, each one of these."""
    surely_led = max(0, len(sums) - sum(role != "lead" for role in roles))
    at_most_led = min(len(sums), sum(role != "partner" for role in roles))
    least = sorted(part.least for part in sums)[:surely_led]
    most = sorted((part.most for part in sums), reverse=True)[:at_most_led]
    return Between(sum(least), sum(most))


def one_lead(members: Fact[Iterable[Member]]) -> Fact[str]:
    """The number of the one lead; unknown where there is none, are several, or that is still open."""
    if members is UNKNOWN:
        return UNKNOWN
    leads = [member for member in members if member.role != "partner"]
    return leads[0].ubn if len(leads) == 1 and leads[0].role == "lead" else UNKNOWN


# How dollars change hands.


def known_amounts(lines: Iterable[BudgetLine], source: Source) -> dict[int, int]:
    """The dollars of each line of a source that has any, by the line's place."""
    return {
        place: line.amount
        for place, line in enumerate(lines)
        if line.source == source and line.amount is not UNKNOWN and line.amount > 0
    }


def largest_first(amounts: Mapping[int, int], dollars: int) -> dict[int, int]:
    """Take dollars from as few lines as can be: from the largest on; of equal ones, the earlier first.

    >>> largest_first({0: 5, 1: 9, 2: 9}, 12)
    {1: 9, 2: 3}
    """
    taken: dict[int, int] = {}
    for place in sorted(amounts, key=lambda place: (-amounts[place], place)):
        if dollars > 0:
            taken[place] = min(dollars, amounts[place])
            dollars -= taken[place]
    return taken


def in_proportion(amounts: Mapping[int, int], dollars: int, sparing: Iterable[int] = ()) -> dict[int, int]:
    """Take dollars from every line in proportion to what it has.

    What does not divide is taken last from the lines to be spared, so that their part of what is left is no
    smaller than it was; among the others, from the earlier.

    >>> in_proportion({0: 50, 1: 50}, 5, sparing=[0])
    {0: 2, 1: 3}
    """
    whole, spared = sum(amounts.values()), set(sparing)
    left = whole - dollars
    kept = {place: amount * left // whole for place, amount in amounts.items()}
    broken = [place for place, amount in amounts.items() if amount * left % whole]
    first = sorted(broken, key=lambda place: (place not in spared, -place))
    for place in first[: left - sum(kept.values())]:
        kept[place] += 1
    return {place: amount - kept[place] for place, amount in amounts.items() if amount > kept[place]}


def shifted(
    lines: tuple[BudgetLine, ...], taken: Mapping[int, int], **instead: Any
) -> tuple[BudgetLine, ...]:
    """The lines after some of their dollars have got another party or source, and nothing else different.

    They join the first line that is the same in everything but number and amount, or make a new one at the end.

    >>> lines = (BudgetLine(party="12345675", year=2022, source="subsidy", amount=5),)
    >>> [(line.source, line.amount) for line in shifted(lines, {0: 2}, source="self_funding")]
    [('subsidy', 3), ('self_funding', 2)]
    """
    after = list(lines)
    place_of: dict[tuple[Any, ...], int] = {}
    for place, line in enumerate(lines):
        if line.amount is not UNKNOWN:
            place_of.setdefault(_but_for_number_and_amount(line), place)
    for place, dollars in taken.items():
        line = after[place]
        assert line.amount is not UNKNOWN  # only known dollars are taken
        after[place] = attrs.evolve(line, amount=line.amount - dollars)
        wanted = attrs.evolve(line, number=UNKNOWN, amount=dollars, **instead)
        other = place_of.setdefault(_but_for_number_and_amount(wanted), len(after))
        if other == len(after):
            after.append(wanted)
        else:
            joined = after[other].amount
            assert joined is not UNKNOWN  # only lines with known amounts have their places told
            after[other] = attrs.evolve(after[other], amount=joined + dollars)
    return tuple(after)


_OTHERWISE = tuple(name for name in attrs.fields_dict(BudgetLine) if name not in ("number", "amount"))


def _but_for_number_and_amount(line: BudgetLine) -> tuple[Any, ...]:
    return tuple(getattr(line, name) for name in _OTHERWISE)
