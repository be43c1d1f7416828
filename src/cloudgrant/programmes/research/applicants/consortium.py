"""The firms that propose together 聯合提案: who leads them, whose number it is, and how one's own part is filled in."""

from __future__ import annotations

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing.helpers import agreed, no, one_of, same
from cloudgrant.rules.writing.lists import some
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["is_the_lead_s", "joined", "leads"]


def joined(members: Fact[tuple[Member, ...]], member: Member) -> tuple[Member, ...]:
    """The members with one put in place of its earlier part, or added after the others.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a member whose number is not known.
    """
    if member.ubn is UNKNOWN:
        raise InvalidInput([Problem.at(["member", "firm", "ubn"], "required")])
    there = () if members is UNKNOWN else members
    put = tuple(member if item_key(one) == item_key(member) else one for one in there)
    return put if member in put else (*put, member)


def leads(member: Member) -> Truth:
    """主導業者."""
    return one_of(member.role, "lead")


def has(member: Member, party: Fact[str]) -> Truth:
    """Whether a number that a budget line bears is this member's."""
    return same(member.firm.ubn, party)


def is_the_lead_s(party: Fact[str], members: Fact[tuple[Member, ...]]) -> Truth:
    """Whether a number is that of a lead; every number is some member's, so it is where it is no partner's.

    >>> import cloudgrant as cg
    >>> partner = Member(role="partner", firm=cg.Company(ubn="00501508"))
    >>> is_the_lead_s("12345675", (Member(role="lead"), partner)), is_the_lead_s("00501508", (Member(), partner))
    (True, False)
    """
    return agreed(
        some(members, lambda member: leads(member) & has(member, party)),
        no(some(members, lambda member: no(leads(member)) & has(member, party))),
    )
