"""Which stored decisions a corrected edition changes, and why; what cannot be held against it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.reform import Reform
from cloudgrant.reform.changes import RuleChange
from cloudgrant.rules import Truth, one_of, rule
from cloudgrant.testing.strategies import subjects
from toys.next_year import ROC_112, restated

FILED = date(2022, 5, 2)
FIRM = cg.Manufacturer(
    ubn="12345675",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)
SMALL = attrs.evolve(FIRM, ubn="00501508", paid_in_capital=60_000_000)
SIZE = restated(
    "points.applicant.size",
    "實收資本額6千萬元以下或經常僱用員工數200人以下之中小型製造業",
    paid_in_capital_ceiling=60_000_000,
)
CORRECTED = ROC_111.revised(known=date(2022, 6, 1), says=[SIZE])
DECISION = cg.points.assess(FIRM, on=FILED)


def issued(decision: cg.Assessment[Any, Any], **more: Any) -> cg.IssuedDecision:
    return cg.load(cg.IssuedDecision, json.loads(json.dumps(cg.dump(decision, **more))))


def only(stored: Any, firm: Any = FIRM, **more: Any) -> cg.Redecision:
    [found] = cg.redecide([(stored, firm)], **{"edition": CORRECTED, **more})
    return found


def reason(stored: Any, firm: Any = FIRM, **more: Any) -> tuple[str, str]:
    found = only(stored, firm, **more)
    assert found.not_held is not None
    assert (found.before, found.after, found.changed) == (None, None, False)
    for locale in ("zh", "en"):
        assert found.not_held.message(locale) in found.message(locale)
    return found.not_held.because, found.not_held.name.in_("en")


@pytest.mark.parametrize(
    "stored",
    [DECISION, issued(DECISION, texts=("zh",)), DECISION.receipt],
    ids=["decision", "issued", "receipt"],
)
def test_what_changes_and_why(stored: Any) -> None:
    found = only(stored)
    assert found.changed
    assert found.before is not None
    assert found.after is not None
    assert (found.before.outcome, found.after.outcome) == (cg.Outcome.ELIGIBLE, cg.Outcome.INELIGIBLE)
    assert (found.before.award, found.after.award) == (200_000, 0)
    assert found.rules == ("points.applicant.size",)
    assert [type(one).__name__ for one in found.changes] == ["SentenceChange", "ValueChange"]
    assert found.message("en") == (
        "ubn=12345675: eligible → ineligible (points.applicant.size met → not met; "
        "award 200,000 points → 0 points): points.applicant.size: "
        "“實收資本額1億元以下或經常僱用員工數200人以下之中小型製造業” → "
        "“實收資本額6千萬元以下或經常僱用員工數200人以下之中小型製造業”; "
        "Ceiling of paid-in capital: NT$100,000,000 → NT$60,000,000 (points.applicant.size)"
    )
    assert found.message("zh_Hant_TW") == (
        "ubn=12345675：符合資格 → 不符合資格（points.applicant.size 符合 → 不符合；"
        "核給 200,000點 → 0點）：points.applicant.size："
        "「實收資本額1億元以下或經常僱用員工數200人以下之中小型製造業」→"
        "「實收資本額6千萬元以下或經常僱用員工數200人以下之中小型製造業」；"
        "實收資本額上限：1億元 → 6,000萬元（points.applicant.size）"
    )
    assert found.besides == ()
    assert found.after.edition is CORRECTED


def test_what_stays_as_it_was_is_told_too() -> None:
    found = only(cg.points.assess(SMALL, on=FILED), SMALL)
    assert (found.changed, found.rules, found.changes) == (False, (), ())
    assert found.message("en") == "ubn=00501508: eligible, as it was"
    assert found.message("zh") == "ubn=00501508：維持符合資格"


def test_each_has_its_answer_in_their_order_and_only_when_asked_for() -> None:
    asked: list[int] = []

    def store() -> Iterator[tuple[Any, Any]]:
        for number, firm in enumerate([SMALL, FIRM, SMALL, FIRM]):
            asked.append(number)
            yield cg.points.assess(firm, on=FILED), firm

    answers = cg.redecide(store(), edition=CORRECTED)
    assert asked == []
    assert (next(answers).changed, asked) == (False, [0])
    rest = [*answers]
    assert [(one.number, one.changed) for one in rest] == [(1, True), (2, False), (3, True)]
    assert rest[0].differs is rest[2].differs  # what differs is found once


KINDS = st.sampled_from(["decision", "letter", "receipt"])


@settings(max_examples=40)
@given(st.lists(subjects(cg.Company, cg.points), max_size=3), KINDS)
def test_what_it_says_is_what_either_edition_decides(firms: list[cg.Company], kind: str) -> None:
    decisions = [cg.points.assess(firm, on=FILED) for firm in firms]
    stored: dict[str, Any] = {"decision": lambda one: one, "receipt": lambda one: one.receipt}
    stored["letter"] = lambda one: issued(one, texts=("en",))
    answers = [*cg.redecide(zip(map(stored[kind], decisions), firms, strict=True), edition=CORRECTED)]
    assert [one.number for one in answers] == [*range(len(firms))]
    for firm, decided, found in zip(firms, decisions, answers, strict=True):
        again = cg.points.assess(firm, on=FILED, edition=CORRECTED)
        before, after = ((one.outcome, one.award, one.results) for one in (decided, again))
        assert found.before == before
        assert found.after is not None
        assert (found.after.outcome, found.after.award, found.after.results) == after
        assert found.changed == bool(found.changes) == (before != after)
        assert found.besides == ()


def test_a_correction_of_the_sentence_alone_changes_nobody() -> None:
    words = restated("points.applicant.size", "更正文字")
    assert not only(DECISION, edition=ROC_111.revised(known=date(2022, 6, 1), says=[words])).changed


@rule("points.applicant.factory", zh="有工廠登記", en="Has factory registration")
def registered(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return one_of(firm.factory, "registered")


def test_a_rule_that_is_worded_otherwise_and_a_number_of_the_award() -> None:
    exempt = attrs.evolve(SMALL, factory="exempt")
    found = only(
        cg.points.assess(exempt, on=FILED),
        exempt,
        edition=ROC_111.revised(known=date(2022, 6, 1), rules=[registered]),
    )
    [change] = found.changes
    assert change.message("en") == (
        "rule changed points.applicant.factory: Has factory registration, or is exempt from it "
        "→ Has factory registration"
    )
    grant = restated("points.grant.ceiling", grant=150_000)
    less = only(DECISION, edition=ROC_111.revised(known=date(2022, 6, 1), says=[grant]))
    assert (less.changed, less.rules) == (True, ())
    assert [one.message("en") for one in less.changes] == [
        "Points granted: 200,000 points → 150,000 points (points.grant.ceiling)"
    ]


def test_corrections_after_one_another_are_held_against_the_one_that_was_applied() -> None:
    size = attrs.evolve(SIZE, numbers={**SIZE.numbers, "regular_employee_ceiling": 300})
    again = CORRECTED.revised(known=date(2022, 7, 1), says=[size])
    programme = cg.points.with_editions(again)
    first = only(DECISION, edition=again, programme=programme)
    assert first.differs is not None
    assert {one.name for one in first.differs.values} == {
        "paid_in_capital_ceiling",
        "regular_employee_ceiling",
    }
    then = programme.assess(FIRM, on=FILED, edition=CORRECTED)
    second = only(then, edition=again, programme=programme)
    assert second.differs is not None
    assert [one.name for one in second.differs.values] == ["regular_employee_ceiling"]
    assert second.changed
    assert not first.changed  # 80 million are too much, but 260 people are not


def test_what_was_decided_under_it_already_stays() -> None:
    programme = cg.points.with_editions(CORRECTED)
    decision = programme.assess(FIRM, on=FILED)
    for stored in (decision, issued(decision, texts=("zh",)), decision.receipt):
        found = only(stored, programme=programme)
        assert found.message("en") == "ubn=12345675: ineligible, as it was"


def test_what_was_awaited_is_decided_once_it_is_published() -> None:
    filed = date(2023, 5, 2)
    big = attrs.evolve(FIRM, paid_in_capital=200_000_000, regular_employees=230)
    found = only(cg.points.assess(big, on=filed).receipt, big, edition=ROC_112)
    assert found.before is not None
    assert found.before.outcome is cg.Outcome.UNDETERMINED
    assert found.after is not None
    assert found.after.outcome is cg.Outcome.ELIGIBLE
    assert "points.applicant.size: not published yet → “" in found.message("en")
    assert reason(cg.points.assess(big, on=date(2024, 5, 2)), big, edition=ROC_112) == ("day", "2 May 2024")


def test_what_was_awaited_and_is_dropped_was_not_taken_over() -> None:
    decision = cg.points.assess(FIRM, on=date(2023, 5, 2))
    found = only(decision, edition=ROC_112)
    gone = "points.applicant.not-repeat"
    for locale, words in (("zh", f"{gone}：未予沿用"), ("en", f"{gone}: not taken over")):
        assert found.message(locale).count(words) == 1
        assert found.differs is not None
        assert found.differs.message(locale).count(words) == 1
        for told in (found.message(locale), found.differs.message(locale)):
            assert not any(empty in told for empty in ("「」", "“”", "刪除規則", "rule dropped"))
    told_of = [one for one in found.changes if isinstance(one, RuleChange) and one.clause == gone]
    assert [one.kind for one in told_of] == ["went"]  # as data it stays


def test_numbers_of_its_own_stay() -> None:
    later = date(2022, 5, 3)
    policy = attrs.evolve(ROC_111.policy, applications_from=later, surely_open_from=later)
    early = cg.points.assess(SMALL, on=FILED, policy=policy)
    assert early.outcome is cg.Outcome.INELIGIBLE
    assert not only(early, SMALL).changed
    assert not only(early.receipt, SMALL).changed


def test_what_was_completed_gives_way_to_what_is_said_by_now() -> None:
    window = restated("points.window.application", applications_from=date(2022, 4, 1))
    said = ROC_111.revised(known=date(2022, 6, 1), says=[window])
    filed = date(2022, 4, 1)
    completed = ROC_111.policy.complete(applications_from=date(2022, 4, 2))
    decision = cg.points.assess(SMALL, on=filed, policy=completed)
    assert decision.outcome is cg.Outcome.INELIGIBLE
    found = only(decision, SMALL, edition=said)
    assert found.after is not None
    assert found.after.outcome is cg.Outcome.ELIGIBLE


def test_rulings_stand() -> None:
    ruling = cg.Ruling(
        rule="points.window.application", result="met", by="辦公室", on=date(2022, 5, 1), ref=cg.UNKNOWN
    )
    early = cg.points.assess(SMALL, on=date(2022, 4, 1), rulings=[ruling])
    found = only(early.receipt, SMALL)
    assert found.after is not None
    assert found.after.outcome is early.outcome


def test_those_that_cannot_be_held_against_it() -> None:
    receipt = DECISION.receipt
    proposal = cg.Proposal()
    assert reason(cg.research.assess(proposal, on=FILED), proposal) == ("programme", "research")
    assert reason(attrs.evolve(receipt, programme="nothing")) == ("programme", "nothing")
    assert reason(receipt, programme=cg.coaching) == ("programme", "points")
    assert reason(issued(DECISION)) == ("receipt", "")
    assert reason(attrs.evolve(receipt, edition="roc-110")) == ("edition", "roc-110")
    assert reason(receipt, edition=ROC_112) == ("other_edition", "ROC 111")
    assert reason(receipt, attrs.evolve(FIRM, name="另一家")) == ("input", "")
    assert reason(receipt, proposal) == ("input", "")
    assert reason(attrs.evolve(receipt, stage="harvest")) == ("input", "")
    wider = Reform("wider", policy={"regular_employee_ceiling": 300}).of(cg.points)
    assert reason(wider.assess(FIRM, on=FILED)) == ("reform", "wider")
    half = ROC_111.revised(known=date(2022, 6, 1))
    assert reason(receipt, edition=attrs.evolve(half, since=date(2022, 6, 1))) == ("day", "2 May 2022")
    little = restated("points.grant.ceiling", grant_ceiling=100_000, grant=1)
    low = ROC_111.revised(known=date(2022, 6, 1), says=[little])
    own = cg.points.assess(FIRM, on=FILED, policy=attrs.evolve(ROC_111.policy, grant=150_000))
    assert reason(own, edition=low) == ("policy", "grant")


def test_a_receipt_alone_whose_rules_have_changed_says_nothing_of_before() -> None:
    other = attrs.evolve(
        DECISION.receipt, rules={**DECISION.receipt.rules, "points.applicant.size": "sha256:0"}
    )
    assert reason(other) == ("unreachable", "the rules differ: points.applicant.size")
    told = attrs.evolve(issued(DECISION, texts=("en",)), receipt=other)
    found = only(told)
    assert found.changed
    assert found.message("en").endswith("; besides, the rules differ: points.applicant.size")
    assert found.message("zh").endswith("；另規則不同：points.applicant.size")


def test_a_decision_of_version_1_is_decided_again() -> None:
    """It does not say under which edition: that of its day. Its letter keeps what it said."""
    dumps = Path(__file__).parents[1] / "dumps" / "v1"
    letter = cg.load(cg.IssuedDecision, json.loads((dumps / "assessment.json").read_text()))
    firm = cg.load(cg.Manufacturer, json.loads((dumps / "manufacturer.json").read_text()))
    assert reason(letter, firm) == ("input", "")  # what it was asked then is asked otherwise now


def test_what_is_neither_is_refused() -> None:
    other: Any = "roc-111"
    with pytest.raises(cg.InvalidInput) as refused:
        cg.redecide([], edition=other)
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("edition", "subject")]
    with pytest.raises(cg.InvalidInput) as refused:
        only("a letter")
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("stored[0]", "subject")]
