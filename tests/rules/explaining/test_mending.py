"""Remedies speak in acts, keep within every rule, and what can be mended is told beside what cannot."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, Text, facts, for_each, given, no, rule, share_at_most
from cloudgrant.values.paths import Path
from toys.workshops import FILED, Maker, programme


def told(remedies: Any) -> list[dict[str, Any]]:
    return [{change.path.key: change.new for change in remedy.changes} for remedy in remedies]


@attrs.frozen(kw_only=True)
class Bid(Record):
    asked: Fact[int] = given(
        zh="補助款",
        en="Subsidy",
        unit="TWD",
        change="both_ways",
        act={
            "more": Text(
                zh="補助款增列{difference}，至{new}", en="raise the subsidy by {difference}, to {new}"
            ),
            "less": Text(zh="補助款減列至{new}", en="lower the subsidy to {new}"),
        },
        sensible=10,
    )
    cost: Fact[int] = given(zh="總經費", en="Cost", unit="TWD")
    paper: Fact[bool] = given(
        zh="證明", en="Proof", change="to_more", act={"true": Text(zh="補附證明文件", en="attach the proof")}
    )
    codes: Fact[tuple[str, ...]] = given(
        zh="代碼", en="Codes", change="to_more", act=Text(zh="增列{added}", en="add {added}")
    )
    sort: Fact[str] = given(
        zh="種類",
        en="Sort",
        change="both_ways",
        options={"a": Text(zh="甲", en="A"), "b": Text(zh="乙", en="B")},
        act={"a": Text(zh="改提{new}案", en="submit as {new}")},
    )
    until: Fact[date] = given(
        zh="效期", en="Until", change="to_more", act=Text(zh="換證至{new}以後", en="renew to {new}")
    )
    fined: Fact[bool] = given(zh="受罰", en="Fined")


CAP = rule("fund.cap", zh="上限", en="Cap")(lambda s, p: s.asked <= 30)
SHARE = rule("fund.share", zh="比率", en="Share")(lambda s, p: share_at_most(s.asked, s.cost, p.half))
PAPER = rule("fund.paper", zh="附證明文件", en="Proof attached")(lambda s, p: s.paper)
CLEAN = rule("fund.clean", zh="未受罰", en="Never fined")(lambda s, p: no(s.fined))


@pytest.mark.parametrize(
    ("name", "old", "new", "zh", "en"),
    [
        ("asked", 20, 50, "補助款增列30元，至50元", "raise the subsidy by NT$30, to NT$50"),
        ("asked", 50, 20, "補助款減列至20元", "lower the subsidy to NT$20"),
        ("paper", False, True, "補附證明文件", "attach the proof"),
        ("codes", ("X",), ("X", "Y"), "增列Y", "add Y"),
        ("sort", "b", "a", "改提甲案", "submit as A"),
        ("sort", "a", "b", "種類由「甲」改為「乙」", "change Sort from A to B"),
        ("until", FILED, date(2022, 8, 31), "換證至111年8月31日以後", "renew to 31 August 2022"),
    ],
)
def test_a_change_is_told_as_the_act_that_brings_it_about(
    name: str, old: Any, new: Any, zh: str, en: str
) -> None:
    change = cg.Change(Path([name]), old, new, facts(Bid)[name])
    assert change.message("zh_Hant_TW") == zh
    assert change.message("en") == en


def test_a_target_keeps_within_the_other_rules_of_the_decision() -> None:
    both = programme(SHARE, CAP, subject=Bid)
    decision = both.assess(Bid(asked=90, cost=100), on=FILED)
    assert told(decision["fund.share"].ways_out) == [{"asked": 50}]
    assert told(decision["fund.share"].remedies) == [{"asked": 30}]
    assert told(decision.remedies) == [{"asked": 30}]


def test_a_target_that_breaks_what_was_met_is_none() -> None:
    floor = rule("fund.floor", en="Floor")(lambda s, p: s.asked >= 40)
    decision = programme(SHARE, floor, subject=Bid).assess(Bid(asked=45, cost=70), on=FILED)
    assert told(decision["fund.share"].ways_out) == [{"asked": 35}]
    assert decision["fund.share"].remedies == ()


@pytest.mark.parametrize(("cost", "expected"), [(18, []), (20, [{"asked": 10}]), (22, [{"asked": 11}])])
def test_a_number_is_not_emptied_only_to_silence_a_rule(cost: int, expected: list[dict[str, Any]]) -> None:
    decision = programme(SHARE, subject=Bid).assess(Bid(asked=90, cost=cost), on=FILED)
    assert told(decision.remedies) == expected


def test_what_can_be_mended_is_told_beside_what_cannot() -> None:
    several = programme(CAP, PAPER, CLEAN, subject=Bid)
    decision = several.assess(Bid(asked=40, cost=100, paper=False, fined=True), on=FILED)
    assert decision.remedies == ()
    assert [one.finding.rule for one in decision.mendable] == ["fund.cap", "fund.paper"]
    assert [told(one.remedies) for one in decision.mendable] == [[{"asked": 30}], [{"paper": True}]]
    assert [one.rule for one in decision.unmendable] == ["fund.clean"]
    chinese, english = str(decision.report("zh_Hant_TW")), str(decision.report("en"))
    assert "可補正之項目\n    · 上限 — 補助款減列至30元\n    · 附證明文件 — 補附證明文件" in chinese
    assert "無法補正之項目\n    · 未受罰" in chinese
    assert (
        "What can be corrected\n    · Cap — lower the subsidy to NT$30\n"
        "    · Proof attached — attach the proof" in english
    )
    assert "What cannot be corrected\n    · Never fined" in english


def test_where_all_can_be_mended_only_that_is_told() -> None:
    decision = programme(CAP, PAPER, subject=Bid).assess(Bid(asked=40, paper=False), on=FILED)
    assert told(decision.remedies) == [{"asked": 30, "paper": True}]
    assert "可補正之項目" not in str(decision.report("zh_Hant_TW"))
    assert decision.unmendable == ()


def test_each_item_of_a_list_is_a_fault_of_its_own() -> None:
    licensed = rule("fund.licensed", en="Licensed")(lambda s, p: s.licensed & (s.years >= 20))

    @attrs.frozen(kw_only=True)
    class Pair(Record):
        makers: Fact[tuple[Maker, ...]] = given(en="Makers")

    pair = Pair(makers=(Maker(licensed=False, years=30), Maker(licensed=False, years=10)))
    decision = programme(for_each("makers", licensed), subject=Pair).assess(pair, on=FILED)
    assert [one.finding.path.pointer for one in decision.mendable] == ["/makers/0"]
    assert [one.path.pointer for one in decision.unmendable] == ["/makers/1"]


@pytest.mark.parametrize("failing", [8, 9, 20])
def test_many_faults_do_not_lose_the_answer(failing: int) -> None:
    fields = {f"f{n}": given(en=f"F{n}", change="to_more") for n in range(60)}
    many: Any = attrs.make_class("Many", fields, bases=(Record,), frozen=True, kw_only=True)
    many.__annotations__ = dict.fromkeys(fields, Fact[bool])  # type: ignore[misc]
    rules = [rule(f"fund.r{n}", en=f"R{n}")(_reads(f"f{n}")) for n in range(60)]
    subject = many(**{name: n >= failing for n, name in enumerate(fields)})
    decision = programme(*rules, subject=many).assess(subject, on=FILED)
    [remedy] = decision.remedies
    assert len(remedy.changes) == failing
    assert decision.remedies_complete


def _reads(name: str) -> Any:
    return lambda s, p: getattr(s, name)


def test_a_search_that_gives_up_says_so() -> None:
    def either(first: str, second: str) -> Any:
        return lambda s, p: getattr(s, first) | getattr(s, second)

    fields = {f"f{n}": given(en=f"F{n}", change="to_more") for n in range(14)}
    many: Any = attrs.make_class("Ways", fields, bases=(Record,), frozen=True, kw_only=True)
    many.__annotations__ = dict.fromkeys(fields, Fact[bool])  # type: ignore[misc]
    rules = [rule(f"fund.r{n}", en=f"R{n}")(either(f"f{n}", f"f{n + 7}")) for n in range(7)]
    decision = programme(*rules, subject=many).assess(many(**dict.fromkeys(fields, False)), on=FILED)
    assert decision.remedies
    assert not decision.remedies_complete
    assert "Not every way is listed; others may exist." in str(decision.report("en"))
    assert "未全數列出" in str(decision.report("zh_Hant_TW"))


def test_every_changeable_fact_of_a_firm_names_its_act_in_both_languages() -> None:
    for name, info in facts(cg.Company).items():
        if info.change == "never":
            continue
        assert info.acts, name
        for _, act in info.acts:
            assert set(act) == {"zh", "en"}, name
        reached = {key for key, _ in info.acts}
        assert reached == {""} or reached >= set(info.reachable), name


def test_an_old_credit_report_is_applied_for_again() -> None:
    info = facts(cg.Company)["credit_report_issued_on"]
    change = cg.Change(Path(["credit_report_issued_on"]), date(2021, 1, 1), date(2022, 1, 1), info)
    assert change.message("zh_Hant_TW") == "重新申請票據信用查覆單，出具日不早於111年1月1日"
    assert change.message("en") == "apply for a new credit report, issued no earlier than 1 January 2022"
