"""The whole application of a joint proposal, outcome and every rule's result, against plain ifs and loops."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs

import cloudgrant as cg
from peers import handwritten_dossier
from report import Line, microseconds
from timing import interleaved

__all__ = ["check", "lines"]

_DATA = Path(__file__).parents[1] / "docs" / "examples" / "textile"
_FILED = date(2022, 5, 20)


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


def _dossier() -> tuple[cg.Proposal, Any]:
    assumed = {
        name: date.fromisoformat(day) for name, day in _read("assumed_policy.json").items() if "-" in day
    }
    return cg.load(cg.Proposal, _read("proposal.json")), cg.research.policy_on(_FILED).complete(**assumed)


PROPOSAL, POLICY = _dossier()


def _ours(proposal: cg.Proposal) -> object:
    decision = cg.research.assess(proposal, policy=POLICY, on=_FILED)
    return decision.outcome, decision.results


def _by_hand(proposal: cg.Proposal) -> object:
    return handwritten_dossier.decide(proposal, POLICY, _FILED)


def _known(items: Any) -> Any:
    """A list of the dossier, which knows them all."""
    return items


def _with_mill(**changes: Any) -> cg.Proposal:
    """The dossier with other facts of the mill that takes part in it, of no kind but those given."""
    lead, mill, platform = _known(PROPOSAL.members)
    facts = {
        name: getattr(mill.firm, name) for name, info in cg.facts(cg.Company).items() if not info.derived
    }
    firm = cg.Company(**{**facts, **changes})
    return attrs.evolve(PROPOSAL, members=(lead, attrs.evolve(mill, firm=firm), platform))


def _with_line(place: int, **changes: Any) -> cg.Proposal:
    """The dossier with another line in its budget, and no totals stated."""
    lines = list(_known(PROPOSAL.lines))
    lines[place] = attrs.evolve(lines[place], **changes)
    return attrs.evolve(PROPOSAL, lines=tuple(lines), stated_total=cg.UNKNOWN, stated_subsidy=cg.UNKNOWN)


def _variants() -> Iterator[cg.Proposal]:
    """The dossier, and what fails one rule or another of it, or only just does not."""
    known: Any = PROPOSAL
    lead, mill, platform = known.members
    yield known
    yield attrs.evolve(known, members=(lead, mill, attrs.evolve(platform, role="lead")))
    for changes in _OF_THE_MILL:
        yield _with_mill(**changes)
    for place, amount in ((0, 11_000_001), (0, 11_000_000), (8, 6_400_000), (8, 6_400_001), (0, 7_000_001)):
        yield _with_line(place, amount=amount)
    yield _with_line(0, scope="none")
    alone = tuple(attrs.evolve(line, party=lead.ubn) for line in known.lines)
    yield attrs.evolve(known, members=(lead,), lines=alone)
    for changes in (
        {"starts_on": date(2022, 4, 19)},
        {"ends_on": date(2023, 12, 1)},
        {"service_model": "paas"},
        {"services": known.services[:1]},
        {"domain": "service", "subdomain": "retail", "reviewer_accepts_services": False},
        {"outline": known.outline[1:]},
        {"service_levels": ()},
        {"security": attrs.evolve(known.security, facets=known.security.facets[1:])},
        {"security": attrs.evolve(known.security, spend=known.security.spend[:2])},
        {"self_assessment": attrs.evolve(known.self_assessment, marks=known.self_assessment.marks[1:])},
        {"adoption": attrs.evolve(known.adoption, proposed_customers=0)},
        {"adoption": attrs.evolve(known.adoption, kpis=())},
        {"benefits": attrs.evolve(known.benefits, pay_rise_second_year=False)},
    ):
        yield attrs.evolve(known, **changes)


_NO_YEAR = {
    "revenue_last_year": cg.UNKNOWN,
    "revenue_two_years_ago": cg.UNKNOWN,
    "revenue_three_years_ago": cg.UNKNOWN,
}
_OF_THE_MILL: tuple[dict[str, Any], ...] = (
    {"registered": False},
    {"branch_office": True},
    {"prc_investment_in_investor_list": True},
    {"rejected_account": True},
    {"credit_report_issued_on": date(2021, 11, 30)},
    {"credit_report_issued_on": date(2021, 11, 29)},
    {"credit_report_stamped": False},
    {"audited_net_worth": 0, "restored_by_increase": False},
    {"revenue_three_years_ago": 2_100_000_000},
    {"revenue_three_years_ago": 2_100_000_001},
    {"revenue_years": 2, "revenue_three_years_ago": cg.UNKNOWN},
    {"revenue_years": 0, **_NO_YEAR},
    {"revenue_proof": "other"},
    {"factory": "none"},
    {"factory": "exempt", "factory_exemption_certificate": True},
    {"provider": True, "it_capability_held": False, "it_capability_applied": False},
    {"manufacturer": False},
)


def check() -> int:
    """Hold the peer to cloudgrant's answers on the dossier and its variants; how many were compared."""
    compared = 0
    for proposal in _variants():
        ours, theirs = _ours(proposal), _by_hand(proposal)
        if ours != theirs:
            raise AssertionError(f"hand-written differs on {proposal}:\ncloudgrant {ours}\nby hand {theirs}")
        compared += 1
    return compared


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them."""
    timings = interleaved(
        {"ours": (_ours, [PROPOSAL]), "by hand": (_by_hand, [PROPOSAL])},
        rounds=20 if quick else 100,
        calls=60,
    )
    slower = timings.ratio("ours", "by hand")
    yield Line(
        "dossier of a joint proposal : plain ifs",
        microseconds(timings.of("ours")),
        microseconds(timings.of("by hand")),
        f"{slower:.2f} ×",
        "at most 3 ×",
        slower <= 3,
    )
