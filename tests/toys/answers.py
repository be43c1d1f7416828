"""One answer of every kind that the library dumps, as its own functions give it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import polars as pl
from textile_project import FILED as PROPOSED
from textile_project import PLATFORM, assumed, published, read

import cloudgrant as cg
from cloudgrant import testing
from cloudgrant.programmes import coaching, listing, research
from cloudgrant.programmes.points import ApplicationSteps, Entry
from cloudgrant.programmes.research.service.digital_service import GROUPS
from cloudgrant.reform import Reform, compare
from cloudgrant.values.refused import Refused

FILED = date(2022, 5, 2)
KINDS = Path(__file__).parents[1] / "dumps" / "v3" / "kinds"
POLICY = research.ROC_111.policy

FIRM = cg.Manufacturer(
    ubn="12345675", name="示範精密", paid_in_capital=80_000_000, factory="registered", points_last_used_in=0
)
LARGE = attrs.evolve(FIRM, paid_in_capital=150_000_000, regular_employees=260)
HALF_KNOWN = cg.Manufacturer(paid_in_capital=150_000_000, factory="none")


def frozen(kind: str, cls: type[Any]) -> Any:
    """A record as it is frozen, so that no digest of today's rules stands in an answer."""
    return cg.load(cls, json.loads((KINDS / f"{kind}.json").read_text(encoding="utf-8")))


def refused(act: Callable[[], Any]) -> Any:
    """What an act is refused with."""
    try:
        act()
    except (cg.InvalidInput, Refused, cg.NoEdition) as error:
        return error
    raise AssertionError("it was not refused")


def decided(firm: Any = FIRM, **more: Any) -> cg.Assessment[Any, Any]:
    return cg.points.assess(firm, on=FILED, **more)


@cache
def proposed() -> cg.Assessment[Any, Any]:
    """A joint proposal, while two days are not published."""
    return cg.research.assess(cg.load(cg.Proposal, read("proposal")), on=PROPOSED, policy=published())


@cache
def overdrawn() -> cg.Assessment[Any, Any]:
    """The same under assumed days, asking for more than it may."""
    proposal = cg.load(cg.Proposal, read("proposal"))
    policy = attrs.evolve(assumed(), case_cap=1_000_000)
    return cg.research.assess(proposal, on=PROPOSED, policy=policy)


def _sheets() -> list[Any]:
    groups = ("market", "implementation", "benefits")

    def sheet(name: str, reviewer: str, points: int | None, comment: str = "") -> Any:
        scores = [
            research.Score(criterion=f"research.review.{group}", points=points)
            for group in groups
            if points is not None
        ]
        if comment:
            scores[0] = attrs.evolve(scores[0], comment=comment)
        return research.ScoreSheet(proposal=name, reviewer=reviewer, scores=tuple(scores))

    return [
        sheet("A", "甲", 90, "清楚"),
        sheet("A", "乙", 85),
        sheet("B", "甲", 80),
        sheet("B", "乙", None),
        research.ScoreSheet(proposal="C", reviewer="甲", recused=True, recusal_reason="曾任職於提案業者"),
        sheet("C", "乙", 70),
    ]


@cache
def _ranked() -> Any:
    return research.ranking(_sheets(), POLICY)


def _allocated() -> Any:
    asks = [research.Ask(proposal=name, amount=20_000_000, ceiling=30_000_000) for name in "ABC"]
    return research.allocation(30_000_000, asks, _ranked(), POLICY, unfit="stop")


@cache
def _calendar() -> Any:
    often = attrs.evolve(POLICY, tracking_every_months=6)
    return research.tracking_calendar(date(2023, 11, 30), often)


def _recognised() -> Any:
    contract: dict[str, Any] = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 31)}
    contracts = [
        research.Contract(customer="A", sme=True, **contract),
        research.Contract(customer="B", **contract),
        research.Contract(customer="a", sme=True, **contract),
    ]
    last = date(2022, 12, 31)
    return research.recognised_by_contract(contracts, first=date(2022, 1, 1), last=last, complete_until=last)


@cache
def _reallocated() -> Any:
    members = (
        research.Member(role="lead", firm=cg.Company(ubn="12345675")),
        research.Member(role="partner", firm=cg.Company(ubn="00501508")),
    )
    lines = (
        research.BudgetLine(party="12345675", source="subsidy", amount=4_000_000),
        research.BudgetLine(number="2", party="00501508", source="subsidy", amount=6_000_001),
    )
    return research.reallocation(cg.Proposal(members=members, lines=lines), POLICY)


def _plan() -> Any:
    prices = (
        listing.Price(amount=300, per="seat * month"),
        listing.Price(amount=1, per="20 call"),
    )
    return listing.Plan(name="團隊", prices=prices)


def _transition() -> Any:
    projects = coaching.OneOffSales(fee=600_000, customers=1, new_customers=1, starts_on=date(2022, 7, 1))
    service = coaching.Subscriptions(
        monthly_fee=500_000,
        customers=1,
        new_customers=2,
        churn=cg.Share("2%"),
        starts_on=date(2022, 7, 1),
    )
    return coaching.compare(projects, service, months=3)


@cache
def _corrected() -> Any:
    """A correction that says a number and a sentence otherwise."""
    size = attrs.evolve(
        cg.points.clauses["points.applicant.size"],
        source="實收資本額6千萬元以下",
        numbers={"paid_in_capital_ceiling": 60_000_000, "regular_employee_ceiling": 200},
    )
    return cg.points.edition.revised(known=date(2022, 6, 1), says=[size])


def _redecided() -> Any:
    decision = decided()
    return next(iter(cg.redecide([(decision, FIRM)], edition=_corrected())))


def _answered() -> Any:
    """To one of many that is decided on, and to one that is nonsense."""
    items: list[Any] = [cg.Submission(LARGE, id="A-7", on=FILED), {"paid_in_capital": -1}]
    return [*cg.assess_many(cg.points, items)]


def _not_held() -> Any:
    decision = decided()
    [one] = cg.redecide([(decision, LARGE)], edition=_corrected())
    return one.not_held


def _compared(*, frame: bool = False) -> Any:
    larger = Reform("larger", policy={"paid_in_capital_ceiling": 200_000_000})
    firms = [LARGE, HALF_KNOWN]
    data: Any = pl.DataFrame({"paid_in_capital": [150_000_000]}) if frame else firms
    return compare(data, cg.points, {"now": None, "larger": larger}, subject=cg.Manufacturer, on=FILED)


def _year_diff() -> Any:
    year = cg.editions.ROC_111
    later = cg.editions.Year({**year.editions, "points": _corrected()})
    return cg.editions.diff(year, later, subjects=[FIRM], on=FILED)


def _tables() -> Any:
    return cg.load_tables(
        cg.Proposal,
        proposals=pl.DataFrame({"case": ["A-1"], "title": ["布料資料庫"]}),
        members=pl.DataFrame({"case": ["A-1", "A-1"], "role": ["lead", "leader"]}),
        keys="case",
    )


def _explored() -> Any:
    return cg.guide.explore(HALF_KNOWN, on=FILED, programmes=["points", "coaching"])


def _reading(kind: str) -> Any:
    clause = cg.points.clauses["points.applicant.size"]
    again = attrs.evolve(clause, reading=cg.Text(zh="另一解讀", en="another reading"))
    changed = cg.points.edition.revised(known=date(2022, 6, 1), says=[again])
    diff = cg.editions.diff(cg.points.edition, changed)
    return {"reading_change": diff.readings}[kind][0]


def _missing_documents() -> Any:
    filed = listing.DocumentsFiled(income_tax_return=True, tax_clearance_central=True)
    return listing.missing_documents(cg.ListingApplication(documents=filed))[0]


def _marked() -> Any:
    sheets = [
        listing.ReviewSheet(reviewer="甲", marks={listing.RUBRIC[0].id: "met"}),
        listing.ReviewSheet(reviewer="乙", marks={listing.RUBRIC[0].id: "not_met"}),
    ]
    return listing.tally(sheets, policy=listing.ROC_111.policy)[0]


ANSWERS: dict[str, Callable[[], Any]] = {
    "assessment": lambda: decided(LARGE),
    "answer": lambda: _answered()[0],
    "finding": lambda: proposed()["research.common.no-rejected-account"],
    "party_finding": lambda: proposed().for_party(PLATFORM)["research.common.no-rejected-account"],
    "findings": lambda: decided(LARGE).in_the_way,
    "gap": lambda: decided(cg.Manufacturer(paid_in_capital=150_000_000)).missing[0],
    "margin": lambda: decided(HALF_KNOWN)["points.applicant.size"].margins[1],
    "read": lambda: proposed()["research.funding.case-cap"].evidence[0],
    "judged_item": lambda: next(item for one in proposed().findings for item in one.items),
    "worked_step": lambda: decided(HALF_KNOWN)["points.applicant.size"].steps,
    "change": lambda: overdrawn().remedies[0].changes[0],
    "remedy": lambda: overdrawn().remedies[0],
    "mending": lambda: overdrawn().mendable[0],
    "deficiencies": lambda: overdrawn().deficiencies,
    "clause": lambda: cg.points.clauses["points.applicant.size"],
    "edition": lambda: cg.coaching.edition,
    "period": lambda: cg.coaching.periods()[0],
    "year": lambda: cg.editions.Year({"coaching": cg.coaching.edition}),
    "rule": lambda: cg.points.rules[0],
    "realisation": lambda: _realised(),
    "fact": lambda: cg.facts(cg.Manufacturer)["factory"],
    "problem": lambda: refused(lambda: cg.Company(paid_in_capital=-1)).problems[0],
    "problems": lambda: refused(lambda: cg.load(cg.Company, {"paid_in_capitol": 5, "name": ""})),
    "refused": lambda: _Closed("shop.closed", legal=("open",), day=cg.Text(zh="星期日", en="Sunday")),
    "step_refused": lambda: refused(lambda: ApplicationSteps().taken("submit", on=date(2022, 5, 3))),
    "process_step": lambda: _submitted().legal(on=date(2022, 5, 3), actor="executor")[0],
    "no_edition": lambda: refused(lambda: cg.points.on(date(2021, 5, 2))),
    "difference": lambda: _verified().differences[0],
    "verification": lambda: _verified(),
    "came_out": lambda: _redecided().before,
    "not_held": _not_held,
    "redecision": _redecided,
    "question": lambda: _explored().next,
    "prospect": lambda: _explored()["points"],
    "exploration": _explored,
    "sentence_change": lambda: _year_diff()["points"].sentences[0],
    "reading_change": lambda: _reading("reading_change"),
    "value_change": lambda: _year_diff()["points"].values[0],
    "rule_change": lambda: _dropped().rules[0],
    "flip": lambda: _year_diff()["points"].flips[0],
    "programme_diff": lambda: _dropped(),
    "year_diff": _year_diff,
    "count": lambda: _compared().counts[0],
    "impact": _compared,
    "impact_footnote": lambda: _compared().footnote,
    "impact_source": lambda: _compared().footnote.sources[0],
    "row_problem": lambda: _tables().problems[0],
    "tables": _tables,
    "boundary_case": lambda: testing.boundary_cases(cg.points)[0],
    "without_cases": lambda: testing.without_cases(cg.research)[0],
    "example": lambda: testing.failing("points.applicant.factory", cg.points),
    "recognised": _recognised,
    "adoption": lambda: research.adoption_against_target(
        research.AdoptionPlan(proposed_customers=2), _recognised()
    ),
    "deciding_revenue": lambda: research.deciding_revenue(
        research.with_revenue(cg.Company(), {2021: 500, 2020: 300, 2019: 200}, application_year=2022)
    ),
    "milestone": lambda: _calendar().milestones[0],
    "tracking_calendar": lambda: _calendar(),
    "tracking_status": lambda: _calendar().status(date(2024, 12, 1), {1: date(2024, 5, 30)}),
    "funding": lambda: research.funding(
        cg.Proposal(stated_total=70_000_000, stated_subsidy=32_000_000), POLICY
    ),
    "move": lambda: _reallocated().moves[0],
    "reallocation": lambda: _reallocated(),
    "blocking": lambda: research.blocking(
        research.SecuritySelfAssessment.blank(POLICY.security_items), POLICY
    )[0],
    "domestic_share": lambda: research.domestic_share(
        research.SecurityPlan(
            spend=(
                research.SecuritySpend(name="WAF", amount=700_000, domestic=False),
                research.SecuritySpend(name="弱點掃描", amount=300_000, domestic=True),
            )
        ),
        POLICY,
    ),
    "service_group": lambda: GROUPS[0],
    "comment": lambda: _ranked().of("A").scored.groups[0].comments[0],
    "missing_score": lambda: _ranked().of("B").scored.missing[0],
    "recusal": lambda: _ranked().of("C").scored.recused[0],
    "unsettled": lambda: _ranked().of("B").unsettled[0],
    "criterion_score": lambda: _ranked().of("B").scored.groups[0],
    "scored": lambda: _ranked().of("B").scored,
    "ranked_place": lambda: _ranked().of("B"),
    "ranking": lambda: _ranked(),
    "own_rank": lambda: research.ranking(_sheets(), POLICY, order="ordinals").of("B").own_ranks[0],
    "grant": lambda: _allocated().grants[-1],
    "allocation": _allocated,
    "charge": lambda: listing.cost(_plan(), months=3).charges[0],
    "plan_cost": lambda: listing.cost(
        _plan(), months=1, usage=(listing.Usage(amount=333, unit="call / month"),)
    ),
    "missing_document": _missing_documents,
    "listing_criterion": lambda: listing.RUBRIC[0],
    "marked": _marked,
    "sessions": lambda: listing.sessions_due(4, 9, listing.ListingPolicy()),
    "selection_refused": lambda: refused(
        lambda: _submitted().take("submit", actor="vendor", on=date(2022, 5, 3))
    ),
    "offset": lambda: cg.quote(
        cg.Order(price=500_000), cg.PointWallet(edition="roc-111", granted=9, available=9)
    ),
    "balance": lambda: _wallet().statement("en").balance,
    "statement_line": lambda: _wallet().statement("zh_Hant_TW").entries[0],
    "statement": lambda: _wallet().statement("zh_Hant_TW"),
    "wallet_entry": lambda: Entry(_wallet(), frozen("wallet_event", cg.WalletEvent)),
    "wallet_refused": lambda: refused(
        lambda: _wallet().release("A-1", key="k", expected_seq=1, on=date(2022, 6, 1))
    ),
    "framework_stage": lambda: coaching.FRAMEWORK[3],
    "resource": lambda: coaching.RESOURCES[0],
    "transition_month": lambda: _transition().months[0],
    "transition": _transition,
}
"""By kind; what stands only inside another is told with that."""


class _Closed(Refused):
    TEXTS = {"shop.closed": cg.Text(zh="{day} 公休", en="closed on {day}")}  # noqa: RUF012


def _wallet() -> Any:
    return frozen("point_wallet", cg.PointWallet)


def _submitted() -> Any:
    return cg.Selection(solution="雲端智造").take("submit", actor="vendor", on=FILED)


def _verified() -> Any:
    return cg.verify(decided().receipt, LARGE)


def _dropped() -> Any:
    return Reform("again", without=["points.applicant.not-repeat"]).diff(cg.points)


def _realised() -> Any:
    from cloudgrant.rules.law.traceability import realisations

    return realisations(cg.points)[0]
