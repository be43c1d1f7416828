"""Each rule of the application for points, by the briefing: below, at and above, met, not met, unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.values.unknown import Fact

DAY = date(2022, 5, 2)
LAST_DAY = date(2022, 8, 31)
BRIEFING_DAY = date(2022, 4, 13)
POLICY = cg.points.policy_on(DAY)
OK = cg.Company(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    manufacturer=True,
    factory="registered",
    points_last_used_in=0,
)
WINDOW = "points.window.application"
SIZE = "points.applicant.size"
MANUFACTURER = "points.applicant.manufacturer"
FACTORY = "points.applicant.factory"
NOT_REPEAT = "points.applicant.not-repeat"
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
SILENT = cg.Result.UNDETERMINED
ELIGIBLE, INELIGIBLE, OPEN = cg.Outcome.ELIGIBLE, cg.Outcome.INELIGIBLE, cg.Outcome.UNDETERMINED


def result(rule: str, firm: cg.Company, on: Fact[date] = DAY) -> cg.Result:
    return cg.points.assess(firm, on=on, policy=POLICY)[rule].result


def distance(rule: str, fact: str, threshold: object, firm: cg.Company, on: Fact[date] = DAY) -> Fact[int]:
    """The room to spare of the one comparison of a fact with a threshold."""
    margins = cg.points.assess(firm, on=on, policy=POLICY)[rule].margins
    [found] = [one for one in margins if one.path.key == fact and one.threshold == threshold]
    return found.distance


def test_five_rules_decide_the_application() -> None:
    decision = cg.points.assess(OK, on=DAY)
    assert set(decision.results) == {WINDOW, SIZE, MANUFACTURER, FACTORY, NOT_REPEAT}
    assert decision.outcome is ELIGIBLE
    assert set(decision.results.values()) == {MET}


def test_no_clause_of_the_application_can_be_not_applicable() -> None:
    for firm in (OK, cg.Company(), attrs.evolve(OK, manufacturer=False, factory="none")):
        assert cg.Result.NOT_APPLICABLE not in cg.points.assess(firm, on=DAY).results.values()


# 參.一 受理期間: 已公告，申請至8月底


@pytest.mark.parametrize(
    ("on", "expected", "room"),
    [
        (date(2022, 8, 30), MET, 1),
        (date(2022, 8, 31), MET, 0),
        (date(2022, 9, 1), NOT_MET, -1),
        (date(2022, 12, 31), NOT_MET, -122),
    ],
)
def test_the_window_closes_after_31_august(on: date, expected: cg.Result, room: int) -> None:
    decision = cg.points.assess(OK, on=on)
    assert decision[WINDOW].result is expected
    assert decision.outcome is (ELIGIBLE if expected is MET else INELIGIBLE)
    assert distance(WINDOW, "on", LAST_DAY, OK, on) == room


@pytest.mark.parametrize("on", [date(2023, 1, 1), date(2023, 5, 2), date(2030, 5, 2)])
def test_after_the_year_the_next_text_is_awaited_and_the_last_decides_nothing(on: date) -> None:
    decision = cg.points.assess(OK, on=on)
    assert decision.outcome is OPEN
    assert set(decision.results.values()) == {UNDETERMINED}
    assert decision.award is None


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2022, 4, 12), UNDETERMINED), (date(2022, 4, 13), MET), (date(2022, 4, 14), MET)],
)
def test_before_the_briefing_nobody_knows_whether_the_window_was_open(on: date, expected: cg.Result) -> None:
    """已公告 says that it had opened, not since when: an earlier filing is neither in nor out of time."""
    assert cg.points.assess(OK, on=on)[WINDOW].result is expected


@given(on=st.dates(max_value=BRIEFING_DAY - timedelta(days=1)))
def test_an_early_filing_waits_for_the_opening_day_and_asks_the_firm_nothing(on: date) -> None:
    decision = cg.points.assess(OK, on=on, policy=POLICY)
    assert decision.outcome is OPEN
    assert decision.award is None
    assert decision.missing == ()
    [gap] = decision.awaiting
    assert gap.because == "policy"
    assert gap.path.pointer == "/policy/applications_from"
    assert gap.rules == (WINDOW,)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2022, 3, 31), NOT_MET), (date(2022, 4, 1), MET), (date(2022, 4, 2), MET)],
)
def test_an_opening_day_once_known_decides_and_is_itself_open(on: date, expected: cg.Result) -> None:
    policy = attrs.evolve(POLICY, applications_from=date(2022, 4, 1))
    decision = cg.points.assess(OK, on=on, policy=policy)
    assert decision[WINDOW].result is expected
    assert decision.awaiting == ()


def test_an_unknown_filing_day_is_undetermined_and_asked_for() -> None:
    decision = cg.points.assess(OK, policy=POLICY)
    assert decision[WINDOW].result is UNDETERMINED
    assert decision.outcome is OPEN
    assert [gap.path.pointer for gap in decision.missing] == ["/on"]
    assert all(margin.distance is cg.UNKNOWN for margin in decision[WINDOW].margins)


@given(on=st.dates())
@example(on=BRIEFING_DAY)
@example(on=LAST_DAY)
def test_the_window_on_any_day(on: date) -> None:
    closed = UNDETERMINED if on > date(2022, 12, 31) else NOT_MET  # after the last day of the year
    expected = closed if on > LAST_DAY else MET if on >= BRIEFING_DAY else UNDETERMINED
    assert result(WINDOW, OK, on) is expected


# 參.二 實收資本額1億元以下或經常僱用員工數200人以下


@pytest.mark.parametrize(
    ("capital", "alone", "room"),
    [
        (99_999_999, MET, 1),
        (100_000_000, MET, 0),
        (100_000_001, NOT_MET, -1),
        (0, MET, 100_000_000),
    ],
)
def test_capital_of_a_firm_with_too_many_staff(capital: int, alone: cg.Result, room: int) -> None:
    firm = attrs.evolve(OK, paid_in_capital=capital, regular_employees=201)
    assert result(SIZE, firm) is alone
    assert distance(SIZE, "paid_in_capital", 100_000_000, firm) == room
    assert distance(SIZE, "regular_employees", 200, firm) == -1


@pytest.mark.parametrize(
    ("staff", "alone", "room"),
    [(199, MET, 1), (200, MET, 0), (201, NOT_MET, -1), (0, MET, 200)],
)
def test_staff_of_a_firm_with_too_much_capital(staff: int, alone: cg.Result, room: int) -> None:
    """200 itself is within, though the national SME standard says fewer than 200."""
    firm = attrs.evolve(OK, paid_in_capital=100_000_001, regular_employees=staff)
    assert result(SIZE, firm) is alone
    assert distance(SIZE, "regular_employees", 200, firm) == room
    assert distance(SIZE, "paid_in_capital", 100_000_000, firm) == -1


@pytest.mark.parametrize(
    ("capital", "staff", "expected"),
    [
        (100_000_000, 200, MET),
        (100_000_000, 201, MET),
        (100_000_001, 200, MET),
        (100_000_001, 201, NOT_MET),
        (100_000_000, cg.UNKNOWN, MET),
        (100_000_001, cg.UNKNOWN, UNDETERMINED),
        (cg.UNKNOWN, 200, MET),
        (cg.UNKNOWN, 201, UNDETERMINED),
        (cg.UNKNOWN, cg.UNKNOWN, UNDETERMINED),
    ],
)
def test_either_measure_is_enough_and_an_unknown_one_counts_for_neither_side(
    capital: Fact[int], staff: Fact[int], expected: cg.Result
) -> None:
    firm = attrs.evolve(OK, paid_in_capital=capital, regular_employees=staff)
    assert result(SIZE, firm) is expected


@given(capital=st.integers(0, 10**12), staff=st.integers(0, 10**6))
def test_size_of_any_firm(capital: int, staff: int) -> None:
    firm = attrs.evolve(OK, paid_in_capital=capital, regular_employees=staff)
    small = capital <= 100_000_000 or staff <= 200
    assert result(SIZE, firm) is (MET if small else NOT_MET)
    assert distance(SIZE, "paid_in_capital", 100_000_000, firm) == 100_000_000 - capital
    assert distance(SIZE, "regular_employees", 200, firm) == 200 - staff


def test_the_distance_of_an_unknown_is_unknown() -> None:
    firm = attrs.evolve(OK, paid_in_capital=cg.UNKNOWN)
    assert distance(SIZE, "paid_in_capital", 100_000_000, firm) is cg.UNKNOWN
    assert distance(SIZE, "regular_employees", 200, firm) == -60


# 參.二 之中小型製造業，須有工廠登記證(或免工廠登記)；常見問題 4


@pytest.mark.parametrize(
    ("manufacturer", "expected"), [(True, MET), (False, NOT_MET), (cg.UNKNOWN, UNDETERMINED)]
)
def test_only_a_manufacturer(manufacturer: Fact[bool], expected: cg.Result) -> None:
    assert result(MANUFACTURER, attrs.evolve(OK, manufacturer=manufacturer)) is expected


def test_another_trade_besides_does_not_make_it_less_of_a_manufacturer() -> None:
    firm = attrs.evolve(OK, provider=True, service_firm=True)
    assert cg.points.assess(firm, on=DAY).outcome is ELIGIBLE


@pytest.mark.parametrize("kind", [cg.InformationServiceProvider, cg.ServiceFirm])
def test_being_of_another_kind_does_not_say_that_it_is_no_manufacturer(kind: type[cg.Company]) -> None:
    assert result(MANUFACTURER, kind()) is UNDETERMINED
    assert result(MANUFACTURER, kind(manufacturer=False)) is NOT_MET


def test_the_kind_manufacturer_is_a_manufacturer() -> None:
    assert result(MANUFACTURER, cg.Manufacturer()) is MET


@pytest.mark.parametrize(
    ("factory", "expected"),
    [("registered", MET), ("exempt", MET), ("none", NOT_MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_a_factory_registration_or_an_exemption_from_it(
    factory: Fact[Literal["registered", "exempt", "none"]], expected: cg.Result
) -> None:
    assert result(FACTORY, attrs.evolve(OK, factory=factory)) is expected


@pytest.mark.parametrize(
    ("last", "before", "expected"),
    [
        (0, cg.UNKNOWN, MET),  # never
        (2020, cg.UNKNOWN, MET),
        (2021, cg.UNKNOWN, NOT_MET),
        (2022, cg.UNKNOWN, UNDETERMINED),  # of 2021 nothing is told
        (2022, 0, MET),
        (2022, 2020, MET),
        (2022, 2021, NOT_MET),
        (cg.UNKNOWN, cg.UNKNOWN, UNDETERMINED),
        (cg.UNKNOWN, 2021, UNDETERMINED),
    ],
)
def test_points_used_in_the_year_before_exclude(
    last: Fact[int], before: Fact[int], expected: cg.Result
) -> None:
    firm = attrs.evolve(OK, points_last_used_in=last, points_used_before_in=before)
    assert result(NOT_REPEAT, firm) is expected


def test_what_was_told_for_one_year_is_open_for_the_next() -> None:
    next_year = attrs.evolve(cg.points.policy_on(DAY), repeat_year=2022)
    told_for_111 = attrs.evolve(OK, points_last_used_in=2022)
    assert result(NOT_REPEAT, told_for_111) is UNDETERMINED
    decision = cg.points.assess(told_for_111, on=DAY, policy=next_year)
    assert decision.results[NOT_REPEAT] is NOT_MET
    assert decision[NOT_REPEAT].message("zh_Hant_TW").startswith("不符合：111年使用過")


def test_the_year_of_the_last_use_is_one_question_to_who_never_used_any() -> None:
    [gap] = cg.points.assess(attrs.evolve(OK, points_last_used_in=cg.UNKNOWN), on=DAY).missing
    assert gap.path.key == "points_last_used_in"
    assert cg.points.assess(attrs.evolve(OK, points_last_used_in=0), on=DAY).missing == ()


def test_a_use_after_that_year_is_looked_up_by_the_reviewing_unit() -> None:
    firm = attrs.evolve(OK, points_last_used_in=2022)
    decision = cg.points.assess(firm, on=DAY)
    assert decision.missing == ()
    [gap] = decision.awaiting
    assert (gap.path.key, gap.because) == ("points_used_before_in", "reviewer")
    ruling = cg.Ruling(rule=NOT_REPEAT, result="met", by="主辦單位", on=DAY)
    assert cg.points.assess(firm, on=DAY, rulings=[ruling]).outcome is ELIGIBLE


@pytest.mark.parametrize("year", [1, 110, 1911, -1, 10_000])
def test_a_roc_year_is_no_year_of_data(year: int) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.Company(points_last_used_in=year)
    assert [problem.path.key for problem in refused.value.problems] == ["points_last_used_in"]


# One failing rule is enough, and the others stand by themselves.


@pytest.mark.parametrize(
    ("rule", "firm", "on"),
    [
        (WINDOW, OK, date(2022, 9, 1)),
        (SIZE, attrs.evolve(OK, paid_in_capital=100_000_001, regular_employees=201), DAY),
        (MANUFACTURER, attrs.evolve(OK, manufacturer=False), DAY),
        (FACTORY, attrs.evolve(OK, factory="none"), DAY),
        (NOT_REPEAT, attrs.evolve(OK, points_last_used_in=2021), DAY),
    ],
)
def test_one_rule_not_met_refuses_and_leaves_the_others_as_they_are(
    rule: str, firm: cg.Company, on: date
) -> None:
    decision = cg.points.assess(firm, on=on)
    assert decision.outcome is INELIGIBLE
    assert decision.award == 0
    assert {name for name, answer in decision.results.items() if answer is NOT_MET} == {rule}
    assert {answer for name, answer in decision.results.items() if name != rule} == {MET}


def test_a_loaded_firm_is_decided_like_a_built_one() -> None:
    firm = cg.load(
        cg.Manufacturer,
        {
            "ubn": "12345675",
            "name": "示範精密",
            "paid_in_capital": 80_000_000,
            "regular_employees": 260,
            "factory": "registered",
            "points_last_used_in": 0,
        },
    )
    assert cg.points.assess(firm, on=DAY).results == cg.points.assess(OK, on=DAY).results


# Remedies: only what the firm itself can bring about, and only what makes it eligible.


def test_a_firm_without_a_factory_registration_is_told_to_register_never_to_be_exempt() -> None:
    firm = attrs.evolve(OK, factory="none")
    [remedy] = cg.points.assess(firm, on=DAY).remedies
    assert {change.path.key: change.new for change in remedy.changes} == {"factory": "registered"}
    assert cg.points.assess(remedy.apply(firm), on=DAY).outcome is ELIGIBLE


@pytest.mark.parametrize(
    ("firm", "on"),
    [
        (OK, DAY),
        (OK, date(2022, 9, 1)),
        (attrs.evolve(OK, points_last_used_in=2021), DAY),
        (attrs.evolve(OK, points_last_used_in=2021, factory="none"), DAY),
        (attrs.evolve(OK, factory=cg.UNKNOWN), DAY),
    ],
)
def test_nothing_is_proposed_where_nothing_helps_or_nothing_is_refused(firm: cg.Company, on: date) -> None:
    assert cg.points.assess(firm, on=on).remedies == ()


# Reform: another policy is other data.


def test_a_reform_moves_each_threshold() -> None:
    big = attrs.evolve(OK, paid_in_capital=100_000_001, regular_employees=201)
    capital = attrs.evolve(POLICY, paid_in_capital_ceiling=100_000_001)
    staff = attrs.evolve(POLICY, regular_employee_ceiling=201)
    assert cg.points.assess(big, on=DAY, policy=capital).outcome is ELIGIBLE
    assert cg.points.assess(big, on=DAY, policy=staff).outcome is ELIGIBLE
    assert cg.points.assess(big, on=DAY).outcome is INELIGIBLE

    stricter = attrs.evolve(POLICY, paid_in_capital_ceiling=79_999_999, regular_employee_ceiling=259)
    decision = cg.points.assess(OK, on=DAY, policy=stricter)
    assert decision.outcome is INELIGIBLE
    assert [margin.distance for margin in decision[SIZE].margins] == [-1, -1]


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2022, 9, 30), MET), (date(2022, 10, 1), NOT_MET), (LAST_DAY, MET)]
)
def test_a_reform_moves_the_last_day(on: date, expected: cg.Result) -> None:
    longer = attrs.evolve(POLICY, applications_until=date(2022, 9, 30))
    assert cg.points.assess(OK, on=on, policy=longer)[WINDOW].result is expected


@pytest.mark.parametrize(
    ("moved", "results"),
    [
        (cg.UNKNOWN, [MET, MET, SILENT, NOT_MET]),
        (date(2022, 8, 31), [MET, MET, NOT_MET, NOT_MET]),
        (date(2022, 9, 1), [MET, MET, MET, NOT_MET]),
    ],
)
def test_a_last_day_of_rest_is_asked_about_until_the_next_working_day(
    moved: Any, results: list[cg.Result]
) -> None:
    """31 August 2022 is a Wednesday: the day of a typhoon is the caller's to give."""
    days = [date(2022, 8, 30), LAST_DAY, date(2022, 9, 1), date(2022, 9, 2)]
    stormy = attrs.evolve(POLICY, holidays=(LAST_DAY,), moved_last_day=moved)
    decisions = [cg.points.assess(OK, on=day, policy=stormy) for day in days]
    assert [decision[WINDOW].result for decision in decisions] == results
    for decision, result in zip(decisions, results, strict=True):
        asked = [gap.path.pointer for gap in decision.awaiting]
        assert asked == (["/policy/moved_last_day"] if result is SILENT else [])


def test_holidays_and_make_up_days_of_the_window_are_the_callers() -> None:
    def found(until: date, **days: Any) -> list[cg.Result]:
        policy = attrs.evolve(POLICY, applications_until=until, **days)
        later = [until + timedelta(days=more) for more in (1, 2, 3)]
        return [cg.points.assess(OK, on=day, policy=policy)[WINDOW].result for day in later]

    saturday = date(2022, 8, 27)
    assert found(saturday) == [SILENT, SILENT, NOT_MET]
    assert found(saturday, make_up_days=(saturday,)) == [NOT_MET, NOT_MET, NOT_MET]
    assert found(saturday, make_up_days=(date(2022, 8, 28),)) == [SILENT, NOT_MET, NOT_MET]
    assert found(saturday, holidays=(date(2022, 8, 29),)) == [SILENT, SILENT, SILENT]


def test_a_last_day_that_is_worked_does_not_move() -> None:
    with pytest.raises(cg.InvalidInput, match=r"rest_day\.moved"):
        attrs.evolve(POLICY, moved_last_day=date(2022, 9, 1))
    with pytest.raises(cg.InvalidInput, match="duplicate"):
        attrs.evolve(POLICY, holidays=(LAST_DAY,), make_up_days=(LAST_DAY,))


def test_a_later_opening_day_is_refused_or_binds() -> None:
    """A supplied opening day may contradict the briefing's 已公告, but must not be ignored in silence."""
    try:
        policy = attrs.evolve(POLICY, applications_from=date(2022, 6, 1))
    except cg.InvalidInput:
        return
    assert cg.points.assess(OK, on=date(2022, 5, 31), policy=policy)[WINDOW].result is NOT_MET
    assert cg.points.assess(OK, on=date(2022, 6, 1), policy=policy)[WINDOW].result is MET


def test_the_edition_holds_what_the_briefing_says() -> None:
    assert POLICY.paid_in_capital_ceiling == 100_000_000
    assert POLICY.regular_employee_ceiling == 200
    assert POLICY.applications_until == LAST_DAY
    assert POLICY.applications_from is cg.UNKNOWN
    assert POLICY.offset_ceiling == 200_000
    assert POLICY.grant == 200_000
    assert POLICY.grant_ceiling == 200_000
