"""The selection of a solution, step by step: who may do what when, and what is refused."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import ACTORS, REFUSALS, ROC_111, STATES, STEPS, SelectionEvent, validity
from cloudgrant.rules.records.fact_info import facts

MAY = {day: date(2022, 5, day) for day in range(1, 32)}
END = date(2022, 12, 31)
FRESH = cg.Selection(solution="雲端智造", vendor_ubn="12345675")


def along(selection: cg.Selection, *steps: tuple[Any, ...]) -> cg.Selection:
    """The selection after steps, each an action, a day of May and what else it states."""
    for action, day, *more in steps:
        stated: dict[str, Any] = more[0] if more else {}
        selection = selection.take(action, actor=STEPS[action].actor, on=MAY[day], **stated)
    return selection


SUBMITTED = along(FRESH, ("submit", 2))
SUPPLEMENT = along(SUBMITTED, ("request_supplement", 3, {"until": MAY[10]}))
QUALIFIED = along(SUBMITTED, ("pass_qualification", 4, {"until": MAY[14]}))
PAPER = along(QUALIFIED, ("present_deck", 10))
READ = along(PAPER, ("review_paper", 12, {"by": "甲"}))
MEETING = along(READ, ("convene", 16, {"reviewers": 3}))
PASSED = along(MEETING, ("pass_review", 16))
APPROVED = along(PASSED, ("approve", 20))
PUBLISHED = along(APPROVED, ("publish", 23, {"until": END}))
LISTED = along(PUBLISHED, ("list", 25))
DELISTED = along(LISTED, ("delist", 28))
WITHDRAWN = along(QUALIFIED, ("withdraw", 5))
UNQUALIFIED = along(SUBMITTED, ("refuse_unqualified", 3))


def refused(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.SelectionRefused:
    actor = stated.pop("actor", STEPS[action].actor)
    with pytest.raises(cg.SelectionRefused) as caught:
        selection.take(action, actor=actor, on=on, **stated)
    return caught.value


def names(selection: cg.Selection, on: date, actor: Any = None) -> list[str]:
    return [step.name for step in selection.legal(on=on, actor=actor)]


def test_the_whole_way() -> None:
    states = [event.action for event in LISTED.history]
    assert states == [
        "submit",
        "pass_qualification",
        "present_deck",
        "review_paper",
        "convene",
        "pass_review",
        "approve",
        "publish",
        "list",
    ]
    assert LISTED.state == "listed"
    assert LISTED.published_on == MAY[23]
    assert LISTED.listed_on == MAY[25]
    assert LISTED.until == END
    expired = LISTED.take("expire", actor="calendar", on=date(2023, 1, 1))
    assert expired.state == "expired"
    assert expired.legal(on=date(2023, 1, 1)) == ()
    assert len(LISTED.history) == 9


@pytest.mark.parametrize(
    ("selection", "state", "legal"),
    [
        (FRESH, "draft", ["submit"]),
        (
            SUBMITTED,
            "submitted",
            ["request_supplement", "supplement", "refuse_unqualified", "pass_qualification", "withdraw"],
        ),
        (SUPPLEMENT, "supplement_requested", ["supplement", "refuse_unqualified", "set_limit", "withdraw"]),
        (QUALIFIED, "qualified", ["set_limit", "present_deck", "withdraw"]),
        (PAPER, "paper_review", ["review_paper", "withdraw"]),
        (READ, "paper_review", ["review_paper", "convene", "withdraw"]),
        (MEETING, "meeting", ["pass_review", "fail_review", "withdraw"]),
        (PASSED, "passed", ["approve", "decline", "withdraw"]),
        (APPROVED, "approved", ["publish", "withdraw"]),
        (PUBLISHED, "published", ["list"]),
        (LISTED, "listed", ["delist"]),
        (DELISTED, "delisted", ["list"]),
        (WITHDRAWN, "withdrawn", ["reapply"]),
        (along(MEETING, ("fail_review", 16)), "not_passed", ["reapply"]),
        (along(PASSED, ("decline", 17)), "not_approved", ["reapply"]),
        (UNQUALIFIED, "unqualified", ["reapply"]),
    ],
)
def test_each_state_and_its_legal_steps(selection: cg.Selection, state: str, legal: list[str]) -> None:
    assert selection.state == state
    day = selection.history[-1].on if selection.history else MAY[2]
    assert names(selection, day) == legal


def test_legal_steps_of_one_actor() -> None:
    assert names(SUBMITTED, MAY[3], "vendor") == ["supplement", "withdraw"]
    assert names(SUPPLEMENT, MAY[3], "vendor") == ["supplement", "withdraw"]
    assert names(PUBLISHED, MAY[24], "vendor") == ["list"]


def test_a_file_may_be_supplemented_more_than_once() -> None:
    again = along(
        SUPPLEMENT, ("supplement", 10), ("request_supplement", 11, {"until": MAY[12]}), ("supplement", 12)
    )
    assert again.state == "submitted"


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        (MAY[9], ["supplement", "refuse_unqualified", "set_limit", "withdraw"]),
        (MAY[10], ["supplement", "refuse_unqualified", "set_limit", "withdraw"]),  # 限期內, that day included
        (MAY[11], ["refuse_incomplete", "refuse_unqualified", "set_limit", "withdraw"]),
    ],
)
def test_a_supplement_is_due_within_its_limit(on: date, steps: list[str]) -> None:
    assert names(SUPPLEMENT, on) == steps


def test_too_late_and_too_early() -> None:
    late = refused(SUPPLEMENT, "supplement", MAY[11])
    assert (late.code, late.state) == ("selection.late", "supplement_requested")
    assert [step.name for step in late.legal] == [
        "refuse_incomplete",
        "refuse_unqualified",
        "set_limit",
        "withdraw",
    ]
    assert refused(SUPPLEMENT, "refuse_incomplete", MAY[10]).code == "selection.early"
    assert refused(QUALIFIED, "present_deck", MAY[15]).code == "selection.late"
    assert refused(LISTED, "expire", END).code == "selection.early"
    assert refused(PUBLISHED, "list", date(2023, 1, 1)).code == "selection.late"


def test_the_office_may_set_another_limit() -> None:
    longer = along(QUALIFIED, ("set_limit", 15, {"until": MAY[20]}))
    assert longer.state == "qualified"
    assert longer.until == MAY[20]
    assert along(longer, ("present_deck", 20)).state == "paper_review"


@pytest.mark.parametrize("action", list(STEPS))
@pytest.mark.parametrize("selection", [FRESH, SUBMITTED, QUALIFIED, MEETING, APPROVED, LISTED])
def test_a_step_out_of_turn_is_refused_and_names_the_legal_ones(action: Any, selection: cg.Selection) -> None:
    on = MAY[28]
    if action in names(selection, on):
        return
    before = attrs.asdict(selection, recurse=False)
    error = refused(selection, action, on, until=END, by="甲", reviewers=2)
    assert error.code in REFUSALS
    assert error.state == selection.state
    assert [step.name for step in error.legal] == names(selection, on)
    assert attrs.asdict(selection, recurse=False) == before
    for step in error.legal:
        assert step.label["zh"] in error.message("zh_Hant_TW")
        assert step.label["en"] in error.message("en")


@pytest.mark.parametrize("action", list(STEPS))
def test_each_step_is_its_actors_alone(action: Any) -> None:
    sources = {
        one.state: one
        for one in (
            FRESH,
            SUBMITTED,
            SUPPLEMENT,
            QUALIFIED,
            PAPER,
            MEETING,
            PASSED,
            APPROVED,
            PUBLISHED,
            LISTED,
            UNQUALIFIED,
        )
    }
    step = STEPS[action]
    selection = READ if action == "convene" else sources[step.sources[0]]
    on = selection.history[-1].on if selection.history else MAY[1]
    if step.after:
        assert selection.until is not cg.UNKNOWN
        on = date(2023, 1, 1)
    if action == "carry_over":
        selection = attrs.evolve(selection, last_listed_in=2021)
    for actor in ACTORS:
        if actor != step.actor:
            error = refused(selection, action, on, actor=actor, until=END, by="甲", reviewers=2)
            assert error.code == "selection.actor"
            assert ACTORS[step.actor]["zh"] in error.message("zh")


@pytest.mark.parametrize(
    ("selection", "action", "needs"),
    [
        (SUBMITTED, "request_supplement", "until"),
        (SUBMITTED, "pass_qualification", "until"),
        (PAPER, "review_paper", "by"),
        (READ, "convene", "reviewers"),
        (APPROVED, "publish", "until"),
    ],
)
def test_what_a_step_must_state(selection: cg.Selection, action: str, needs: str) -> None:
    error = refused(selection, action, MAY[28])
    assert error.code == "selection.needs"
    assert needs in error.message("en")
    assert f"（{needs}）" in error.message("zh")
    assert facts(SelectionEvent)[needs].label["zh"] in error.message("zh")


SETTLES = {"request_supplement", "pass_qualification", "set_limit", "publish"}


@pytest.mark.parametrize(
    ("selection", "action"),
    [
        (FRESH, "submit"),
        (SUPPLEMENT, "supplement"),
        (SUBMITTED, "refuse_unqualified"),
        (QUALIFIED, "present_deck"),
        (PAPER, "review_paper"),
        (READ, "convene"),
        (MEETING, "pass_review"),
        (MEETING, "fail_review"),
        (PASSED, "approve"),
        (PASSED, "decline"),
        (PUBLISHED, "list"),
        (attrs.evolve(FRESH, last_listed_in=2021), "carry_over"),
    ],
)
def test_no_other_step_moves_a_limit(selection: cg.Selection, action: Any) -> None:
    assert action not in SETTLES
    stated: dict[str, Any] = {"by": "乙", "reviewers": 3, "until": date(2099, 1, 1)}
    error = refused(selection, action, MAY[28] if action not in ("supplement", "present_deck") else MAY[10],
                    **stated)  # fmt: skip
    assert (error.code, error.params["stray"]) == ("selection.stray", ("until",))
    assert "期限（until）" in error.message("zh")


def test_a_vendor_does_not_prolong_its_own_validity() -> None:
    assert refused(PUBLISHED, "list", MAY[25], until=date(2099, 1, 1)).code == "selection.stray"
    assert refused(LISTED, "expire", date(2023, 1, 1), until=date(2099, 1, 1)).code == "selection.stray"
    events = [*PUBLISHED.history, attrs.evolve(LISTED.history[-1], until=date(2099, 1, 1))]
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Selection.replay(events)
    assert [problem.code for problem in caught.value.problems] == ["selection.stray"]


@pytest.mark.parametrize(
    ("on", "until", "code"),
    [
        (MAY[23], date(2022, 12, 30), None),
        (MAY[23], END, None),  # 至111年12月31日止有效, that day included
        (MAY[23], date(2023, 1, 1), "selection.validity"),
        (MAY[23], date(2099, 1, 1), "selection.validity"),
        (END, END, None),
        (date(2023, 1, 1), date(2023, 1, 1), "selection.validity"),
        (date(2023, 1, 1), END, "selection.limit"),
    ],
)
def test_a_selection_is_valid_no_longer_than_the_policy_says(on: date, until: date, code: str | None) -> None:
    if code is None:
        assert APPROVED.take("publish", actor="executor", on=on, until=until).until == until
    else:
        error = refused(APPROVED, "publish", on, until=until)
        assert error.code == code
        assert "{" not in error.message("zh") + error.message("en")


def test_another_edition_has_another_last_day_and_other_numbers_of_reviewers() -> None:
    policy = attrs.evolve(ROC_111.policy, valid_until=date(2023, 12, 31), reviewers_from=4, reviewers_to=5)
    assert APPROVED.policy is cg.UNKNOWN  # its numbers are those of its edition
    with pytest.raises(cg.InvalidInput):  # three reviewers sat, too few for that edition
        attrs.evolve(APPROVED, policy=policy)
    policy = attrs.evolve(policy, reviewers_from=2)
    longer = attrs.evolve(APPROVED, policy=policy).take(
        "publish", actor="executor", on=MAY[23], until=date(2023, 12, 31)
    )
    assert cg.load(cg.Selection, cg.dump(longer)) == longer
    assert cg.Selection.replay(longer.history, policy=policy).until == date(2023, 12, 31)
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(longer, policy=ROC_111.policy)
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [
        ("/history/7", "selection.validity")
    ]


def test_a_meeting_follows_a_paper_review() -> None:
    error = refused(PAPER, "convene", MAY[16], reviewers=3)
    assert error.code == "selection.unread"
    assert [step.name for step in error.legal] == ["review_paper", "withdraw"]
    assert "convene" not in names(PAPER, MAY[16])
    assert along(READ, ("convene", 16, {"reviewers": 3})).state == "meeting"
    # No reason of the office's lifts it: 1. 書審 comes before 2. 會議審.
    assert refused(PAPER, "convene", MAY[16], reviewers=3, exception="急件").code == "selection.unread"
    events = [event for event in MEETING.history if event.action != "review_paper"]
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Selection.replay(events)
    assert [problem.code for problem in caught.value.problems] == ["selection.unread"]


@pytest.mark.parametrize(
    ("sit", "allowed"), [(1, False), (2, True), (3, True), (4, False), (99, False)]
)  # 2-3位委員
def test_two_or_three_reviewers_sit_unless_the_office_says_why(sit: int, allowed: bool) -> None:
    if allowed:
        assert along(READ, ("convene", 16, {"reviewers": sit})).state == "meeting"
    else:
        error = refused(READ, "convene", MAY[16], reviewers=sit)
        assert error.code == "selection.reviewers"
        assert f"審查委員應為 2 至 3 位，卻是 {sit} 位" in error.message("zh")
        assert "say exception (Why the office decided otherwise)" in error.message("en")
    otherwise = along(READ, ("convene", 16, {"reviewers": sit, "exception": "跨領域方案，增聘委員"}))
    assert otherwise.history[-1].exception == "跨領域方案，增聘委員"
    assert cg.load(cg.Selection, cg.dump(otherwise)) == otherwise


def test_only_the_meeting_knows_an_exception() -> None:
    error = refused(MEETING, "pass_review", MAY[16], exception="急件")
    assert (error.code, error.params["stray"]) == ("selection.stray", ("exception",))


@pytest.mark.parametrize("nonsense", [None, "2022-05-02", datetime(2022, 5, 2, 9), 20220502])  # noqa: DTZ001
def test_a_day_that_is_none_is_invalid_input(nonsense: Any) -> None:
    for ask, name in ((LISTED.state_on, "day"), (lambda on: LISTED.legal(on=on), "on")):
        with pytest.raises(cg.InvalidInput) as caught:
            ask(nonsense)
        assert [(one.path.key, one.code) for one in caught.value.problems] == [(name, "type")]


def test_what_time_alone_does_is_said_in_plain_chinese() -> None:
    error = refused(LISTED, "expire", date(2023, 1, 1), actor="vendor")
    assert error.message("zh").startswith("「有效期間屆滿」由系統（依曆日）辦理，不是申請廠商")


def test_dates_never_go_back_and_a_limit_is_not_in_the_past() -> None:
    assert refused(SUBMITTED, "pass_qualification", MAY[1], until=MAY[9]).code == "selection.date"
    assert along(SUBMITTED, ("pass_qualification", 2, {"until": MAY[2]})).state == "qualified"
    assert refused(SUBMITTED, "pass_qualification", MAY[4], until=MAY[3]).code == "selection.limit"


def test_each_reviewer_reviews_once_on_paper() -> None:
    twice = along(PAPER, ("review_paper", 11, {"by": "甲"}), ("review_paper", 11, {"by": "乙"}))
    assert refused(twice, "review_paper", MAY[12], by="甲").code == "selection.twice"


def test_what_was_listed_last_year_is_listed_without_selection_and_nothing_else_is() -> None:
    carried = cg.Selection(solution="雲端智造", last_listed_in=2021)
    assert names(carried, MAY[2]) == ["carry_over"]
    assert along(carried, ("carry_over", 2)).state == "listed"
    assert refused(carried, "submit", MAY[2]).code == "selection.carried_over"
    assert refused(FRESH, "carry_over", MAY[2]).code == "selection.not_carried_over"
    # Of its validity the briefing says nothing, so no day ends it.
    endless = along(carried, ("carry_over", 2))
    assert endless.state_on(date(2030, 1, 1)) == "listed"
    assert refused(endless, "expire", date(2030, 1, 1)).code == "selection.no_limit"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (MAY[1], "draft"),
        (MAY[2], "submitted"),
        (MAY[15], "paper_review"),
        (MAY[16], "passed"),
        (MAY[23], "published"),
        (MAY[25], "listed"),
        (END, "listed"),
        (date(2023, 1, 1), "expired"),
    ],
)
def test_the_state_on_any_day(day: date, state: str) -> None:
    assert LISTED.state_on(day) == state


def test_the_last_day_is_the_policys() -> None:
    selection = along(APPROVED, ("publish", 23, {"until": validity(MAY[23], ROC_111.policy).last}))
    assert selection.until == ROC_111.policy.valid_until


@pytest.mark.parametrize(
    "nonsense",
    [
        {"action": "aprove"},
        {"actor": "minister"},
        {"on": datetime(2022, 5, 2, 9)},  # noqa: DTZ001
        {"on": "2022-05-02"},
        {"until": "soon"},
        {"reviewers": 0},
        {"note": " "},
    ],
)
def test_nonsense_is_invalid_input_not_a_refusal(nonsense: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"action": "submit", "actor": "vendor", "on": MAY[2], **nonsense}
    with pytest.raises(cg.InvalidInput):
        FRESH.take(asked.pop("action"), **asked)


# A selection is its history.


def test_a_selection_is_dumped_loaded_and_replayed() -> None:
    assert cg.load(cg.Selection, cg.dump(LISTED)) == LISTED
    again = cg.Selection.replay(LISTED.history, solution="雲端智造", vendor_ubn="12345675")
    assert again == LISTED
    assert pickle.loads(pickle.dumps(LISTED)) == LISTED
    assert hash(again) == hash(LISTED)


def test_a_history_that_cannot_be_is_invalid_and_says_where() -> None:
    events = list(LISTED.history)
    for tampered in (
        events[1:],
        events[:3] + events[4:5] + events[6:],
        [*events[:4], attrs.evolve(events[4], actor="vendor")],
    ):
        with pytest.raises(cg.InvalidInput) as caught:
            cg.Selection.replay(tampered)
        [problem] = caught.value.problems
        assert problem.path[0] == "history"
        assert problem.code.startswith("selection.")
        assert problem.message("zh")
    backwards = [events[0], attrs.evolve(events[1], on=MAY[1])]
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Selection(history=tuple(backwards))
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [
        ("/history/1", "selection.date")
    ]


def test_a_note_with_braces_does_no_harm() -> None:
    event = SelectionEvent(action="review_paper", actor="reviewers", on=MAY[11], by="{甲}")
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(PAPER, history=(*PAPER.history, event, event))
    assert "{甲}" in str(caught.value)


def test_a_refusal_travels() -> None:
    error = refused(SUBMITTED, "approve", MAY[3])
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert (again.code, again.state, again.legal) == (error.code, error.state, error.legal)


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_everything_has_its_words(locale: str) -> None:
    for texts in (STATES, ACTORS, REFUSALS, {name: step.label for name, step in STEPS.items()}):
        assert all(text.in_(locale) for text in texts.values())
    codes = {
        refused(SUBMITTED, "approve", MAY[3]).message(locale),
        refused(SUBMITTED, "submit", MAY[1], actor="bureau").message(locale),
        refused(SUPPLEMENT, "supplement", MAY[11]).message(locale),
    }
    assert len(codes) == 3
    assert all("{" not in message for message in codes)


def test_every_state_is_reached_and_every_step_belongs_to_a_clause() -> None:
    reached = {"draft", *(step.target for step in STEPS.values() if step.target)}
    assert reached == set(STATES)
    assert {step.clause for step in STEPS.values()} <= set(cg.listing.clauses)
