"""What one of several parties may see of a decision, and the ceiling that a competition states."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Outcome,
    Programme,
    Record,
    Result,
    Truth,
    calculation,
    fact,
    for_each,
    given,
    rule,
    total,
)
from toys.workshops import FILED, Limits, programme


@attrs.frozen(kw_only=True)
class Books(Record):
    profit: Fact[int] = given(zh="獲利", en="Profit", unit="TWD", least=None, confidential=True)
    kept_by: Fact[str] = given(zh="簿記", en="Kept by")


@attrs.frozen(kw_only=True)
class Partner(Record):
    __keys__ = ("number",)

    number: Fact[str] = given(zh="編號", en="Number")
    debts: Fact[int] = given(zh="負債", en="Debts", unit="TWD", change="to_less", confidential=True)
    staff: Fact[int] = given(zh="員工", en="Staff", change="to_less")
    books: Books = given(default=Books(), zh="帳冊", en="Books")
    proofs: Mapping[str, Books] = given(default={}, mapping=True, zh="佐證", en="Proofs")

    @fact(zh="負債之半", en="Half its debts", unit="TWD")
    def half_its_debts(self) -> Fact[int]:
        return self.debts // 2

    @fact(zh="五分之一獲利", en="A fifth of the profit", unit="TWD")
    def fifth(self) -> Fact[int]:
        return self.books.profit // 5


@attrs.frozen(kw_only=True)
class Venture(Record):
    partners: Fact[tuple[Fact[Partner], ...]] = given(zh="合夥人", en="Partners")
    budget: Fact[int] = given(zh="預算", en="Budget", unit="TWD")

    @fact(zh="負債合計", en="All debts", unit="TWD")
    def all_debts(self) -> Fact[int]:
        return total(self.partners, lambda one: one.debts)

    @fact(zh="員工合計", en="All staff")
    def all_staff(self) -> Fact[int]:
        return total(self.partners, lambda one: one.staff)


@rule("fund.debts", zh="負債 {policy.most_rent} 以下", en="Debts at most {policy.most_rent}")
def hardly_in_debt(partner: Partner, policy: Limits) -> Truth:
    return (partner.debts <= policy.most_rent) & (partner.half_its_debts <= policy.most_rent * 9)


@rule("fund.books", zh="有獲利或有簿記", en="In profit")
def in_profit(partner: Partner, policy: Limits) -> Truth:
    return (partner.books.profit > 0) & (partner.fifth > 0)


@rule("fund.small", zh="員工 {policy.most_staff} 以下", en="At most {policy.most_staff}")
def small(partner: Partner, policy: Limits) -> Truth:
    return partner.staff <= policy.most_staff


@calculation("fund.grant", unit="TWD", zh="上限", en="Ceiling")
def half_the_budget(venture: Venture, policy: Limits) -> Fact[int]:
    return venture.budget // 2


def ventures(**changes: Any) -> Programme[Any, Any]:
    rules = for_each("partners", hardly_in_debt, in_profit, small)
    parts = {
        "subject": Venture,
        "ceiling": half_the_budget,
        "parties": {"application": "partners"},
        **changes,
    }
    return programme(rules, **parts)


FUND = ventures()
OURS = Partner(number="A", debts=90, staff=3, books=Books(profit=11_111, kept_by="甲"))
THEIRS = Partner(number="B", debts=777, staff=12, books=Books(profit=22_222, kept_by="乙"))
DECISION = FUND.assess(Venture(partners=(OURS, THEIRS), budget=1_001), on=FILED)
SECRETS = ("4,444", "4444", "777", "388", "22,222", "22222", "677")


@pytest.mark.parametrize("party", ["A", "number=A", "partners[number=A]", "/partners/0", "0"])
def test_a_party_sees_its_own_and_not_the_others_secrets(party: str) -> None:
    view = DECISION.for_party(party)
    assert view.party.key == "partners[number=A]"
    assert (view.outcome, view.award, view.ceiling) == (Outcome.INELIGIBLE, None, 500)
    assert view.words == DECISION.words
    assert view.subject.partners[0] == OURS
    assert view.subject.partners[1] == Partner(number="B", staff=12, books=Books(kept_by="乙"))


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_no_text_nor_data_of_the_view_gives_a_secret_away(locale: str) -> None:
    view = DECISION.for_party("number=A")
    report = view.report(locale)
    said = [
        str(report),
        report.as_markdown(),
        report._repr_html_(),
        json.dumps(cg.dump(view, texts=[locale])),
    ]
    said += [repr(view), str([(f.evidence, f.margins, [p.margins for p in f.parts]) for f in view.findings])]
    for text in said:
        assert not [secret for secret in SECRETS if secret in text]
    assert "11,111" in str(report)
    whole = str(DECISION.report(locale))
    assert all(secret in whole for secret in ("777", "22,222"))


def test_what_stands_in_the_way_is_shown_as_a_party_sees_it() -> None:
    view = DECISION.for_party("number=A")
    assert [one.rule for one in view.in_the_way] == [one.rule for one in DECISION.in_the_way]
    assert view.in_the_way == tuple(one for one in view.findings if one.result is Result.NOT_MET)


def test_withheld_facts_are_said_to_be_withheld() -> None:
    finding = DECISION.for_party("number=A")["fund.debts"]
    assert [path.key for path in finding.withheld] == [
        "partners[number=B].debts",
        "partners[number=B].half_its_debts",
    ]
    mine, other = finding.parts
    assert (mine.result, other.result) == (Result.MET, Result.NOT_MET)
    assert "90" in mine.message("en")
    assert (
        other.message("en") == "not met: Debts at most NT$100 (Debts: (withheld); Half its debts: (withheld))"
    )
    assert other.message("zh_Hant_TW").count("（保密）") == 2
    assert [margin.distance for margin in mine.margins] == [10, 855]
    assert other.margins == ()


def test_remedies_that_would_show_a_secret_are_left_out() -> None:
    assert len(DECISION.remedies) == 1
    assert DECISION.for_party("number=A").remedies == ()
    crowded = attrs.evolve(THEIRS, debts=1)
    decision = FUND.assess(Venture(partners=(OURS, crowded)), on=FILED)
    [remedy] = decision.for_party("number=A").remedies
    assert [change.path.key for change in remedy.changes] == ["partners[number=B].staff"]


def test_what_is_missing_is_asked_for_in_every_view() -> None:
    draft = FUND.assess(Venture(partners=(OURS, attrs.evolve(THEIRS, staff=3, debts=UNKNOWN))), on=FILED)
    view = draft.for_party("number=A")
    assert view.outcome is Outcome.UNDETERMINED
    assert [gap.path.key for gap in view.missing] == ["partners[number=B].debts"]
    assert view["fund.debts"].because == draft["fund.debts"].because


def test_there_must_be_such_a_party() -> None:
    with pytest.raises(
        KeyError, match=r"'C' is none of the parties: partners\[number=A\], partners\[number=B\]"
    ):
        DECISION.for_party("C")
    with pytest.raises(KeyError):
        FUND.assess(Venture(), on=FILED).for_party("number=A")
    with pytest.raises(TypeError):
        ventures(parties={}).assess(Venture(partners=(OURS,)), on=FILED).for_party("number=A")
    with pytest.raises(KeyError, match=r"fund\.none"):
        DECISION.for_party("0")["fund.none"]


def test_an_unknown_party_is_passed_over() -> None:
    view = FUND.assess(Venture(partners=(UNKNOWN, OURS)), on=FILED).for_party("number=A")
    assert view.subject.partners == (UNKNOWN, OURS)


def test_a_dumped_view_is_a_letter_without_a_receipt() -> None:
    plain = cg.dump(DECISION.for_party("number=A"), texts=("zh_Hant_TW",), receipt=True)
    assert "receipt" not in plain
    assert (plain["party"], plain["ceiling"]) == ("partners[number=A]", 500)
    letter = cg.load(cg.IssuedDecision, plain)
    assert letter.party == "partners[number=A]"
    assert "閱覽者：partners[number=A]" in letter.report("zh_Hant_TW")


def test_the_ceiling_is_no_award() -> None:
    decision = FUND.assess(Venture(partners=(OURS,), budget=999), on=FILED)
    assert (decision.outcome, decision.award, decision.ceiling) == (Outcome.ELIGIBLE, None, 499)
    assert "補助上限：499元（擇優核定，符合資格不等於獲得補助）" in str(decision.report("zh_Hant_TW"))
    assert "Ceiling: NT$499 (a competition" in str(decision.report("en"))
    assert cg.dump(decision)["ceiling"] == 499
    assert cg.load(cg.IssuedDecision, cg.dump(decision)).ceiling == 499
    unknown = FUND.assess(Venture(partners=(OURS,)), on=FILED)
    assert unknown.ceiling is None
    assert "Ceiling" not in str(unknown.report("en"))
    assert cg.load(cg.IssuedDecision, cg.dump(unknown)).ceiling is UNKNOWN


def test_other_programmes_have_none() -> None:
    decision = cg.points.assess(cg.Manufacturer(), on=FILED)
    assert decision.ceiling is None
    assert "ceiling" not in cg.dump(decision)


def test_a_total_of_what_is_confidential_is_withheld_too() -> None:
    @rule("fund.rent", en="Debts in all, and staff in all")
    def in_all(venture: Venture, policy: Limits) -> Truth:
        return (venture.all_debts <= policy.most_rent) & (venture.all_staff <= policy.most_staff)

    joint = programme(in_all, subject=Venture, parties={"application": "partners"})
    view = joint.assess(Venture(partners=(OURS, THEIRS)), on=FILED).for_party("A")
    finding = view["fund.rent"]
    assert finding.message("en") == (
        "not met: Debts in all, and staff in all (All debts: (withheld); All staff: 15)"
    )
    assert [path.key for path in finding.withheld] == ["all_debts"]
    assert [margin.path.key for margin in finding.margins] == ["all_staff"]
    assert "867" not in str(view.report("en"))


def test_what_proves_a_confidential_fact_is_withheld_with_it() -> None:
    proofs = {"debts": Books(kept_by="丙"), "staff": Books(kept_by="丁", profit=4_444)}
    theirs = attrs.evolve(THEIRS, proofs=proofs)
    view = FUND.assess(Venture(partners=(OURS, theirs)), on=FILED).for_party("A")
    assert view.subject.partners[1].proofs == {"staff": Books(kept_by="丁")}
    ours = FUND.assess(Venture(partners=(OURS, theirs)), on=FILED).for_party("B")
    assert ours.subject.partners[1] == theirs
