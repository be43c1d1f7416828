"""A session: immutable, back and forth, dumped and loaded, from nothing or from a firm half known."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.guide import Session, frequencies, start
from questioning import FILING, firms

NAMES = ["points", "coaching"]
TYPED = {
    "manufacturer": "是",
    "provider": "否",
    "factory": "免工廠登記",
    "points_last_used_in": "沒有",
    "paid_in_capital": "２億",
    "regular_employees": "150人",
    "cloud_services": "已有雲服務營運中",
    "cloud_base": "other",
    "coaching_own_funds": "0",
}


def begun(**more: Any) -> Session:
    return start(on=FILING, programmes=NAMES, **more)


def finished(session: Session, typed: dict[str, str]) -> Session:
    while (question := session.next) is not None:
        session = session.answer(question, typed[question.fact])
    return session


def test_typed_answers_to_the_end() -> None:
    session = finished(begun(), TYPED)
    assert session.firm == cg.Company(
        manufacturer=True, provider=False, factory="exempt", points_last_used_in=0,
        paid_in_capital=200_000_000, regular_employees=150,
    )  # fmt: skip
    assert {one.name: one.outcome for one in session.exploration.prospects} == {
        "points": cg.Outcome.ELIGIBLE, "coaching": cg.Outcome.INELIGIBLE
    }  # fmt: skip
    assert len(session.steps) == 6


def test_it_may_start_from_a_firm_half_known() -> None:
    firm = cg.Manufacturer(factory="registered", provider=False, paid_in_capital=1)
    session = begun(firm=firm)
    question = session.next
    assert question is not None
    assert question.fact == "points_last_used_in"
    assert session.answer(question, 2020).next is None


def test_a_session_never_changes() -> None:
    session = begun()
    before = cg.dump(session)
    question = session.next
    assert question is not None
    later = session.answer(question, "是")
    assert cg.dump(session) == before
    assert later != session
    assert later.back() == session
    assert hash(later.back()) == hash(session)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        session.steps = ()  # type: ignore[misc]


def test_back_to_the_start_and_no_further() -> None:
    session = end = finished(begun(), TYPED)
    for _ in end.steps:
        session = session.back()
    assert session == begun()
    assert session.back() == session


def test_back_restores_an_answer_that_was_corrected() -> None:
    session = begun().answer("factory", "none").answer("factory", "registered")
    assert session.firm.factory == "registered"
    assert session.back().firm.factory == "none"


@pytest.mark.parametrize("past", [None, frequencies(firms(50, seed=2), on=FILING, programmes=NAMES)])
def test_dumped_at_any_moment_it_goes_on_where_it_was(past: Any) -> None:
    session = begun(past=past)
    while True:
        dumped = json.loads(json.dumps(cg.dump(session)))
        again = cg.load(Session, dumped)
        assert dumped["kind"] == "guide_session"
        assert again == session
        assert pickle.loads(pickle.dumps(session)) == session
        assert again.next == session.next
        assert again.message("en") == session.message("en")
        if session.next is None:
            break
        session = session.answer(session.next, TYPED[session.next.fact])


def test_the_kind_of_firm_survives() -> None:
    session = begun(firm=cg.Manufacturer()).answer("factory", "exempt")
    again = cg.load(Session, cg.dump(session))
    assert type(again.firm) is cg.Manufacturer


@pytest.mark.parametrize("blank", ["", "  ", cg.UNKNOWN])
def test_who_does_not_know_is_not_asked_again(blank: Any) -> None:
    session, asked = begun(), []
    while (question := session.next) is not None:
        assert question.fact not in asked
        asked.append(question.fact)
        session = session.answer(question, blank)
    assert len(asked) == 9
    assert [one.name for one in session.exploration.undecided] == NAMES
    assert [gap.path.key for gap in session.exploration.missing]  # still told, no longer asked


def test_an_answer_can_be_given_by_name_key_pointer_or_path() -> None:
    session = begun()
    path = session.exploration.missing[0].path
    for fact in ("paid_in_capital", "/paid_in_capital", path):
        assert session.answer(fact, "8,000萬").firm.paid_in_capital == 80_000_000
    assert session.answer("on", "111/8/31").on == date(2022, 8, 31)


def test_the_date_can_be_told_at_last() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    session = start(firm, programmes=["points"])
    question = session.next
    assert question is not None
    assert question.fact == "on"
    late = session.answer(question, "111/9/1")
    assert late.exploration["points"].outcome is cg.Outcome.INELIGIBLE
    assert late.back().answer(question, date(2022, 8, 31)).exploration["points"].outcome is (
        cg.Outcome.ELIGIBLE
    )


def test_a_list_is_typed_with_commas() -> None:
    session = start(on=FILING)
    if "business_codes" in cg.facts(cg.Company):
        assert session.answer("business_codes", "I301010、I301020").firm == cg.load(
            cg.Company, {"business_codes": ["I301010", "I301020"]}
        )
        assert session.answer("business_codes", "無").firm == cg.load(cg.Company, {"business_codes": []})


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("factory", "maybe", "option"),
        ("provider", "也許", "option"),
        ("paid_in_capital", "很多", "number"),
        ("paid_in_capital", -1, "negative"),
        ("regular_employees", 2.5, "type"),
        ("on", "111/2/30", "date"),
        ("on", datetime(2022, 5, 2, tzinfo=UTC), "type"),
        ("factroy", "none", "unknown_key"),
        ("/members/0/name", "x", "unknown_key"),
    ],
)
def test_answers_of_nonsense_are_refused_and_change_nothing(fact: str, value: Any, code: str) -> None:
    session = begun()
    before = cg.dump(session)
    with pytest.raises(cg.InvalidInput) as caught:
        session.answer(fact, value)
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].message("zh_Hant_TW")
    assert cg.dump(session) == before


def test_a_manufacturer_cannot_be_told_to_be_none() -> None:
    with pytest.raises(cg.InvalidInput):
        begun(firm=cg.Manufacturer()).answer("manufacturer", False)


def test_a_session_of_nothing_that_exists_is_refused_at_once() -> None:
    with pytest.raises(cg.InvalidInput, match="pionts"):
        start(on=FILING, programmes=["pionts"])


@given(order=st.permutations(sorted(TYPED)))
def test_told_in_any_order_it_ends_the_same(order: list[str]) -> None:
    session = begun()
    for fact in order:
        session = session.answer(fact, TYPED[fact])
    assert session.next is None
    outcomes = [one.outcome for one in session.exploration.prospects]
    assert outcomes == [one.outcome for one in finished(begun(), TYPED).exploration.prospects]


def test_it_reads_like_an_officer() -> None:
    session = begun(firm=cg.Manufacturer(paid_in_capital=300_000_000, provider=False, factory="exempt",
                                         points_last_used_in=0))  # fmt: skip
    assert session.message("zh_Hant_TW") == (
        "？雲市集工業館數位點數補助計畫：數位點數申請：還不能判斷。\n"
        "  還需要知道：經常僱用員工數。\n"
        "✗ 輔導資服產業轉型雲服務：目前不能申請。\n"
        "  不符合：為資訊服務業者（資訊服務業者：否）\n"
        "\n"
        "貴公司經常僱用員工有幾人（十二個月平均，有小數者進位）？\n"
        "（這一題答完，「雲市集工業館數位點數補助計畫：數位點數申請」就有結論。）"
    )


def test_figures_of_another_year_are_asked_for_again_where_they_can_be_told() -> None:
    """Statements of 2020 say nothing of 2021: their year is asked for, as a year, and the answer counts."""
    firm = cg.Company(
        manufacturer=True,
        provider=False,
        registered_on=date(2010, 1, 1),
        statements_year=2020,
        cpa_audited=True,
        audited_net_worth=3,
        restored_by_increase=False,
    )
    session = cg.guide.start(firm, on=date(2022, 5, 2), programmes=["research"])
    [asked] = [gap for gap in session.exploration.missing if gap.path.key == "statements_year"]
    assert asked.question("zh_Hant_TW").startswith("所附財務報表不是本期規定年度之資料")
    told = session.answer("statements_year", "110年")
    assert told.firm.statements_year == 2021
    assert "statements_year" not in {gap.path.key for gap in told.exploration.missing}
