"""The firms that propose together 聯合提案: who leads them, and how one's own part is filled in."""

from __future__ import annotations

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing.helpers import no, one_of
from cloudgrant.rules.writing.lists import every
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["joined", "led_by_provider", "one_leads"]


def joined(members: Fact[tuple[Member, ...]], member: Member) -> tuple[Member, ...]:
    """The members with one put in place of its earlier part, or added after the others.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a member whose number is not known.
    """
    if member.ubn is UNKNOWN:
        raise InvalidInput([Problem.at(["member", "firm", "ubn"], "required")])
    there = () if members is UNKNOWN else members
    put = tuple(member if item_key(one) == item_key(member) else one for one in there)
    return put if member in put else (*put, member)


def one_leads(members: Fact[tuple[Member, ...]]) -> Truth:
    """Whether one member leads, and one only: two known leads are wrong whatever the others are.

    >>> lead = Member(role="lead")
    >>> one_leads((lead,)), one_leads((lead, Member())), one_leads((lead, lead, Member()))
    (True, UNKNOWN, False)
    """
    if members is UNKNOWN:
        return UNKNOWN
    roles = [member.role for member in members]
    surely = roles.count("lead")
    if surely > 1:
        return False
    return UNKNOWN if UNKNOWN in roles else surely == 1


def led_by_provider(members: Fact[tuple[Member, ...]]) -> Truth:
    """Whether the one that leads is an information service provider; unknown while nobody or two lead.

    While it is open who leads, it is not where none that may lead is one.

    >>> led_by_provider(()), led_by_provider((Member(role="lead"),))
    (UNKNOWN, UNKNOWN)
    """
    one = one_leads(members)
    if members is UNKNOWN or one is False:
        return UNKNOWN
    may_lead = [member for member in members if member.role != "partner"]
    if all(member.firm.provider is False for member in may_lead):
        return False
    leads = [(one_of(member.role, "lead"), member.firm.provider) for member in may_lead]
    return one & every(no(lead) | provider for lead, provider in leads)
