"""Evidence and its windows: the credit report, the four net-worth statements, the capability registration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import Member, lead, partner
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.values.unknown import Fact, Truth
from programmes.research.applicants import CLOSING, DAY, LEAD, MAKER, POLICY, PUBLISHED, bare, result, with_

MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
U = cg.UNKNOWN
CREDIT = "research.common.no-rejected-account"
WORTH = "research.common.net-worth-positive"
CAPABILITY = "research.provider.capability-registration"


def credit(closing: Fact[date] = CLOSING, **known: Any) -> cg.Result:
    policy = attrs.evolve(POLICY, announced_on=U, closing_date=closing)
    return result(CREDIT, with_(MAKER, **known), policy=policy)


# 受理截止日前半年內之「票據信用查覆單」，並加蓋查覆單位圖章


@pytest.mark.parametrize(
    ("closing", "first"),
    [
        (date(2022, 5, 31), date(2021, 11, 30)),  # November has no 31st
        (date(2022, 5, 30), date(2021, 11, 30)),
        (date(2022, 5, 29), date(2021, 11, 29)),
        (date(2022, 8, 31), date(2022, 2, 28)),
        (date(2022, 8, 28), date(2022, 2, 28)),
        (date(2022, 8, 27), date(2022, 2, 27)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2022, 2, 28), date(2021, 8, 28)),  # not the 31st: the day of the same number
        (date(2022, 6, 15), date(2021, 12, 15)),
    ],
)
def test_half_a_year_by_the_calendar_both_ends_within(closing: date, first: date) -> None:
    day = timedelta(1)
    for issued, expected in [
        (first - day, NOT_MET),
        (first, MET),
        (first + day, MET),
        (closing - day, MET),
        (closing, MET),
        (closing + day, NOT_MET),
        (U, OPEN),
    ]:
        assert credit(closing, credit_report_issued_on=issued) is expected, issued


@pytest.mark.parametrize(
    ("rejected", "stamped", "expected"),
    [
        (False, True, MET),
        (True, True, NOT_MET),
        (True, U, NOT_MET),
        (False, False, NOT_MET),
        (U, False, NOT_MET),
        (U, True, OPEN),
        (False, U, OPEN),
    ],
)
def test_no_rejected_account_and_a_stamp(
    rejected: Fact[bool], stamped: Fact[bool], expected: cg.Result
) -> None:
    assert credit(rejected_account=rejected, credit_report_stamped=stamped) is expected


def test_while_the_closing_date_is_not_published_the_report_waits_for_it() -> None:
    assert credit(U) is OPEN
    assert credit(U, rejected_account=True) is NOT_MET
    assert credit(U, credit_report_stamped=False) is NOT_MET
    decision = partner.assess(MAKER, on=DAY, policy=PUBLISHED)
    because = {(gap.path.pointer, gap.because) for gap in decision[CREDIT].because}
    assert because == {("/policy/closing_date", "policy")}  # the first day follows from it


def test_an_old_report_can_be_replaced_and_a_late_one_cannot() -> None:
    old = partner.assess(with_(MAKER, credit_report_issued_on=date(2021, 11, 29)), on=DAY, policy=POLICY)
    [remedy] = old.remedies
    assert {change.path.key: change.new for change in remedy.changes} == {
        "firm.credit_report_issued_on": DAY  # the day before the window is over: a new one bears today's date
    }
    assert partner.assess(remedy.apply(old.subject), on=DAY, policy=POLICY).outcome is cg.Outcome.ELIGIBLE
    late = partner.assess(with_(MAKER, credit_report_issued_on=date(2022, 6, 1)), on=DAY, policy=POLICY)
    assert late.remedies == ()


def test_how_far_the_report_is_from_either_end() -> None:
    finding = partner.assess(MAKER, on=DAY, policy=POLICY)[CREDIT]
    assert [(margin.distance, margin.unit, margin.inclusive) for margin in finding.margins] == [
        (122, "days", True),
        (60, "days", True),
    ]
    assert finding.message("zh_Hant_TW") == (
        "符合：非屬銀行拒絕往來戶，票據信用查覆單於受理截止日前6個月內（110年11月30日至111年5月31日）出具並加蓋圖章"
        "（銀行拒絕往來戶：否；票據信用查覆單出具日：111年4月1日；票據信用查覆單加蓋查覆單位圖章：是）"
    )


# 公司淨值: the four cases.

BEFORE, NEW = date(2021, 12, 31), date(2022, 1, 1)


def worth(policy: Any = POLICY, on: Fact[date] = DAY, **known: Any) -> cg.Result:
    return result(WORTH, bare(**{"statements_year": 2021, **known}), policy=policy, on=on)


@pytest.mark.parametrize(("amount", "expected"), [(-1, NOT_MET), (0, NOT_MET), (1, MET), (U, OPEN)])
@pytest.mark.parametrize("returned", [-5, 5, U])
def test_the_audit_report_prevails_over_the_return(
    amount: Fact[int], returned: Fact[int], expected: cg.Result
) -> None:
    known: dict[str, Any] = {"cpa_audited": True, "audited_net_worth": amount, "return_net_worth": returned}
    assert worth(registered_on=BEFORE, restored_by_increase=False, **known) is expected


@pytest.mark.parametrize(("amount", "expected"), [(-1, NOT_MET), (0, NOT_MET), (1, MET), (U, OPEN)])
def test_without_an_audit_report_the_return(amount: Fact[int], expected: cg.Result) -> None:
    known: dict[str, Any] = {"cpa_audited": False, "restored_by_increase": False}
    assert worth(registered_on=BEFORE, return_net_worth=amount, **known) is expected
    with pytest.raises(cg.InvalidInput) as caught:  # a figure of a report that there is not
        worth(registered_on=BEFORE, return_net_worth=amount, **known, audited_net_worth=9)
    assert {(one.path.key, one.code) for one in caught.value.problems} == {
        ("audited_net_worth", "firm.not_audited"),
        ("cpa_audited", "firm.not_audited"),
    }


@pytest.mark.parametrize(
    ("audited", "returned", "expected"),
    [(1, 1, MET), (0, 0, NOT_MET), (1, 0, MET), (0, 1, NOT_MET), (1, U, MET), (U, 1, OPEN), (U, 0, OPEN)],
)
def test_a_figure_of_the_audit_report_says_that_there_is_one(
    audited: Fact[int], returned: Fact[int], expected: cg.Result
) -> None:
    known: dict[str, Any] = {
        "audited_net_worth": audited,
        "return_net_worth": returned,
        "restored_by_increase": False,
    }
    assert worth(registered_on=BEFORE, **known) is expected


def test_a_positive_audit_report_is_enough_whenever_the_firm_was_registered() -> None:
    assert worth(cpa_audited=True, audited_net_worth=1) is MET
    assert worth(cpa_audited=True, audited_net_worth=1, registered_on=NEW) is MET
    assert worth(cpa_audited=False, return_net_worth=1) is OPEN  # a new firm has no return


@pytest.mark.parametrize("year", [2020, 2022, U])
def test_statements_of_another_year_say_nothing_of_the_latest(year: Fact[int]) -> None:
    """What was told for one year is open for the next; a firm that is new has no year's statements yet."""
    for known in (
        {"cpa_audited": True, "audited_net_worth": -1},
        {"cpa_audited": False, "return_net_worth": 1},
    ):
        told: dict[str, Any] = {"registered_on": BEFORE, "restored_by_increase": False, **known}
        assert worth(**told, statements_year=2021) is not OPEN
        assert worth(**told, statements_year=year) is OPEN
    assert worth(**{**PROVED, "statements_year": year}) is MET
    next_year = attrs.evolve(POLICY, latest_year=2022)
    assert worth(policy=next_year, registered_on=BEFORE, cpa_audited=True, audited_net_worth=1) is OPEN


@pytest.mark.parametrize(("day", "refused"), [(date(2021, 12, 31), True), (date(2022, 1, 1), False)])
def test_an_increase_that_the_statements_show_already_turned_nothing_positive(
    day: date, refused: bool
) -> None:
    told = {**RESTORED, "capital_increased_on": day}
    if not refused:
        assert worth(**told) is MET
        return
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Company(**told)
    assert {one.code for one in caught.value.problems} == {"firm.increase_before_statements"}


PROVED: dict[str, Any] = {
    "statements_year": 2021,
    "cpa_audited": False,
    "registered_on": NEW,
    "capital_verified": True,
    "interim_statement": "own_last_month",
    "interim_net_worth": 1,
    "restored_by_increase": False,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, MET),
        ({"interim_statement": "cpa_audit"}, MET),
        ({"interim_statement": "cpa_review"}, MET),
        ({"interim_statement": "own_older"}, NOT_MET),
        ({"interim_statement": "none", "interim_net_worth": U}, NOT_MET),
        ({"interim_statement": U}, OPEN),
        ({"capital_verified": False}, NOT_MET),  # together with it, not instead of it
        ({"capital_verified": U}, OPEN),
        ({"interim_net_worth": 0}, NOT_MET),
        ({"interim_net_worth": -1}, NOT_MET),
        ({"interim_net_worth": U}, OPEN),
        ({"registered_on": DAY}, MET),
        ({"registered_on": BEFORE, "return_net_worth": -1}, NOT_MET),
        ({"registered_on": BEFORE}, OPEN),  # the return decides
        ({"registered_on": U, "return_net_worth": 1}, OPEN),  # it may not be there yet
        ({"registered_on": DAY + timedelta(1)}, NOT_MET),  # after the filing
        ({"registered_on": DAY + timedelta(1), "return_net_worth": 5}, NOT_MET),
        (
            {"cpa_audited": True, "audited_net_worth": -5},
            NOT_MET,
        ),  # they stand in for no report that there is
        ({"cpa_audited": True, "audited_net_worth": 1, "capital_verified": False}, MET),
        ({"cpa_audited": True}, OPEN),
        ({"cpa_audited": U}, OPEN),
        ({"cpa_audited": U, "audited_net_worth": 1}, MET),
        ({"registered_on": U, "return_net_worth": 0}, OPEN),
        ({"return_net_worth": 5, "capital_verified": False}, NOT_MET),
    ],
)
def test_a_firm_registered_in_the_year_of_the_application(changes: Any, expected: cg.Result) -> None:
    assert worth(**{**PROVED, **changes}) is expected


RESTORED: dict[str, Any] = {
    "statements_year": 2021,
    "cpa_audited": True,
    "audited_net_worth": -3_000_000,
    "registered_on": date(2015, 3, 1),
    "interim_statement": "cpa_review",
    "interim_net_worth": 1,
    "restored_by_increase": True,
    "capital_increased_on": DAY,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, MET),
        ({"interim_statement": "cpa_audit"}, MET),
        ({"interim_statement": "none", "interim_net_worth": U, "restored_by_increase": U}, NOT_MET),
        ({"capital_increased_on": DAY - timedelta(1)}, MET),
        ({"capital_increased_on": DAY + timedelta(1)}, NOT_MET),  # after the filing
        ({"capital_increased_on": U}, OPEN),
        ({"interim_net_worth": 0, "restored_by_increase": U}, NOT_MET),
        ({"interim_net_worth": -1, "restored_by_increase": U}, NOT_MET),
        ({"interim_net_worth": U}, OPEN),
        ({"restored_by_increase": False}, NOT_MET),  # profits turned it
        ({"restored_by_increase": U}, OPEN),
        ({"audited_net_worth": 0}, MET),  # zero mended the same way
        ({"cpa_audited": False, "audited_net_worth": U, "return_net_worth": -1}, MET),
        ({"registered_on": NEW, "capital_verified": False}, MET),
        ({"interim_statement": "own_last_month"}, OPEN),
        ({"interim_statement": "own_older"}, OPEN),
    ],
)
def test_turned_positive_by_a_capital_increase_before_applying(changes: Any, expected: cg.Result) -> None:
    assert worth(**{**RESTORED, **changes}) is expected


@pytest.mark.parametrize(
    ("changes", "code", "blamed"),
    [
        (
            {"interim_statement": "none"},
            "firm.no_interim_statement",
            {"interim_net_worth", "interim_statement", "restored_by_increase"},
        ),
        ({"interim_net_worth": 0}, "firm.not_restored", {"interim_net_worth", "restored_by_increase"}),
        ({"interim_net_worth": -1}, "firm.not_restored", {"interim_net_worth", "restored_by_increase"}),
        ({"cpa_audited": False}, "firm.not_audited", {"cpa_audited", "audited_net_worth"}),
        (
            {"capital_increased_on": date(2015, 2, 28), "statements_year": U},
            "firm.before_registration",
            {"capital_increased_on", "registered_on"},
        ),
    ],
)
def test_what_contradicts_itself_about_the_net_worth_is_no_finding(
    changes: Any, code: str, blamed: set[str]
) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        worth(**{**RESTORED, **changes})
    assert {one.code for one in caught.value.problems} == {code}
    assert {one.path.key for one in caught.value.problems} == blamed
    assert worth(**{**RESTORED, **changes, **dict.fromkeys(blamed - changes.keys(), U)}) is not None


def test_whether_a_firm_s_own_statements_show_the_increase_is_for_the_office_to_say() -> None:
    member = bare(**{**RESTORED, "interim_statement": "own_last_month"})
    decision = partner.assess(member, on=DAY, policy=POLICY)
    [gap] = decision[WORTH].because
    assert (gap.path.pointer, gap.because) == ("/policy/own_statements_show_increase", "text")
    assert "自編" in gap.question("zh_Hant_TW")
    for answer, expected in ((True, MET), (False, NOT_MET)):
        policy = attrs.evolve(POLICY, own_statements_show_increase=answer)
        assert result(WORTH, member, policy=policy) is expected
    ruling = Ruling(rule=WORTH, result="met", by="計畫辦公室", on=DAY, ref="電洽紀錄")
    assert partner.assess(member, on=DAY, policy=POLICY, rulings=[ruling])[WORTH].result is MET


@pytest.mark.parametrize("year", [2021, 2022])
def test_the_year_of_the_application_is_the_policy_s(year: int) -> None:
    policy = attrs.evolve(POLICY, application_year_from=date(year, 1, 1))
    known = {**PROVED, "return_net_worth": 0}
    for shift, expected in ((-1, NOT_MET), (0, MET), (1, MET)):
        day = date(year, 1, 1) + timedelta(shift)
        assert worth(policy, date(2022, 5, 2), **{**known, "registered_on": day}) is expected


def test_a_net_worth_may_be_negative_but_not_beyond_all_bounds() -> None:
    assert cg.Company(audited_net_worth=-(10**14)).audited_net_worth == -(10**14)
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Company(audited_net_worth=-(10**14) - 1, interim_net_worth=10**14 + 1, revenue_last_year=-1)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("audited_net_worth", "too_small"),
        ("interim_net_worth", "too_large"),
        ("revenue_last_year", "negative"),
    ]


VERIFICATION = "設立登記資本額查核報告書：否"
STATEMENT = "期中財務報表：{}"


@pytest.mark.parametrize(
    ("base", "changes", "lacking", "acts"),
    [
        (PROVED, {"capital_verified": False}, [VERIFICATION], ("補附公司設立登記資本額查核報告書",)),
        (
            PROVED,
            {"interim_statement": "none", "interim_net_worth": U},
            [STATEMENT.format("沒有期中財務報表")],
            (),
        ),
        (
            PROVED,
            {"interim_statement": "own_older"},
            [STATEMENT.format("更早之自編財務報表")],
            ("補附最近一期會計師期中查核報告",),
        ),
        (
            PROVED,
            {"capital_verified": False, "interim_statement": "own_older"},
            [VERIFICATION, STATEMENT.format("更早之自編財務報表")],
            ("補附公司設立登記資本額查核報告書；補附最近一期會計師期中核閱報告",),
        ),
        (
            RESTORED,
            {"interim_statement": "own_last_month"},
            [STATEMENT.format("申請前一個月之自編財務報表")],
            ("補附最近一期會計師期中查核報告",),
        ),
    ],
)
def test_the_document_that_is_missing_is_named(
    base: dict[str, Any], changes: dict[str, Any], lacking: list[str], acts: tuple[str, ...]
) -> None:
    policy = attrs.evolve(POLICY, own_statements_show_increase=False)
    finding = partner.assess(bare(**{**base, **changes}), on=DAY, policy=policy)[WORTH]
    assert finding.result is NOT_MET
    message = finding.message("zh_Hant_TW")
    assert message.startswith("不符合：依所附文件，淨值未經認定為正值")
    assert all(message.count(document) == 1 for document in lacking)
    assert set(acts) <= {remedy.message("zh_Hant_TW") for remedy in finding.remedies}


def test_a_document_that_is_lacking_fails_whatever_else_is_not_known() -> None:
    """One of the two proofs is not enough, whether or not the other is there."""
    assert worth(**{**PROVED, "capital_verified": False, "interim_statement": U}) is NOT_MET
    assert worth(**{**PROVED, "capital_verified": U, "interim_statement": "own_older"}) is NOT_MET


def test_while_it_is_not_known_which_documents_there_are_they_are_asked_for() -> None:
    known = {**PROVED, "capital_verified": U, "interim_statement": U}
    gaps = partner.assess(bare(**known), on=DAY, policy=POLICY)[WORTH].because
    assert [gap.path.key for gap in gaps] == ["firm.capital_verified", "firm.interim_statement"]


def test_net_worth_in_words() -> None:
    known = {
        "statements_year": 2021,
        "cpa_audited": True,
        "audited_net_worth": -120_000,
        "registered_on": BEFORE,
    }
    finding = partner.assess(bare(restored_by_increase=False, **known), on=DAY, policy=POLICY)[WORTH]
    assert finding.message("zh_Hant_TW").startswith(
        "不符合：依所附文件，淨值未經認定為正值（零不是正值）（最近一年度有會計師查核報告書：是；"
    )
    assert "查核報告書所載淨值：-12萬元" in finding.message("zh_Hant_TW")
    assert "Net worth in the audit report: -NT$120,000" in finding.message("en")


# 能量登錄證書（IT類）


SUNDAY = date(2022, 7, 31)
HELD, APPLIED = "it_capability_held", "it_capability_applied"


def capability(policy: Any = POLICY, on: Fact[date] = DAY, **known: Any) -> cg.Result:
    fresh = dict.fromkeys((HELD, APPLIED, "it_capability_from", "it_capability_until"), U)
    return result(CAPABILITY, with_(LEAD, **{**fresh, **known}), policy=policy, on=on)


VALID: dict[str, Any] = {
    HELD: True,
    "it_capability_from": DAY,
    "it_capability_until": date(2025, 12, 31),
}


@pytest.mark.parametrize("applied", [False, U])
@pytest.mark.parametrize(
    ("until", "valid"),
    [(DAY - timedelta(1), False), (DAY, True), (DAY + timedelta(1), True), (U, U)],
)
def test_a_certificate_is_valid_on_the_day_of_the_filing(
    until: Fact[date], valid: Truth, applied: Truth
) -> None:
    known: dict[str, Any] = {HELD: True, "it_capability_from": date(2021, 1, 1), APPLIED: applied}
    known["it_capability_until"] = until
    expected = MET if valid is True else OPEN if U in (valid, applied) else NOT_MET
    assert capability(**known) is expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [(DAY - timedelta(1), MET), (DAY, MET), (DAY + timedelta(1), NOT_MET), (U, OPEN)],
)
@pytest.mark.parametrize("passed", [date(2022, 8, 15), date(2022, 8, 1)])
def test_a_certificate_that_began_after_the_filing_is_an_application_s(
    first: Fact[date], expected: cg.Result, passed: date
) -> None:
    late: dict[str, Any] = {
        APPLIED: True,
        "it_capability_applied_on": DAY,
        "it_capability_passed_on": passed,
    }
    assert capability(**{**VALID, **late, "it_capability_from": first}) is expected
    assert capability(**{**late, HELD: False}) is NOT_MET
    in_time = {**late, "it_capability_passed_on": SUNDAY}
    assert capability(**{**VALID, **in_time, "it_capability_from": first}) is MET
    assert capability(**{**VALID, "it_capability_from": first}) is (MET if expected is MET else OPEN)


LAPSED: dict[str, Any] = {
    HELD: True,
    "it_capability_from": date(2019, 5, 16),
    "it_capability_until": date(2022, 5, 15),
}
IN_TIME: dict[str, Any] = {
    APPLIED: True,
    "it_capability_applied_on": date(2022, 5, 1),
    "it_capability_passed_on": date(2022, 7, 1),
}
FILED = date(2022, 5, 16)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, MET),
        ({HELD: U}, MET),
        ({HELD: False, "it_capability_from": U, "it_capability_until": U}, MET),
        ({"it_capability_applied_on": CLOSING + timedelta(1)}, NOT_MET),
        ({"it_capability_passed_on": SUNDAY + timedelta(1)}, NOT_MET),
        ({"it_capability_passed_on": U}, OPEN),
        ({APPLIED: False, "it_capability_passed_on": U}, NOT_MET),  # it was turned down
        ({APPLIED: U, "it_capability_passed_on": U}, OPEN),
        ({APPLIED: U}, MET),  # what passed was applied for
        ({"it_capability_until": FILED, APPLIED: False, "it_capability_passed_on": U}, MET),
    ],
)
def test_a_certificate_that_lapsed_does_not_spoil_an_application_in_time(
    changes: dict[str, Any], expected: cg.Result
) -> None:
    assert capability(on=FILED, **{**LAPSED, **IN_TIME, **changes}) is expected


def test_without_a_closing_date_an_application_beside_a_lapsed_certificate_is_open() -> None:
    assert capability(PUBLISHED, on=FILED, **LAPSED, **IN_TIME) is OPEN


def test_of_a_certificate_that_is_held_its_first_day_is_asked() -> None:
    held = with_(LEAD, it_capability_from=U, it_capability_applied=False)
    decision = lead.assess(held, on=DAY, policy=POLICY)
    assert decision[CAPABILITY].result is OPEN
    assert "firm.it_capability_from" in {gap.path.key for gap in decision.missing}
    lapsed = with_(held, it_capability_until=DAY - timedelta(1))
    assert result(CAPABILITY, lapsed) is NOT_MET


@pytest.mark.parametrize(
    ("told", "days", "held", "applied"),
    [
        ("held", {}, True, U),
        ("held", {"applied_on": "2022-05-01"}, True, True),
        ("applied", {}, False, True),
        ("applied", {"until": "2022-05-15"}, True, True),
        ("none", {"applied_on": "2022-05-01"}, False, False),
    ],
)
def test_what_a_single_answer_said_is_two_facts_now(
    told: str, days: dict[str, str], held: Truth, applied: Truth
) -> None:
    old = {f"it_capability_{name}": day for name, day in days.items()} | {"it_capability": told}
    for kind in ("company", "information_service_provider"):
        firm = cg.load(cg.Company, {"kind": kind, "version": 1, **old})
        assert (firm.it_capability_held, firm.it_capability_applied) == (held, applied)
    member = cg.load(Member, {"kind": "member", "version": 1, "firm": old})
    assert member.firm.it_capability_held is held


def test_what_was_no_answer_before_is_none_now() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(cg.Company, {"kind": "company", "version": 1, "it_capability": "lost"})
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("it_capability", "unknown_key")]


def test_a_certificate_ends_no_earlier_than_it_begins() -> None:
    known: dict[str, Any] = {"it_capability_from": DAY, "it_capability_until": DAY}
    assert bare(**known).firm.it_capability_until == DAY
    with pytest.raises(cg.InvalidInput) as caught:
        bare(**{**known, "it_capability_until": DAY - timedelta(1)})
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("it_capability_until", "order")]


@pytest.mark.parametrize(
    ("applied", "passed", "expected"),
    [
        (CLOSING - timedelta(1), date(2022, 7, 30), MET),
        (CLOSING, SUNDAY, MET),
        (CLOSING, SUNDAY + timedelta(1), NOT_MET),  # the Monday after: a Sunday does not extend it
        (CLOSING + timedelta(1), SUNDAY, NOT_MET),
        (CLOSING + timedelta(1), U, NOT_MET),
        (CLOSING, U, OPEN),
        (U, SUNDAY, OPEN),
        (U, SUNDAY + timedelta(1), NOT_MET),
    ],
)
def test_applied_for_by_the_closing_date_and_passed_in_july(
    applied: Fact[date], passed: Fact[date], expected: cg.Result
) -> None:
    known: dict[str, Any] = {"it_capability_applied_on": applied, "it_capability_passed_on": passed}
    assert SUNDAY.weekday() == 6
    assert capability(it_capability_held=False, it_capability_applied=True, **known) is expected


def test_pending_awaits_an_event_and_asks_the_applicant_nothing() -> None:
    none = dict.fromkeys(("it_capability_from", "it_capability_until"), U)
    applied = {HELD: False, APPLIED: True, "it_capability_applied_on": CLOSING}
    member = with_(LEAD, **none, **applied)
    decision = lead.assess(member, on=DAY, policy=POLICY)
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert decision.missing == ()
    [gap] = decision.awaiting
    assert (gap.path.key, gap.because) == ("firm.it_capability_passed_on", "event")
    assert gap.question("en") == (
        "On which day was the review for the capability registration (IT class) passed?"
    )


@pytest.mark.parametrize(
    ("held", "applied", "expected"), [(False, False, NOT_MET), (U, False, OPEN), (False, U, OPEN)]
)
def test_neither_held_nor_applied_for(held: Truth, applied: Truth, expected: cg.Result) -> None:
    assert capability(it_capability_held=held, it_capability_applied=applied) is expected


def test_it_binds_a_partner_that_is_a_provider_and_no_other() -> None:
    for provider, expected in ((True, NOT_MET), (False, cg.Result.NOT_APPLICABLE), (U, OPEN)):
        member = with_(MAKER, provider=provider, it_capability_held=False, it_capability_applied=False)
        assert result(CAPABILITY, member) is expected


def test_without_the_closing_date_an_application_waits_for_it() -> None:
    assert capability(PUBLISHED, **{**IN_TIME, HELD: False}) is OPEN
    assert capability(PUBLISHED, **VALID) is MET


def test_a_review_passed_before_it_was_applied_for_is_nonsense() -> None:
    known: dict[str, Any] = {
        "it_capability_applied_on": date(2022, 5, 2),
        "it_capability_passed_on": date(2022, 5, 1),
    }
    with pytest.raises(cg.InvalidInput) as caught:
        bare(**known)
    [problem] = caught.value.problems
    assert (problem.path.key, problem.code) == ("it_capability_passed_on", "order")
    firm = {name: day.isoformat() for name, day in known.items()} | {"registered": True}
    member, problems = cg.draft(Member, {"role": "lead", "firm": firm})
    assert [(one.path.key, one.code) for one in problems] == [("firm.it_capability_passed_on", "order")]
    assert member.firm.it_capability_passed_on is U
    assert (member.firm.it_capability_applied_on, member.firm.registered) == (date(2022, 5, 2), True)


def test_a_certificate_can_be_renewed() -> None:
    member = with_(LEAD, it_capability_until=date(2022, 5, 19), it_capability_applied=False)
    decision = lead.assess(member, on=DAY, policy=POLICY)
    [remedy] = decision.remedies
    assert {change.path.key: change.new for change in remedy.changes} == {"firm.it_capability_until": DAY}


# What is confidential.


def test_money_and_credit_are_confidential_and_what_a_register_shows_is_not() -> None:
    known = cg.facts(cg.Company)
    confidential = {
        "rejected_account", "credit_report_issued_on", "credit_report_stamped", "audited_net_worth",
        "return_net_worth", "interim_net_worth", "restored_by_increase", "capital_increased_on",
        "revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago",
    }  # fmt: skip
    assert {name for name, info in known.items() if info.confidential} == confidential


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_every_fact_of_these_clauses_asks_in_both_languages(locale: str) -> None:
    about = [info for info in cg.facts(cg.Company).values() if info.clause.startswith("research.")]
    assert len(about) == 33
    for info in about:
        assert info.label.in_(locale)
        assert info.derived or info.question[locale[:2]].endswith(("?", "？"))
        if info.options:
            assert len({info.option_label(option, locale) for option, _ in info.options}) == len(info.options)


@given(st.dates(date(2021, 1, 1), date(2024, 12, 31)))
def test_the_window_is_never_empty_and_never_longer_than_a_half_year_s_days(closing: date) -> None:
    first = attrs.evolve(PUBLISHED, closing_date=closing).credit_report_from
    assert first is not U
    assert 180 <= (closing - first).days <= 184
