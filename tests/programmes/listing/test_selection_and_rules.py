"""The machine of the selection and the listing rules are one law: the window, gaps mended, qualification."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.listing import CONVENTIONS, ROC_111, STEPS
from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.rules.records.digests import input_digest
from programmes.listing.applications import OK, POLICY, with_

WINDOW = "listing.window.submission"
MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
FRESH = cg.Selection(solution="雲端智造", vendor_ubn="12345675")
U = cg.UNKNOWN


def day(month: int, number: int) -> date:
    return date(2022, month, number)


def take(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.Selection:
    return selection.take(action, actor=STEPS[action].actor, on=on, **stated)


def refused(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.SelectionRefused:
    with pytest.raises(cg.SelectionRefused) as caught:
        take(selection, action, on, **stated)
    assert "{" not in caught.value.message("zh_Hant_TW") + caught.value.message("en")
    return caught.value


# The window.


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(1999, 1, 1), "selection.window_unsettled"),  # the day of the announcement is not given
        (day(4, 12), "selection.window_unsettled"),
        (day(4, 13), ""),
        (day(8, 19), ""),
        (day(8, 20), ""),
        (day(8, 21), "selection.window_unsettled"),  # 20 August 2022 is a Saturday
        (day(8, 22), "selection.window_unsettled"),
        (day(8, 23), "selection.window"),
        (day(12, 31), "selection.window"),
    ],
)
def test_a_file_is_handed_in_while_intake_is_open(on: date, code: str) -> None:
    if not code:
        assert take(FRESH, "submit", on).submitted_on == on
        return
    error = refused(FRESH, "submit", on)
    assert (error.code, error.legal) == (code, ())
    question = cg.listing.clauses[WINDOW].question
    assert (question["zh"] in error.message("zh_Hant_TW")) == (code == "selection.window_unsettled")
    assert (question["en"] in error.message("en")) == (code == "selection.window_unsettled")
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Selection(history=(SelectionEvent(action="submit", actor="vendor", on=on),))
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [("/history/0", code)]


@pytest.mark.parametrize("on", [date(2023, 1, 1), date(2030, 1, 1)])
def test_after_the_year_the_next_text_is_awaited(on: date) -> None:
    error = refused(FRESH, "submit", on)
    assert (error.code, error.legal) == ("selection.window_unsettled", ())
    assert "112年1月1日起之規定尚未公布，應適用何規定？" in error.message("zh_Hant_TW")
    assert "what applies from 1 January 2023 on is not published yet" in error.message("en")
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Selection(history=(SelectionEvent(action="submit", actor="vendor", on=on),))
    assert [one.code for one in caught.value.problems] == ["selection.window_unsettled"]


@pytest.mark.parametrize(
    ("change", "on", "code"),
    [
        ({"moved_last_day": day(8, 22)}, day(8, 22), ""),
        ({"moved_last_day": day(8, 22)}, day(8, 23), "selection.window"),
        ({"moved_last_day": day(8, 20)}, day(8, 21), "selection.window"),
        ({"announced_on": day(4, 1)}, day(4, 1), ""),
        ({"announced_on": day(4, 1)}, day(3, 31), "selection.window"),
        ({"holidays": (day(8, 22),)}, day(8, 23), "selection.window_unsettled"),
    ],
)
def test_the_policy_settles_on_which_days_a_file_may_be_handed_in(
    change: dict[str, Any], on: date, code: str
) -> None:
    selection = attrs.evolve(FRESH, policy=attrs.evolve(ROC_111.policy, **change))
    if code:
        assert refused(selection, "submit", on).code == code
    else:
        assert take(selection, "submit", on).state == "submitted"


@given(
    on=st.dates(date(2022, 3, 1), date(2022, 9, 30)),
    moved=st.sampled_from([U, day(8, 20), day(8, 21), day(8, 22)]),
    announced=st.sampled_from([U, day(3, 15), day(4, 13)]),
    holidays=st.sampled_from([U, (), (day(8, 22),)]),
)
@settings(max_examples=200)
def test_the_machine_and_the_rule_are_one_law(on: date, moved: Any, announced: Any, holidays: Any) -> None:
    policy = attrs.evolve(ROC_111.policy, moved_last_day=moved, announced_on=announced, holidays=holidays)
    result = cg.listing.assess(OK, on=on, policy=policy)[WINDOW].result
    legal = [step.name for step in attrs.evolve(FRESH, policy=policy).legal(on=on)]
    assert legal == (["submit"] if result is MET else [])
    withdrawn = take(take(attrs.evolve(FRESH, policy=policy), "submit", day(5, 2)), "withdraw", day(5, 3))
    if on >= day(5, 3):
        assert ("reapply" in [step.name for step in withdrawn.legal(on=on)]) is (result is MET)


# Gaps.

IN_TIME = take(FRESH, "submit", day(8, 19))
ASKED = take(IN_TIME, "request_supplement", day(8, 24), until=day(8, 31))
MENDED = take(ASKED, "supplement", day(8, 26))
GAP = with_(OK, documents__tax_clearance_local=False)


def test_gaps_mended_within_the_notified_limit_keep_the_day_of_submission() -> None:
    assert ASKED.assess(GAP).outcome is cg.Outcome.INELIGIBLE
    assert (MENDED.submitted_on, MENDED.completed_on) == (day(8, 19), day(8, 26))
    decision = MENDED.assess(OK)
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.on == day(8, 19)
    assert decision[WINDOW].result is MET
    assert decision == cg.listing.assess(OK, on=MENDED.submitted_on)
    qualified = take(MENDED, "pass_qualification", day(8, 29), until=day(9, 5), decision=decision)
    assert qualified.state == "qualified"
    assert refused(ASKED, "supplement", day(9, 1)).code == "selection.late"


@pytest.mark.parametrize("on", [day(8, 19), day(8, 20), day(8, 23), day(9, 30)])
def test_gaps_mended_unasked_before_any_notice_keep_it_too(on: date) -> None:
    mended = take(IN_TIME, "supplement", on)
    assert (mended.state, mended.submitted_on, mended.completed_on) == ("submitted", day(8, 19), on)
    assert mended.assess(OK)[WINDOW].result is MET
    assert mended.until is U


def test_before_any_submission_the_day_is_not_known() -> None:
    with pytest.raises(cg.InvalidInput, match="on: must be given"):
        FRESH.assess(OK)
    decision = attrs.evolve(FRESH, policy=POLICY).assess(OK)
    assert (FRESH.submitted_on, decision.on) == (U, U)
    assert decision[WINDOW].result is OPEN


# Qualification rests on the decision of the listing rules.


def test_what_a_qualification_rests_on_is_kept_with_it() -> None:
    decision = MENDED.assess(OK)
    qualified = take(MENDED, "pass_qualification", day(8, 29), until=day(9, 5), decision=decision)
    assert qualified.history[-1].basis == input_digest(decision.receipt)
    assert cg.load(cg.Selection, cg.dump(qualified)) == qualified
    refusal = take(ASKED, "refuse_unqualified", day(8, 29), decision=ASKED.assess(GAP))
    assert refusal.history[-1].basis is not U


@pytest.mark.parametrize(
    ("application", "action", "outcome", "rules"),
    [
        (GAP, "pass_qualification", "不符合資格", ["listing.documents/tax-clearance"]),
        (
            with_(OK, vendor__paid_in_capital=U),
            "pass_qualification",
            "尚無法判定",
            ["listing.vendor.paid-in-capital"],
        ),
        (OK, "refuse_unqualified", "符合資格", []),
        (with_(OK, vendor__paid_in_capital=U), "refuse_unqualified", "尚無法判定", None),
    ],
)
def test_nobody_qualifies_or_is_refused_against_the_rules(
    application: cg.ListingApplication, action: Any, outcome: str, rules: list[str] | None
) -> None:
    stated = {"until": day(9, 5)} if action == "pass_qualification" else {}
    error = refused(MENDED, action, day(8, 29), decision=MENDED.assess(application), **stated)
    assert error.code == "selection.decision"
    assert f"「{outcome}」" in error.message("zh_Hant_TW")
    if rules is not None:
        assert [finding.rule for finding in error.findings] == rules
    assert [one.rule for one in pickle.loads(pickle.dumps(error)).findings] == [
        one.rule for one in error.findings
    ]


def test_a_decision_for_another_day_is_none_for_this_application() -> None:
    other = cg.listing.assess(OK, on=day(8, 26), policy=POLICY)
    error = refused(MENDED, "pass_qualification", day(8, 29), until=day(9, 5), decision=other)
    assert error.code == "selection.other_day"
    assert "111年8月26日" in error.message("zh_Hant_TW")
    assert "111年8月19日" in error.message("zh_Hant_TW")


def test_a_decision_on_something_else_is_nonsense() -> None:
    other = with_(OK, solution__name="別的方案")
    strangers: list[Any] = [
        cg.points.assess(cg.Company(), on=day(8, 19)),
        cg.listing.assess(cg.CloudSolution(), on=day(8, 19), stage="purchase"),
        "eligible",
    ]
    for stranger in strangers:
        with pytest.raises(cg.InvalidInput) as caught:
            take(MENDED, "pass_qualification", day(8, 29), until=day(9, 5), decision=stranger)
        assert [one.path.key for one in caught.value.problems] == ["decision"]
    with pytest.raises(cg.InvalidInput, match="雲端智造"):
        MENDED.assess(other)
    with pytest.raises(cg.InvalidInput, match=r"listing\.other_solution"):
        attrs.evolve(MENDED, vendor_ubn="04595257").assess(OK)


def test_no_other_step_rests_on_a_decision() -> None:
    error = refused(IN_TIME, "withdraw", day(8, 20), decision=IN_TIME.assess(OK))
    assert (error.code, error.params["stray"]) == ("selection.stray", ("basis",))


# The library's conventions: withdrawal, applying anew, delisting.


def test_the_librarys_own_steps_are_named_as_such() -> None:
    assert set(STEPS) >= CONVENTIONS == {"set_limit", "decline", "reapply", "withdraw", "delist"}


def test_a_vendor_that_withdrew_applies_anew_within_the_window_with_a_day_of_its_own() -> None:
    withdrawn = take(IN_TIME, "withdraw", day(8, 19))
    assert withdrawn.state == "withdrawn"
    again = take(withdrawn, "reapply", day(8, 20))
    assert (again.state, again.submitted_on, again.completed_on) == ("submitted", day(8, 20), day(8, 20))
    assert refused(withdrawn, "reapply", day(8, 22)).code == "selection.window_unsettled"
    assert refused(withdrawn, "reapply", day(8, 23)).code == "selection.window"
    assert refused(withdrawn, "submit", day(8, 20)).code == "selection.step"


def test_who_applies_anew_is_reviewed_anew() -> None:
    qualified = take(take(FRESH, "submit", day(5, 2)), "pass_qualification", day(5, 4), until=day(5, 14))
    read = take(take(qualified, "present_deck", day(5, 5)), "review_paper", day(5, 6), by="甲")
    failed = take(take(read, "convene", day(5, 9), reviewers=2), "fail_review", day(5, 9))
    again = take(failed, "reapply", day(5, 20))
    assert again.published_on is U
    again = take(again, "pass_qualification", day(5, 23), until=day(5, 31))
    again = take(again, "present_deck", day(5, 24))
    assert refused(again, "convene", day(5, 25), reviewers=2).code == "selection.unread"
    assert take(again, "review_paper", day(5, 25), by="甲").state == "paper_review"


def _listed() -> cg.Selection:
    selection = take(take(FRESH, "submit", day(5, 2)), "pass_qualification", day(5, 4), until=day(5, 14))
    selection = take(take(selection, "present_deck", day(5, 5)), "review_paper", day(5, 6), by="甲")
    selection = take(take(selection, "convene", day(5, 9), reviewers=2), "pass_review", day(5, 9))
    selection = take(take(selection, "approve", day(5, 10)), "publish", day(5, 11), until=day(12, 31))
    return take(selection, "list", day(5, 12))


def test_a_solution_is_taken_off_the_list_and_listed_again_while_it_is_valid() -> None:
    listed = _listed()
    assert listed.listed_until == day(12, 31)
    off = take(listed, "delist", day(6, 30))
    assert (off.state, off.listed_until, off.until) == ("delisted", day(6, 30), day(12, 31))
    assert off.state_on(day(6, 29)) == "listed"
    assert off.state_on(date(2023, 1, 1)) == "expired"
    again = take(off, "list", day(9, 1))
    assert (again.state, again.listed_on, again.listed_until) == ("listed", day(9, 1), day(12, 31))
    assert refused(off, "list", date(2023, 1, 1)).code == "selection.late"
    assert refused(listed, "delist", date(2023, 1, 1)).code == "selection.late"
    assert take(off, "expire", date(2023, 1, 1)).state == "expired"
    assert cg.load(cg.Selection, cg.dump(again)) == again


def test_what_was_carried_over_is_taken_off_and_listed_again_without_a_limit() -> None:
    carried = take(attrs.evolve(FRESH, last_listed_in=2021), "carry_over", day(5, 2))
    assert carried.listed_until is U
    off = take(carried, "delist", day(6, 1))
    assert off.listed_until == day(6, 1)
    assert take(off, "list", day(7, 1)).state == "listed"


def test_points_buy_a_solution_up_to_the_day_on_which_it_was_taken_off() -> None:
    off = take(_listed(), "delist", day(6, 30))
    solution = attrs.evolve(
        OK.solution, selected_on=off.published_on, listed_from=off.listed_on, listed_until=off.listed_until
    )
    for on, result in ((day(6, 30), MET), (day(7, 1), NOT_MET)):
        purchase = cg.Purchase(order=cg.Order(solution=solution))
        decision = cg.points.assess(purchase, on=on, stage="purchase")
        assert decision["points.use.listed-solution"].result is result
