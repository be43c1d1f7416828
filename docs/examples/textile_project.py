"""One joint proposal from the application to two years after closing: a cloud library of fabrics.

Three firms propose together, in the spirit of the briefing's example of the textile industry (紡織業雲服務).
Firms and figures are made up; the data are in ``textile/`` beside this file. ``--full`` prints whole reports.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.programmes.research import (
    FACETS,
    Acceptance,
    Closing,
    Contract,
    ResearchPolicy,
    Tracking,
    UsageRecord,
    adoption_against_target,
    agreement,
    funding,
    measure,
    pay_rise,
    reallocation,
    recognised_by_contract,
    scores,
    tracking_calendar,
)
from cloudgrant.rules import PartyView

LOCALES = ("zh_Hant_TW", "en")
DATA = Path(__file__).parent / "textile"

FILED = date(2022, 5, 20)
CLOSED = date(2023, 11, 30)
FROM, UNTIL = date(2023, 5, 1), date(2023, 10, 31)  # the six months of the usage rate
REPORTED = date(2024, 6, 30)
MILL, PLATFORM = "04595257", "00501508"  # the two partners
ASSUMED_INTERVAL = 6  # months between two reports of benefits: the briefing does not say how often


def read(name: str) -> Any:
    """One file of the dossier, as plain data."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def published() -> ResearchPolicy:
    """The policy as the briefing states it: the dates of announcement and closing are unknown."""
    return cg.research.policy_on(FILED)


def assumed() -> ResearchPolicy:
    """The policy with the two dates filled in that this example makes up."""
    return published().complete(
        **{name: date.fromisoformat(day) for name, day in read("assumed_policy").items()}
    )


def measured(acceptance: Acceptance) -> Acceptance:
    """What is handed in at acceptance, with customers and KPIs counted from the contracts and the use."""
    contracts = [cg.load(Contract, one) for one in read("contracts")]
    usage = [cg.load(UsageRecord, one) for one in read("usage")]
    kpis = () if acceptance.adoption.kpis is cg.UNKNOWN else acceptance.adoption.kpis
    customers = recognised_by_contract(contracts, first=date(2022, 8, 1), last=CLOSED, complete_until=CLOSED)
    return attrs.evolve(
        acceptance,
        recognised_customers=customers.least if customers.least == customers.most else cg.UNKNOWN,
        measured=tuple(
            measure(kpi, contracts, usage, first=FROM, last=UNTIL, complete_until=CLOSED, policy=published())
            for kpi in kpis
        ),
    )


def spoilt(proposal: cg.Proposal) -> cg.Proposal:
    """The same, but that the mill gets NT$3 million of the subsidy that were the lead's."""
    lines = () if proposal.lines is cg.UNKNOWN else proposal.lines
    return attrs.evolve(
        proposal,
        lines=tuple(attrs.evolve(line, party=MILL) if line.number == "3" else line for line in lines),
    )


def heading(text: str) -> None:
    """What the next lines are about."""
    print(f"\n═══ {text} ═══")


def show(decision: cg.Assessment[Any, Any] | PartyView, *, full: bool) -> None:
    """The decision's report in both languages, or the head of it; and how many rules came out how."""
    for locale in LOCALES:
        report = str(decision.report(locale))
        print(report if full else report.partition("\n\n")[0])
    results = Counter(finding.result for finding in decision.findings)
    print(
        " · ".join(f"{count} {result.label('zh')} {result.label('en')}" for result, count in results.items())
    )


def application(proposal: cg.Proposal, *, full: bool) -> None:
    """Without the dates that nobody has published, and with assumed ones."""
    heading("申請，日期尚未公布 · The application, while two dates are not published")
    decision = cg.research.assess(proposal, on=FILED)
    show(decision, full=full)
    for gap in decision.awaiting:
        print(f"{gap.question('zh')} · {gap.question('en')}: {', '.join(gap.rules)}")

    heading("申請，以假設日期判定 · The application, under assumed dates")
    policy = assumed()
    for name, info in cg.facts(ResearchPolicy).items():
        if getattr(published(), name) is not (value := getattr(policy, name)) and not info.derived:
            print(f"假設 · ASSUMED: {info.label.in_('zh')} · {info.label.in_('en')} = {value}")
    show(cg.research.assess(proposal, on=FILED, policy=policy), full=full)
    money = funding(proposal, policy)
    for locale in LOCALES:
        print(money.message(locale))
    print(f"ceiling {money.ceiling}, bound by the cap of the {money.binds}, room {money.room}")


def one_partner(proposal: cg.Proposal, *, full: bool) -> None:
    """What the platform partner may see of the mill, beside what the mill sees of itself."""
    heading("平台合作夥伴所見 · As the platform partner sees it")
    decision = cg.research.assess(proposal, on=FILED, policy=assumed())
    for party in (PLATFORM, MILL):
        view = decision.for_party(party)
        [mill] = [
            part for part in view["research.sme.revenue-ceiling"].parts if part.path.key.endswith(f"{MILL}]")
        ]
        print(f"{view.party.key} → {mill.message('en')}")
        if full:
            show(view, full=True)


def lead_share(proposal: cg.Proposal) -> None:
    """The lead's share when it is spoilt, and the fewest dollars that mend it."""
    heading("主導業者之占比 · The lead's share, spoilt and mended")
    policy, broken = assumed(), spoilt(proposal)
    found = reallocation(broken, policy)
    assert found is not cg.UNKNOWN  # every line says whose it is and how much
    for one in (broken, found.apply(broken)):
        print(cg.research.assess(one, on=FILED, policy=policy)["research.funding.lead-share"].message("en"))
    for locale in LOCALES:
        print(found.message(locale))


def acceptance(*, full: bool) -> None:
    """Security as checked, customers recognised and stickiness measured."""
    handed_in = measured(cg.load(Acceptance, read("acceptance")))
    heading("驗收 · Acceptance")
    table = attrs.evolve(handed_in.self_assessment, items=published().security_items)  # the form of that year
    by_firm, by_consultant = scores(table, by="firm"), scores(table, by="consultant")
    for facet, name in FACETS.items():
        marks = f"{by_firm[facet]} / {by_consultant[facet]}"
        print(f"{name.in_('zh')} {name.in_('en')}: 自評／查核 firm / consultant {marks}")
    print(f"一致率 agreement {agreement(table)}")
    for rate in () if handed_in.measured is cg.UNKNOWN else handed_in.measured:
        for locale in LOCALES:
            print(rate.message(locale))
    for locale in LOCALES:
        print(adoption_against_target(handed_in.adoption, handed_in.recognised_customers).message(locale))
    show(cg.research.assess(handed_in, on=CLOSED, stage="acceptance"), full=full)


def after_the_award(*, full: bool) -> None:
    """Closing, the benefits half a year later, and the calendar on a few days."""
    heading("結案 · Closing")
    show(cg.research.assess(cg.load(Closing, read("closing")), on=CLOSED, stage="closing"), full=full)

    heading("效益追蹤 · Tracking of the benefits")
    tracking = cg.load(Tracking, read("tracking"))
    for firm in () if tracking.firms is cg.UNKNOWN else tracking.firms:
        rises = [pay_rise(firm, year, policy=published()) for year in ("first", "second")]
        print(
            f"{firm.ubn}: " + ", ".join("?" if rise is cg.UNKNOWN else f"{float(rise):.2%}" for rise in rises)
        )
    show(cg.research.assess(tracking, on=REPORTED, stage="tracking"), full=full)

    heading("追蹤時程 · The calendar")
    print(tracking_calendar(CLOSED, published()).status(REPORTED).message("en"))
    print(f"假設 · ASSUMED: 每 {ASSUMED_INTERVAL} 個月填報 · a report every {ASSUMED_INTERVAL} months")
    calendar = tracking_calendar(CLOSED, published().complete(tracking_every_months=ASSUMED_INTERVAL))
    for day in (date(2023, 11, 29), REPORTED, date(2025, 11, 30), date(2025, 12, 1)):
        print(f"[{day}] {calendar.status(day, {1: date(2024, 5, 28)}).message('zh')}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Decide the dossier, stage by stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="print whole reports, not their heads alone")
    full = parser.parse_args(arguments).full
    proposal = cg.load(cg.Proposal, read("proposal"))
    print(proposal.title)
    application(proposal, full=full)
    one_partner(proposal, full=full)
    lead_share(proposal)
    acceptance(full=full)
    after_the_award(full=full)


if __name__ == "__main__":
    main()
