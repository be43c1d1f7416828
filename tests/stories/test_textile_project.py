"""The example of a joint proposal, run whole: its main lines, and that what it assumes is said to be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import attrs
import pytest
import textile_project
from textile_project import CLOSED, FILED, MILL, PLATFORM, assumed, published, read, spoilt

import cloudgrant as cg
from cloudgrant.programmes.research import Acceptance, funding, reallocation

Run = Callable[..., dict[str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program and gives what it prints, by the English half of each heading."""

    def ran(*arguments: str) -> dict[str, str]:
        textile_project.main(arguments)
        printed = capsys.readouterr().out
        _, *parts = re.split(r"(?m)^═══ .* · (.*) ═══$", printed)
        return dict(zip(parts[::2], parts[1::2], strict=True))

    return ran


def test_the_program_prints_its_main_lines(run: Run) -> None:
    printed = run()
    assert list(printed) == [
        "The application, while two dates are not published",
        "The application, under assumed dates",
        "As the platform partner sees it",
        "The lead's share, spoilt and mended",
        "Acceptance",
        "Closing",
        "Tracking of the benefits",
        "The calendar",
    ]
    unpublished, under_assumptions, partner, lead, acceptance, closing, tracking, calendar = printed.values()

    assert "尚無法判定" in unpublished
    assert "23 符合 met · 4 無法判定 undetermined · 6 不適用 not applicable" in unpublished
    assert "Not published yet: Closing date of intake: research.common.no-rejected-account" in unpublished
    assert "Not published yet: Day of the announcement: research.window.submission" in unpublished
    assert "ASSUMED" not in unpublished

    assert "假設 · ASSUMED: 公告日 · Day of the announcement = 2022-04-20" in under_assumptions
    assert "假設 · ASSUMED: 收件截止日 · Closing date of intake = 2022-05-31" in under_assumptions
    assert "Thematic R&D subsidy for digital cloud services — eligible" in under_assumptions
    assert "補助上限：2,600萬元（擇優核定，符合資格不等於獲得補助）" in under_assumptions
    assert "ceiling 26000000, bound by the cap of the share, room 2000000" in under_assumptions

    theirs, own = partner.strip().splitlines()
    assert theirs.startswith(f"members[ubn={PLATFORM}] → met")
    assert own.startswith(f"members[ubn={MILL}] → met")
    assert "Revenue of the latest year: (withheld)" in theirs
    assert "2,140,000,000" not in theirs
    assert "Revenue of the latest year: NT$2,140,000,000" in own

    assert re.search(r"^not met: .*Subsidy of the lead: NT\$10,200,000", lead, re.M)
    assert re.search(r"^met: .*Subsidy of the lead: NT\$12,000,000", lead, re.M)
    assert "Give NT$1,800,000 of the subsidy to the lead 12345675" in lead

    assert "life-cycle protection: 自評／查核 firm / consultant 5/6 / 1" in acceptance
    assert "使用達門檻者 72 家；比率約64.8%；達成目標 60%" in acceptance
    assert "39 renewed, with 2 undecided; the rate is between about 79.5% and" in acceptance
    assert "已認定 112 家；核定目標 100 家：已達成" in acceptance
    assert "5 符合 met" in acceptance
    assert "1 符合 met" in closing
    assert "00501508: 5.00%, 5.44%" in tracking
    assert "6 符合 met" in tracking

    assert "Not settled yet: Months between two reports of benefits" in calendar
    assert "假設 · ASSUMED: 每 6 個月填報" in calendar
    assert calendar.index("Not settled yet") < calendar.index("ASSUMED") < calendar.index("逾期")
    assert "[2025-12-01] 效益追蹤期滿" in calendar


def test_whole_reports_hold_every_finding_in_both_languages(run: Run) -> None:
    heads, reports = run(), run("--full")
    assert list(heads) == list(reports)
    decided = reports["The application, under assumed dates"]
    assert len(decided) > 20 * len(heads["The application, under assumed dates"])
    for rule in cg.research.rule_ids():
        assert len(re.findall(rf"^    {re.escape(rule)} · ", decided, re.M)) == 2
    seen = reports["As the platform partner sees it"]
    assert "（保密）" in seen
    assert "(withheld)" in seen


def test_the_dates_alone_are_assumed_and_everything_else_is_judged_without_them() -> None:
    proposal = cg.load(cg.Proposal, read("proposal"))
    without = cg.research.assess(proposal, on=FILED)
    decided = cg.research.assess(proposal, on=FILED, policy=assumed())
    assert without.missing == ()
    assert {gap.path.key for gap in without.awaiting} == {
        "policy.announced_on",
        "policy.closing_date",
        "policy.moved_last_day",
    }
    waiting = {rule for gap in without.awaiting for rule in gap.rules}
    assert {rule for rule, result in without.results.items() if result is cg.Result.UNDETERMINED} == waiting
    assert {rule for rule in without.results if without.results[rule] is not decided.results[rule]} == waiting
    assert decided.outcome is cg.Outcome.ELIGIBLE
    assert without.ceiling == decided.ceiling == 26_000_000
    assert attrs.evolve(assumed(), announced_on=cg.UNKNOWN, closing_date=cg.UNKNOWN) == published()


def test_the_receipt_tells_what_was_assumed() -> None:
    proposal = cg.load(cg.Proposal, read("proposal"))
    receipt = cg.research.assess(proposal, on=FILED, policy=assumed()).receipt
    completed = {name: json.loads(text) for name, text in receipt.completed.items()}
    assert completed.items() >= {"announced_on": "2022-04-20", "closing_date": "2022-05-31"}.items()
    assert receipt.reformed == {}
    assert cg.verify(receipt, proposal, policy=assumed()).same
    assert cg.verify(receipt, proposal, policy=published()).differences[0].because == "policy"


def test_the_dossier_survives_a_dump() -> None:
    proposal = cg.load(cg.Proposal, read("proposal"))
    assert cg.load(cg.Proposal, cg.dump(proposal)) == proposal
    acceptance = textile_project.measured(cg.load(Acceptance, read("acceptance")))
    assert cg.load(Acceptance, cg.dump(acceptance)) == acceptance


def test_the_same_firms_propose_are_paid_and_are_tracked() -> None:
    proposal = cg.load(cg.Proposal, read("proposal"))
    assert proposal.members is not cg.UNKNOWN
    assert proposal.lines is not cg.UNKNOWN
    numbers = [member.ubn for member in proposal.members]
    assert {line.party for line in proposal.lines} == set(numbers)
    tracking = read("tracking")
    assert tracking["members"] == [one["ubn"] for one in tracking["firms"]] == numbers
    assert tracking["committed_investment"] == proposal.benefits.new_investment
    assert tracking["approved_customers"] == read("acceptance")["adoption"]["approved_customers"]


def test_no_smaller_reallocation_would_do() -> None:
    proposal, policy = spoilt(cg.load(cg.Proposal, read("proposal"))), assumed()
    found = reallocation(proposal, policy)
    assert found is not cg.UNKNOWN
    mended = found.apply(proposal)
    assert (found.dollars, mended.subsidy, mended.budget_total) == (1_800_000, 24_000_000, 52_000_000)
    assert cg.research.assess(mended, on=FILED, policy=policy).outcome is cg.Outcome.ELIGIBLE
    [move] = found.moves
    less = attrs.evolve(found, moves=(attrs.evolve(move, dollars=move.dollars - 1),))
    decision = cg.research.assess(less.apply(proposal), on=FILED, policy=policy)
    assert decision["research.funding.lead-share"].result is cg.Result.NOT_MET
    assert funding(less.apply(proposal), policy).lead_shortfall == 1


def test_acceptance_is_open_until_customers_are_counted() -> None:
    counted = textile_project.measured(cg.load(Acceptance, read("acceptance")))
    decision = cg.research.assess(cg.load(Acceptance, read("acceptance")), on=CLOSED, stage="acceptance")
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert [gap.path.key for gap in decision.missing] == ["recognised_customers", "measured"]
    assert counted.measured is not cg.UNKNOWN
    usage, renewal = counted.measured
    assert (usage.numerator, usage.denominator, usage.undecided) == (72, 111, 0)
    assert (renewal.numerator, renewal.denominator, renewal.undecided) == (39, 49, 2)
    assert (usage.reached, renewal.reached, renewal.rate) == (True, True, cg.UNKNOWN)
    assert usage.leftovers == renewal.leftovers == ()
