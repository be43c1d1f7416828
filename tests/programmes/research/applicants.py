"""A lead and a partner that meet every rule about applicants, for tests to spoil."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.research import Member, lead, partner
from cloudgrant.values.unknown import Fact

DAY = date(2022, 5, 20)
CLOSING = date(2022, 5, 31)
PUBLISHED = lead.policy_on(DAY)
POLICY = attrs.evolve(PUBLISHED, announced_on=date(2022, 4, 20), closing_date=CLOSING)
"""The policy with two days that the briefing does not give; here they are made up."""

_SOUND: dict[str, Any] = {
    "registered": True,
    "registered_on": date(2009, 3, 1),
    "branch_office": False,
    "prc_investment_in_company_register": False,
    "prc_investment_in_investor_list": False,
    "rejected_account": False,
    "credit_report_issued_on": date(2022, 4, 1),
    "credit_report_stamped": True,
    "statements_year": 2021,
    "cpa_audited": True,
    "audited_net_worth": 25_000_000,
}
LEAD = Member(
    role="lead",
    firm=cg.InformationServiceProvider(
        ubn="12345675",
        name="示範資訊",
        it_capability_held=True,
        it_capability_from=date(2021, 1, 1),
        it_capability_until=date(2023, 12, 31),
        **_SOUND,
    ),
)
MAKER = Member(
    role="partner",
    part="domain",
    firm=cg.Manufacturer(
        ubn="04595257",
        name="示範織造",
        provider=False,
        factory="registered",
        revenue_year=2021,
        revenue_years=3,
        revenue_last_year=1_800_000_000,
        revenue_two_years_ago=1_700_000_000,
        revenue_three_years_ago=1_600_000_000,
        revenue_proof="cpa_audit",
        **_SOUND,
    ),
)


def with_(member: Member, **changes: Any) -> Member:
    """The member with other facts of its firm; ``role`` and ``part`` are its own."""
    own = {name: changes.pop(name) for name in ("role", "part") if name in changes}
    return attrs.evolve(member, firm=attrs.evolve(member.firm, **changes), **own)


def agreeing(known: dict[str, Any]) -> cg.Company:
    """A firm of these facts; of such as contradict each other the one told of first is left out."""
    left = dict(known)
    while True:
        try:
            return cg.Company(**left)
        except cg.InvalidInput as error:
            del left[str(error.problems[0].path[0])]


def bare(**known: Any) -> Member:
    """A partner of whose firm nothing else is known."""
    return with_(Member(role="partner"), **known)


def result(rule: str, member: Member, *, policy: Any = POLICY, on: Fact[date] = DAY) -> cg.Result:
    """What one rule says of one member."""
    programme = lead if member.role == "lead" else partner
    return programme.assess(member, on=on, policy=policy)[rule].result
