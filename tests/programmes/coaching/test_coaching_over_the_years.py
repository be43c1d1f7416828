"""Coaching over the years: what the edition of the day, or of the application, says and does not say."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.coaching import ROC_111, CoachingParticipation, CoachingPolicy, Trial
from cloudgrant.rules import Notice
from cloudgrant.rules.records.fact_info import facts

PROVIDER = cg.InformationServiceProvider(
    cloud_services="starting", cloud_base="hardware", coaching_own_funds=100_000
)
TAKEN = CoachingParticipation(
    took_part_in_poc=True,
    solution_can_be_tried=True,
    trials=(Trial(customer="示範五金", business=True, proven=True),),
    own_funds_paid=100_000,
)
NEXT_JUNE = date(2023, 6, 1)

# An edition that was never published: invented, for these tests alone.
BOTH = cg.coaching.with_editions(
    ROC_111.followed_by(
        "roc-112",
        since=date(2023, 1, 1),
        until=date(2023, 12, 31),
        notice=Notice(title="（虛構）112 年公告", on=date(2023, 1, 10), ref="invented"),
        title=cg.Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
        says=[
            attrs.evolve(
                ROC_111.clauses["coaching.self-fund"],
                source="（虛構）資服業者需自籌投入15萬元",
                numbers={"self_fund": 150_000},
            )
        ],
        keeps=[id for id in ROC_111.clauses if id != "coaching.self-fund"],
    )
)


@pytest.mark.parametrize("on", [date(2023, 1, 1), NEXT_JUNE, date(2030, 1, 1)])
def test_who_applies_after_the_year_is_not_judged_by_its_text(on: date) -> None:
    decision = cg.coaching.assess(PROVIDER, on=on)
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert set(decision.results.values()) == {cg.Result.UNDETERMINED}


def test_who_applies_on_the_last_day_is() -> None:
    assert cg.coaching.assess(PROVIDER, on=date(2022, 12, 31)).outcome is cg.Outcome.ELIGIBLE
    assert BOTH.assess(PROVIDER, on=date(2023, 1, 1)).outcome is cg.Outcome.INELIGIBLE


@pytest.mark.parametrize(
    ("edition", "outcome"),
    [("roc-111", cg.Outcome.ELIGIBLE), ("roc-112", cg.Outcome.INELIGIBLE)],
)
def test_a_closing_of_2023_goes_by_the_edition_of_the_application(edition: str, outcome: Any) -> None:
    decision = BOTH.assess(attrs.evolve(TAKEN, edition=edition), on=NEXT_JUNE, stage="closing")
    assert (decision.programme.edition.name, decision.outcome) == (edition, outcome)


def test_a_closing_that_does_not_say_goes_by_the_only_edition_begun_or_asks() -> None:
    assert cg.coaching.assess(TAKEN, on=NEXT_JUNE, stage="closing").outcome is cg.Outcome.ELIGIBLE
    with pytest.raises(cg.InvalidInput) as caught:
        BOTH.assess(TAKEN, on=NEXT_JUNE, stage="closing")
    assert [problem.code for problem in caught.value.problems] == ["edition.required"]


def test_an_edition_is_kept_and_one_that_is_not_told_adds_nothing() -> None:
    told = attrs.evolve(TAKEN, edition="roc-111")
    assert cg.load(CoachingParticipation, cg.dump(told)) == told
    assert "edition" not in cg.dump(TAKEN)


@pytest.mark.parametrize("name", [*(n for n, info in facts(CoachingPolicy).items() if not info.derived), ""])
def test_a_number_that_nobody_has_said_is_undetermined(name: str) -> None:
    policy = attrs.evolve(ROC_111.policy, **{name: cg.UNKNOWN}) if name else CoachingPolicy()
    for subject, stage in ((PROVIDER, "application"), (TAKEN, "closing")):
        decision: Any = cg.coaching.assess(
            subject,
            on=date(2022, 11, 30),
            policy=policy,
            stage=stage,  # type: ignore[call-overload]
        )
        unsaid = not name or stage == "closing" or name == "self_fund"
        expected = cg.Outcome.UNDETERMINED if unsaid else cg.Outcome.ELIGIBLE
        assert decision.outcome is expected
        assert decision.report("zh_Hant_TW")
        assert decision.report("en")
