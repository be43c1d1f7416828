"""What a finding says of itself, and the report that puts a decision in words."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.rules import (
    UNKNOWN,
    Outcome,
    Result,
    RuleRefused,
    Truth,
    for_each,
    no,
    one_of,
    pick,
    rule,
)
from toys.workshops import FILED, Limits, Maker, Workshop, programme


@rule("fund.rent", zh="租金 {policy.most_rent} 以下", en="Rent at most {policy.most_rent}", ja="家賃")
def low_rent(shop: Workshop, policy: Limits) -> Truth:
    return shop.rent <= policy.most_rent


@rule("fund.style/soft", zh="紙或絲", en="Paper or silk")
def soft(shop: Workshop, policy: Limits) -> Truth:
    return one_of(shop.style, policy.kinds)


@rule("fund.window", zh="{on} 在 {policy.closes} 以前", en="{on} is not after {policy.closes}")
def in_time(shop: Workshop, policy: Limits, on: date) -> Truth:
    return on <= policy.closes


@rule("fund.licence", zh="有證照", en="Licensed")
def licensed(maker: Maker, policy: Limits) -> Truth:
    return maker.licensed


FUND = programme(low_rent, soft, in_time, for_each("makers", licensed))
SHOP = Workshop(rent=120, style="silk", makers=(Maker(number="A1", licensed=True), Maker()))


def test_evidence_is_what_was_read_as_it_was() -> None:
    decision = FUND.assess(SHOP, on=FILED)
    assert [(piece.path.pointer, piece.value) for piece in decision["fund.rent"].evidence] == [
        ("/rent", 120),
        ("/policy/most_rent", 100),
    ]
    assert [(piece.path.pointer, piece.value) for piece in decision["fund.window"].evidence] == [
        ("/on", FILED),
        ("/policy/closes", date(2022, 8, 31)),
    ]
    assert [(piece.path.pointer, piece.value) for piece in decision["fund.licence"].evidence] == [
        ("/makers/0/licensed", True),
        ("/makers/1/licensed", UNKNOWN),
    ]


def test_each_fact_is_evidence_once() -> None:
    judged = programme(
        rule("fund.x", en="…")(lambda s, p: (s.rent <= 3) | (s.rent >= p.most_rent) | s.public)
    )
    paths = [piece.path.key for piece in judged.assess(SHOP, on=FILED)["fund.x"].evidence]
    assert paths == ["rent", "policy.most_rent", "public"]


@pytest.mark.parametrize(
    ("public", "read"),
    [(True, ["public", "rent"]), (False, ["public", "wages"]), (UNKNOWN, ["public", "rent", "wages"])],
)
def test_of_a_choice_the_branch_that_was_taken_is_evidence(public: Any, read: list[str]) -> None:
    judged = programme(
        rule("fund.x", en="Cheap")(lambda shop, policy: pick(shop.public, shop.rent, shop.wages) <= 10)
    )
    finding = judged.assess(Workshop(public=public, rent=3, wages=4), on=FILED)["fund.x"]
    assert [piece.path.key for piece in finding.evidence] == read
    assert ("Wages" in finding.message("en")) is ("wages" in read)


def test_the_clause_of_a_finding() -> None:
    decision = FUND.assess(SHOP, on=FILED)
    assert decision["fund.style/soft"].clause.id == "fund.style"
    assert decision["fund.rent"].clause.source == "燈籠"
    assert decision["fund.licence"].parts[0].clause.id == "fund.licence"


def test_findings_stand_in_the_order_of_the_rules() -> None:
    decision = FUND.assess(SHOP, on=FILED)
    assert [finding.rule for finding in decision.findings] == list(decision.results)
    assert list(decision.results) == ["fund.rent", "fund.style/soft", "fund.window", "fund.licence"]
    assert {finding.rule: finding.result for finding in decision.findings} == decision.results


def test_findings_are_filtered() -> None:
    findings = FUND.assess(SHOP, on=FILED).findings
    assert [one.rule for one in findings.where(result=Result.NOT_MET)] == ["fund.rent"]
    assert [one.rule for one in findings.where(rule="fund.style")] == ["fund.style/soft"]
    assert [one.path.pointer for one in findings.where(rule="fund.licence", result=Result.UNDETERMINED)] == [
        "",
        "/makers/1",
    ]
    assert findings.where(rule="nothing") == ()
    with pytest.raises(KeyError, match="nothing"):
        FUND.assess(SHOP, on=FILED)["nothing"]


def test_messages_in_each_language_of_the_rule() -> None:
    finding = FUND.assess(SHOP, on=FILED)["fund.rent"]
    assert finding.message("en").startswith("not met: Rent at most NT$100")
    assert "NT$120" in finding.message("en")
    assert finding.message("zh_Hant_TW").startswith("不符合：租金 100元 以下")
    assert "120元" in finding.message("zh_Hant_TW")
    assert "家賃" in finding.message("ja")


def test_the_wording_may_name_the_date_of_filing() -> None:
    finding = FUND.assess(SHOP, on=FILED)["fund.window"]
    assert "111年5月2日 在 111年8月31日 以前" in finding.message("zh_Hant_TW")


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_report_says_every_finding_with_its_clause(locale: str) -> None:
    decision = FUND.assess(SHOP, on=FILED)
    text = str(decision.report(locale))
    assert decision.outcome.label(locale) in text
    for finding in decision.findings:
        assert finding.message(locale) in text
        assert finding.clause.heading in text
        assert finding.clause.source in text
        for margin in finding.margins:
            assert margin.message(locale) in text
    for remedy in decision.remedies:
        assert remedy.message(locale) in text


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_report_of_an_open_decision_asks(locale: str) -> None:
    decision = FUND.assess(Workshop(style="silk"), on=FILED)
    assert decision.outcome is Outcome.UNDETERMINED
    text = str(decision.report(locale))
    assert decision.missing
    for gap in decision.missing:
        assert gap.question(locale) in text


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en", "ja", "zh-TW", "fr"])
@pytest.mark.parametrize(
    "firm",
    [cg.Company(), cg.Manufacturer(paid_in_capital=3), cg.Company(factory="none", regular_employees=10**6)],
)
def test_any_decision_on_points_is_put_in_words(firm: cg.Company, locale: str) -> None:
    decision = cg.points.assess(firm, on=FILED)
    assert decision.outcome.label(locale) in str(decision.report(locale))


def test_a_decision_without_a_date_is_put_in_words_too() -> None:
    decision = FUND.assess(SHOP, policy=Limits())
    assert str(decision.report("en"))
    assert str(decision.report("zh_Hant_TW"))


class Size(IntEnum):
    SMALL = 9


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(lambda s, p: s.rent <= Size.SMALL, id="a number with a name"),
        pytest.param(lambda s, p: (s.rent + -3 <= 6) & no(False), id="a negative constant"),
        pytest.param(lambda s, p: True, id="a rule that always holds"),
    ],
)
def test_odd_but_lawful_rules_are_judged_and_shown(function: Any) -> None:
    judged = programme(rule("fund.x", en="…")(function))
    decision = judged.assess(Workshop(rent=9), on=FILED)
    assert decision.outcome is Outcome.ELIGIBLE
    assert str(decision.report("en"))
    assert decision["fund.x"].margins is not None


def test_an_answer_is_not_worded_with_what_does_not_matter_any_more() -> None:
    @rule("fund.rent", zh="租金或薪資", en="Rent or wages")
    def cheap(shop: Workshop, policy: Limits) -> Truth:
        return (shop.rent <= policy.most_rent) | (shop.wages <= policy.most_rent)

    judged = programme(cheap)
    met = judged.assess(Workshop(rent=90), on=FILED)["fund.rent"]
    assert met.message("en") == "met: Rent or wages (Rent: NT$90)"
    assert [piece.path.key for piece in met.evidence] == ["rent", "policy.most_rent", "wages"]
    still_open = judged.assess(Workshop(rent=101), on=FILED)["fund.rent"]
    assert still_open.message("en") == "undetermined: Rent or wages (Rent: NT$101; Wages: unknown)"


@rule(
    "fund.rent",
    zh="租金不超過{policy.most_rent}",
    en="Rent of no more than {policy.most_rent}",
    unmet={"zh": "租金超過{policy.most_rent}", "en": "The rent is above {policy.most_rent}"},
)
def no_dear_rent(shop: Workshop, policy: Limits) -> Truth:
    return shop.rent <= policy.most_rent


@pytest.mark.parametrize(
    ("rent", "zh", "en"),
    [
        (100, "符合：租金不超過100元", "met: Rent of no more than NT$100"),
        (101, "不符合：租金超過100元", "not met: The rent is above NT$100"),
        (UNKNOWN, "無法判定：租金不超過100元", "undetermined: Rent of no more than NT$100"),
    ],
)
def test_a_rule_that_forbids_says_what_is_so_where_it_is_broken(rent: Any, zh: str, en: str) -> None:
    decision = programme(no_dear_rent).assess(Workshop(rent=rent, wages=2), on=FILED)
    told = decision["fund.rent"]
    assert told.message("zh_Hant_TW").startswith(zh)
    assert told.message("en").startswith(en)
    assert zh in str(decision.report("zh_Hant_TW"))


def test_what_is_said_of_a_broken_rule_is_in_its_languages_and_of_its_policy() -> None:
    @rule("fund.rent", zh="租金", en="Rent", unmet={"en": "Above {policy.most_rant}"})
    def cheap(shop: Workshop, policy: Limits) -> Truth:
        return shop.rent <= policy.most_rent

    with pytest.raises(RuleRefused) as refused:
        programme(cheap)
    assert [one.code for one in refused.value.problems] == ["rule.wording", "rule.unmet"]


def test_a_period_of_which_nothing_is_published_says_so_once() -> None:
    proposal = cg.Proposal(members=(Member(role="lead", firm=cg.Company()),))
    told = cg.research.assess(proposal, on=date(2022, 5, 2))["research.common.no-rejected-account"]
    assert "（尚未公布）" in told.wording("zh_Hant_TW")
    assert "尚未公布至尚未公布" not in told.message("zh_Hant_TW")
