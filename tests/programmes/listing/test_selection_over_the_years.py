"""A selection goes by the edition of its filing, whatever the year; a number nobody has said is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import (
    ROC_111,
    STEPS,
    ListingPolicy,
    SecurityTests,
    SelectionEvent,
    sessions_due,
    tally,
    validity,
)
from cloudgrant.programmes.listing.qualification import expected_check
from cloudgrant.rules import Notice
from cloudgrant.rules.records.fact_info import facts
from programmes.listing.applications import OK, POLICY

U = cg.UNKNOWN
FILED = date(2022, 8, 19)
FRESH = cg.Selection(solution="雲端智造", vendor_ubn="12345675")
PUBLISHED = cg.listing

# An edition that was never published: invented, for these tests alone.
_SAYS: dict[str, dict[str, Any]] = {
    "listing.window.submission": {
        "announced_on": date(2023, 2, 1),
        "surely_open_from": date(2023, 2, 1),
        "submissions_until": date(2023, 8, 31),
    },
    "listing.window.validity": {"valid_until": date(2023, 12, 31)},
    "listing.review.technical": {
        "session_vendors_from": 5,
        "session_vendors_to": 10,
        "session_solutions_from": 10,
        "reviewers_from": 4,
        "reviewers_to": 5,
    },
    "listing.carry-over": {"carried_over_year": 2022},
}


def invented(**without: str) -> Any:
    """The programme with an invented year, whose text may leave a clause out."""
    says = {id: numbers for id, numbers in _SAYS.items() if id not in without.values()}
    other = [id for id in ROC_111.clauses if id not in _SAYS]
    return cg.listing.with_editions(
        ROC_111.followed_by(
            "roc-112",
            since=date(2023, 1, 1),
            until=date(2023, 12, 31),
            notice=Notice(title="（虛構）112 年公告", on=date(2023, 1, 10), ref="invented"),
            title=cg.Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
            says=[
                attrs.evolve(ROC_111.clauses[id], source=f"（虛構）{id}", numbers=numbers)
                for id, numbers in says.items()
            ],
            keeps=other,
        )
    )


BOTH = invented()


def take(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.Selection:
    return selection.take(action, actor=STEPS[action].actor, on=on, **stated)


def refused(selection: cg.Selection, action: Any, on: date, **stated: Any) -> cg.SelectionRefused:
    with pytest.raises(cg.SelectionRefused) as caught:
        take(selection, action, on, **stated)
    assert "{" not in caught.value.message("zh_Hant_TW") + caught.value.message("en")
    return caught.value


def code_of(command: Callable[[], Any]) -> list[str]:
    with pytest.raises(cg.InvalidInput) as caught:
        command()
    return [problem.code for problem in caught.value.problems]


def day(month: int, number: int) -> date:
    return date(2023, month, number)


def read(programme: Any, filed: date, year: int = 2023) -> cg.Selection:
    """A selection that a reviewer has read, all of it in the days after the filing."""
    selection = take(FRESH, "submit", filed, programme=programme)
    on = attrs.evolve(selection).submitted_on
    assert on is not U
    until = date(year, 12, 31)
    selection = take(selection, "pass_qualification", on, until=until, programme=programme)
    selection = take(selection, "present_deck", on, programme=programme)
    return take(selection, "review_paper", on, by="甲", programme=programme)


def approved(programme: Any, filed: date, reviewers: int, year: int = 2023) -> cg.Selection:
    selection = take(read(programme, filed, year), "convene", filed, reviewers=reviewers, programme=programme)
    return take(
        take(selection, "pass_review", filed, programme=programme), "approve", filed, programme=programme
    )


# The edition that a selection keeps.


def test_the_step_of_applying_keeps_the_edition_of_its_day() -> None:
    assert FRESH.edition is U
    submitted = take(FRESH, "submit", FILED)
    assert (submitted.edition, submitted.history[0].edition) == ("roc-111", "roc-111")
    assert take(submitted, "withdraw", FILED).history[-1].edition is U
    assert take(FRESH, "submit", day(5, 2), programme=BOTH).edition == "roc-112"
    carried = take(attrs.evolve(FRESH, last_listed_in=2021), "carry_over", FILED)
    assert carried.edition == "roc-111"


@pytest.mark.parametrize("programme", [PUBLISHED, BOTH])
def test_what_is_left_of_2022_goes_on_in_2023_by_the_text_of_2022(programme: Any) -> None:
    selection = approved(programme, FILED, 3, 2022)
    no = refused(selection, "publish", FILED, until=day(1, 31), programme=programme)
    assert (no.code, no.params["last"]) == ("selection.validity", date(2022, 12, 31))
    listed = take(
        take(selection, "publish", FILED, until=date(2022, 12, 31), programme=programme),
        "list",
        FILED,
        programme=programme,
    )
    assert [step.name for step in listed.legal(on=day(1, 1), programme=programme)] == ["expire"]
    assert take(listed, "expire", day(1, 1), programme=programme).state == "expired"


def test_a_selection_of_the_invented_year_goes_by_its_text() -> None:
    filed = day(5, 2)
    before = read(BOTH, filed)
    no = refused(before, "convene", filed, reviewers=3, programme=BOTH)
    assert (no.code, no.params["least"], no.params["most"]) == ("selection.reviewers", 4, 5)
    selection = approved(BOTH, filed, 4)
    no = refused(selection, "publish", filed, until=date(2024, 1, 1), programme=BOTH)
    assert no.params["last"] == date(2023, 12, 31)
    published = take(selection, "publish", filed, until=date(2023, 12, 31), programme=BOTH)
    assert published.state == "published"
    assert published.listed_last_year is U  # the published editions do not say which year that is
    decision = published.assess(OK, programme=BOTH)
    assert (decision.on, decision.programme.edition.name) == (filed, "roc-112")
    assert cg.load(cg.Selection, cg.dump(published)) == published
    assert cg.load(cg.Selection, cg.dump(published)).edition == "roc-112"
    assert (
        cg.Selection.replay(published.history, programme=BOTH, solution="雲端智造", vendor_ubn="12345675")
        == published
    )
    more: tuple[SelectionEvent, ...] = (
        *before.history,
        SelectionEvent(action="convene", actor="executor", on=filed, reviewers=3),
    )
    assert code_of(lambda: cg.Selection.replay(more, programme=BOTH)) == ["selection.reviewers"]
    # By itself it is held in form and sequence alone.
    assert cg.Selection(history=more).state == "meeting"
    assert code_of(lambda: cg.Selection(history=more[1:])) == ["selection.step"]


def test_a_programme_that_has_not_the_edition_does_nothing() -> None:
    submitted = take(FRESH, "submit", day(5, 2), programme=BOTH)
    commands: list[Callable[[], Any]] = [
        lambda: take(submitted, "withdraw", day(5, 3)),
        lambda: submitted.legal(on=day(5, 3)),
        lambda: submitted.assess(OK),
    ]
    for command in commands:
        assert code_of(command) == ["edition.name"]


def test_who_applies_anew_next_year_does_so_under_its_text() -> None:
    withdrawn = take(take(FRESH, "submit", FILED), "withdraw", FILED)
    assert withdrawn.legal(on=day(5, 2)) == ()
    assert refused(withdrawn, "reapply", day(5, 2)).code == "selection.window_unsettled"
    again = take(withdrawn, "reapply", day(5, 2), programme=BOTH)
    assert (again.edition, again.submitted_on) == ("roc-112", day(5, 2))
    assert [event.edition for event in again.history] == ["roc-111", U, "roc-112"]
    assert refused(withdrawn, "reapply", day(9, 4), programme=BOTH).code == "selection.window"


def test_what_was_listed_last_year_is_another_year_next_year() -> None:
    of_2021, of_2022 = (attrs.evolve(FRESH, last_listed_in=year) for year in (2021, 2022))
    assert take(of_2022, "carry_over", day(1, 2), programme=BOTH).edition == "roc-112"
    assert refused(of_2021, "carry_over", day(1, 2), programme=BOTH).code == "selection.not_carried_over"
    assert take(of_2021, "carry_over", FILED, programme=BOTH).listed_last_year is True
    unsaid = refused(of_2022, "carry_over", day(1, 2))  # the text of 2023 is awaited
    assert (unsaid.code, unsaid.params["whether"]) == ("selection.not_carried_over", U)


def test_a_history_that_does_not_say_goes_by_its_days() -> None:
    told = approved(PUBLISHED, FILED, 3, 2022)
    old = tuple(attrs.evolve(event, edition=U) for event in told.history)
    selection = cg.Selection(history=old)
    assert (selection.edition, selection.state) == (U, "approved")
    assert refused(selection, "publish", FILED, until=day(1, 31)).code == "selection.validity"
    assert selection.assess(OK).programme.edition.name == "roc-111"
    assert cg.Selection.replay(old).history == told.history
    assert "edition" not in cg.dump(old[0])


def test_only_who_applies_says_an_edition() -> None:
    submitted = take(FRESH, "submit", FILED)
    event = SelectionEvent(action="withdraw", actor="vendor", on=FILED, edition="roc-111")
    with pytest.raises(cg.InvalidInput, match="edition") as caught:
        cg.Selection(history=(*submitted.history, event))
    assert [problem.code for problem in caught.value.problems] == ["selection.stray"]


def test_a_decision_under_another_text_is_none_for_this_selection() -> None:
    submitted = take(FRESH, "submit", FILED)
    other = BOTH.assess(OK, on=FILED, edition="roc-112")
    no = refused(submitted, "pass_qualification", FILED, until=day(1, 1), decision=other)
    assert no.code == "selection.other_policy"
    own = submitted.assess(OK)
    assert take(submitted, "pass_qualification", FILED, until=day(1, 1), decision=own).state == "qualified"


# A correction of the text.


def test_a_later_correction_undoes_nothing_that_was_done() -> None:
    filed, until = FILED, date(2022, 12, 31)
    published = take(approved(PUBLISHED, filed, 3, 2022), "publish", filed, until=until)
    shorter = attrs.evolve(
        ROC_111.clauses["listing.window.validity"], numbers={"valid_until": date(2022, 9, 30)}
    )
    corrected = cg.listing.with_editions(ROC_111.revised(known=date(2022, 9, 1), says=[shorter]))
    assert cg.load(cg.Selection, cg.dump(published)) == published
    listed = take(published, "list", date(2022, 10, 3), programme=corrected)
    assert (listed.state, listed.edition) == ("listed", "roc-111")
    # What is done from now on goes by the text as it stands now, and so does who asks whether it was right.
    later = approved(corrected, filed, 3, 2022)
    assert refused(later, "publish", filed, until=until, programme=corrected).code == "selection.validity"
    assert code_of(lambda: cg.Selection.replay(published.history, programme=corrected)) == [
        "selection.validity"
    ]
    longer = attrs.evolve(shorter, numbers={"valid_until": date(2023, 3, 31)})
    corrected = cg.listing.with_editions(ROC_111.revised(known=date(2022, 9, 1), says=[longer]))
    held = take(later, "publish", filed, until=date(2023, 3, 31), programme=corrected)
    assert cg.load(cg.Selection, cg.dump(held)).until == date(2023, 3, 31)


# What no text says.


def test_a_bound_that_the_text_does_not_say_is_asked_for() -> None:
    programme = invented(no="listing.review.technical")
    no = refused(read(programme, day(5, 2)), "convene", day(5, 2), reviewers=3, programme=programme)
    assert no.code == "selection.unsaid"
    clause = programme.named("roc-112").clauses["listing.review.technical"]
    for locale in ("zh", "en"):
        assert clause.question[locale] in no.message(locale)
    office = {"reviewers": 3, "exception": "另有決定"}
    assert (
        take(read(programme, day(5, 2)), "convene", day(5, 2), programme=programme, **office).state
        == "meeting"
    )


@pytest.mark.parametrize(
    ("unsaid", "reviewers", "code"),
    [
        ("reviewers_from", 3, "selection.unsaid"),
        ("reviewers_from", 4, "selection.reviewers"),  # above the most, whatever the fewest are
        ("reviewers_to", 1, "selection.reviewers"),
        ("reviewers_to", 2, "selection.unsaid"),
    ],
)
def test_one_bound_settles_what_it_can(unsaid: str, reviewers: int, code: str) -> None:
    selection = attrs.evolve(read(PUBLISHED, FILED, 2022), policy=attrs.evolve(POLICY, **{unsaid: U}))
    no = refused(selection, "convene", FILED, reviewers=reviewers)
    assert no.code == code
    label = facts(ListingPolicy)[unsaid].label
    said = f"{label['zh']}為何？" if code == "selection.unsaid" else "尚未公布"
    assert said in no.message("zh_Hant_TW")


def test_nothing_is_published_for_a_validity_that_nobody_has_said() -> None:
    selection = attrs.evolve(approved(PUBLISHED, FILED, 3, 2022), policy=attrs.evolve(POLICY, valid_until=U))
    no = refused(selection, "publish", FILED, until=date(2022, 12, 31))
    assert no.code == "selection.unsaid"
    assert "入選有效期間末日為何？" in no.message("zh_Hant_TW")
    assert "What is this number: Last day on which a selection is valid?" in no.message("en")


@pytest.mark.parametrize(
    ("vendors", "solutions", "unsaid", "due", "by"),
    [
        (5, 5, "session_vendors_from", U, "unsaid"),
        (5, 10, "session_vendors_from", 1, "solutions"),
        (4, 10, "session_solutions_from", U, "unsaid"),
        (5, 5, "session_solutions_from", 1, "vendors"),
        (5, 5, "session_vendors_to", U, "vendors"),
        (1, 10, "session_vendors_to", 1, "solutions"),  # one vendor needs one session
        (4, 9, "session_vendors_to", 0, "neither"),
    ],
)
def test_sessions_where_a_number_is_not_said(
    vendors: int, solutions: int, unsaid: str, due: Any, by: str
) -> None:
    found = sessions_due(vendors, solutions, attrs.evolve(POLICY, **{unsaid: U}))
    assert (found.due, found.by) == (due, by)
    assert "NotKnown" not in found.message("zh_Hant_TW") + found.message("en")
    assert "UNKNOWN" not in found.message("zh_Hant_TW") + found.message("en")


def test_sessions_that_the_office_convenes_are_as_many_as_are_needed() -> None:
    none = ListingPolicy()
    assert sessions_due(5, 5, none, decided=False).due == 0
    assert sessions_due(1, 1, none, decided=True).due == 1
    several = sessions_due(11, 11, none, decided=True)
    assert several.due is U
    assert several.message("zh_Hant_TW") == "依主辦單位決定：安排 若干 場審查會議"
    assert several.reviewers == (U, U)


def test_days_that_nobody_has_said_are_unknown() -> None:
    none = ListingPolicy()
    valid = validity(date(2022, 7, 1), none)
    assert (valid.first, valid.last) == (date(2022, 7, 1), U)
    assert [valid.covers(one) for one in (date(2022, 6, 30), date(2022, 7, 1))] == [False, U]
    found = expected_check(date(2022, 5, 2), none)
    assert (found.earliest, found.latest) == (U, U)
    found = expected_check(date(2022, 5, 2), attrs.evolve(none, qualification_days_to=2))
    assert (found.earliest, found.latest) == (U, date(2022, 5, 4))


@pytest.mark.parametrize("name", [name for name, info in facts(ListingPolicy).items() if not info.derived])
def test_one_number_that_is_not_said_raises_nothing(name: str) -> None:
    told(attrs.evolve(POLICY, **{name: U}))


def test_no_number_at_all_raises_nothing_and_nothing_is_eligible() -> None:
    assert cg.Outcome.ELIGIBLE not in told(ListingPolicy())


def told(policy: ListingPolicy) -> list[cg.Outcome]:
    """Everything that reads the numbers, asked once: decided, unknown or refused, and nothing raises."""
    messages: list[str] = []
    blank = attrs.evolve(FRESH, policy=policy, last_listed_in=2021)
    for on in (date(2022, 4, 1), FILED, date(2022, 8, 21), day(5, 2)):
        for name, step in STEPS.items():
            action: Any = name
            try:
                blank.take(action, actor=step.actor, on=on)
            except cg.SelectionRefused as no:
                messages.append(str(no))
        blank.legal(on=on)
    ready = {"publish": approved(PUBLISHED, FILED, 3, 2022), "convene": read(PUBLISHED, FILED, 2022)}
    for one in ready.values():
        try:  # what was taken by the numbers of 2022 may not be taken by these, or not surely
            held = attrs.evolve(one, policy=policy)
            held.take("publish", actor="executor", on=FILED, until=date(2022, 12, 31))
        except (cg.SelectionRefused, cg.InvalidInput) as no:
            messages.append(str(no))
    for vendors in (0, 1, 5, 11):
        found = sessions_due(vendors, 10, policy)
        messages.append(found.message("zh_Hant_TW") + found.message("en"))
        expected_check(FILED, policy)
        validity(U, policy)
    assert "{" not in "".join(messages)
    tally([], SecurityTests(code_scan="low"), policy=policy)
    decisions: list[Any] = [
        cg.listing.assess(OK, on=FILED, policy=policy),
        cg.listing.assess(OK.solution, on=FILED, policy=policy, stage="purchase"),
        cg.listing.assess(SecurityTests(), on=FILED, policy=policy, stage="acceptance"),
    ]
    for decision in decisions:
        assert decision.report("zh_Hant_TW")
        assert decision.report("en")
    return [decision.outcome for decision in decisions]


# The later stages go by the edition that their subject names.


@pytest.mark.parametrize(
    ("edition", "result"),
    [("roc-111", cg.Result.NOT_MET), ("roc-112", cg.Result.MET)],
)
def test_a_solution_is_valid_as_long_as_its_own_edition_says(edition: str, result: cg.Result) -> None:
    solution = cg.CloudSolution(last_listed_in=0, selected_on=date(2022, 7, 1), edition=edition)
    decision = BOTH.assess(solution, on=day(6, 1), stage="purchase")
    assert (decision.programme.edition.name, decision["listing.window.validity"].result) == (edition, result)


def test_security_tests_go_by_the_edition_that_they_name() -> None:
    decision = BOTH.assess(SecurityTests(edition="roc-111"), on=day(6, 1), stage="acceptance")
    assert decision.programme.edition.name == "roc-111"
    assert code_of(lambda: BOTH.assess(SecurityTests(), on=day(6, 1), stage="acceptance")) == [
        "edition.required"
    ]
