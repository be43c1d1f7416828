"""What a letter says of its text: the edition, its notice, what was kept, and what has no source."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.reform import Reform
from cloudgrant.rules import Clause, Text, Truth, rule
from toys.next_year import POINTS, ROC_112

FILED = date(2022, 5, 2)
LATER = date(2023, 5, 2)
POLICY = cg.points.on(FILED).policy
FIRM = cg.Manufacturer(
    paid_in_capital=200_000_000, regular_employees=230, factory="registered", points_last_used_in=0
)
WIDER = attrs.evolve(POLICY, regular_employee_ceiling=300)


def letter(decision: cg.Assessment[Any, Any], locale: str = "en") -> str:
    return str(decision.report(locale))


def block(text: str, rule: str) -> str:
    """What the letter says of one rule."""
    return next(one for one in text.split("\n\n") if f"    {rule} · " in one)


@pytest.mark.parametrize(
    ("day", "locale", "head"),
    [
        (FILED, "en", "Decided under: ROC 111 (數位雲服務政府資源說明會, 13 April 2022)"),
        (FILED, "zh_Hant_TW", "依據版本：111 年版（數位雲服務政府資源說明會，111年4月13日）"),
        (LATER, "en", "Decided under: ROC 112 (112年度數位點數申請須知, 1 February 2023)"),
        (LATER, "zh_Hant_TW", "依據版本：112 年版（112年度數位點數申請須知，112年2月1日）"),
        (date(2024, 1, 1), "en", "Decided under: after ROC 112 (not published yet)"),
        (date(2024, 1, 1), "zh_Hant_TW", "依據版本：112 年版之後（尚未公布）"),
    ],
)
def test_the_head_names_the_edition_and_its_notice(day: date, locale: str, head: str) -> None:
    decision = POINTS.assess(FIRM, on=day)
    assert letter(decision, locale).splitlines()[2] == head
    assert decision.edition is POINTS.on(day)


def test_one_firm_has_a_letter_of_each_year_with_its_own_sentence() -> None:
    first, second = (POINTS.assess(FIRM, on=day) for day in (FILED, LATER))
    assert (first.outcome.value, second.outcome.value) == ("ineligible", "eligible")
    was, now = (block(letter(one, "zh_Hant_TW"), "points.applicant.size") for one in (first, second))
    assert "「實收資本額1億元以下或經常僱用員工數200人以下之中小型製造業」" in was
    assert "「實收資本額1億元以下或經常僱用員工數250人以下之中小型製造業」" in now
    assert "經常僱用員工數 230人 ≤ 250人" in now
    assert "200人" not in now
    assert "未附依據" not in letter(second, "zh_Hant_TW")


def test_what_was_kept_names_the_notice_where_it_stands_and_who_kept_it() -> None:
    decision = POINTS.assess(FIRM, on=LATER)
    assert (
        "“中小型製造業” — 數位雲服務政府資源說明會 (13 April 2022), "
        "kept by 112年度數位點數申請須知 (1 February 2023)"
        in block(letter(decision), "points.applicant.manufacturer").splitlines()[2]
    )
    assert (
        "「中小型製造業」——數位雲服務政府資源說明會（111年4月13日），112年度數位點數申請須知（112年2月1日）沿用"
        in block(letter(decision, "zh"), "points.applicant.manufacturer").splitlines()[2]
    )


def test_a_sentence_of_a_later_correction_names_its_own_notice() -> None:
    notice = cg.Notice(title="更正公告", on=date(2022, 6, 1))
    size = attrs.evolve(
        cg.points.clauses["points.applicant.size"], source="更正之條文", notice=notice, numbers={}
    )
    numbers = {"paid_in_capital_ceiling": 100_000_000, "regular_employee_ceiling": 250}
    corrected = cg.points.edition.revised(known=date(2022, 6, 1), says=[attrs.evolve(size, numbers=numbers)])
    text = letter(cg.points.with_editions(corrected).assess(FIRM, on=FILED))
    assert "“更正之條文” — 更正公告 (1 June 2022)" in block(text, "points.applicant.size")


def test_a_clause_that_is_awaited_has_no_empty_quotation() -> None:
    silent = POINTS.edition.followed_by(
        "roc-113",
        title=Text(zh="113 年版", en="ROC 113"),
        since=date(2024, 1, 1),
        until=None,
        notice=cg.Notice(title="113年須知", on=date(2024, 1, 1)),
        keeps=("points.applicant.size",),
    )
    decision = POINTS.with_editions(silent).assess(FIRM, on=date(2024, 5, 2))
    text = letter(decision)
    zh = letter(decision, "zh")
    for written, title, formerly in (
        (text, "? ROC 113 does not say whether these apply", "Formerly: ROC 112, 三、受理期間"),
        (zh, "? 113 年版未載明下列規定是否適用", "原規定：112 年版 三、受理期間"),
    ):
        one_block = block(written, "points.window.application").splitlines()
        assert (one_block[0], one_block[2].strip()) == (title, formerly)
        assert written.count(title) == 1
    assert "kept by 113年須知" in block(text, "points.applicant.size")
    for written in (text, letter(decision, "zh")):
        assert "“”" not in written
        assert "「」" not in written


def test_of_an_edition_of_which_nothing_is_known_the_rules_are_one_matter() -> None:
    text = letter(cg.coaching.assess(cg.Company(), on=date(2030, 1, 1)))
    assert text.count("Not published yet") == 1
    assert text.split("\n\n")[2].splitlines() == [
        "? Not published yet whether these apply",
        "    coaching.target/provider, coaching.target/starting, coaching.target/base · "
        + cg.coaching.clauses["coaching.target"].text.in_("en"),
        "    coaching.self-fund · " + cg.coaching.clauses["coaching.self-fund"].text.in_("en"),
    ]
    assert "“" not in text
    assert "下列規定是否適用，尚未公布" in letter(cg.coaching.assess(cg.Company(), on=date(2030, 1, 1)), "zh")


def test_a_number_that_the_text_does_not_say_is_told_where_it_is_read() -> None:
    decision = cg.points.assess(FIRM, on=FILED, policy=WIDER)
    text = letter(decision)
    assert text.splitlines()[2].endswith("13 April 2022), with numbers that its text does not say")
    assert "300 people: no source was given (ROC 111 says 200 people)" in block(text, "points.applicant.size")
    assert text.count("no source was given") == 1
    zh = letter(decision, "zh")
    assert zh.splitlines()[2].endswith("111年4月13日），並採用其未載之數值")
    assert "經常僱用員工數上限 300人：未附依據（111 年版載為200人）" in block(zh, "points.applicant.size")


def test_a_number_that_was_made_unknown_is_told() -> None:
    decision = cg.points.assess(
        FIRM, on=FILED, policy=attrs.evolve(POLICY, regular_employee_ceiling=cg.UNKNOWN)
    )
    line = "Ceiling of regularly employed staff: taken as unknown (ROC 111 says 200 people)"
    assert line in block(letter(decision), "points.applicant.size")
    assert "經常僱用員工數上限：以未知論（111 年版載為200人）" in letter(decision, "zh")
    assert "taken as unknown" not in letter(POINTS.assess(FIRM, on=LATER))


def test_a_number_that_only_the_award_rests_on_is_told_too() -> None:
    less = attrs.evolve(POLICY, grant=150_000)
    firm = attrs.evolve(FIRM, regular_employees=1)
    text = letter(cg.points.assess(firm, on=FILED, policy=less))
    assert text.split("\n\n")[-1].splitlines() == [
        "Other numbers without a source",
        "    · Points granted 150,000 points: no source was given (ROC 111 says 200,000 points)",
    ]


def test_what_was_completed_is_no_departure() -> None:
    opened = POLICY.complete(applications_from=date(2022, 4, 1))
    decision = cg.points.assess(FIRM, on=FILED, policy=opened)
    text = letter(decision)
    assert text.splitlines()[2].endswith("13 April 2022), with what it leaves unknown filled in")
    line = "First day of intake 1 April 2022: filled in, ROC 111 does not say it"
    assert line in block(text, "points.window.application")
    assert "no source" not in text
    assert "開始受理日 111年4月1日：111 年版未載明，係另行補充" in letter(decision, "zh")


def test_a_derived_number_is_told_by_what_it_comes_from() -> None:
    """The half year before the last day follows from that day, which was completed."""
    policy = cg.research.on(date(2022, 5, 20)).policy.complete(closing_date=date(2022, 6, 30))
    text = letter(cg.research.assess(cg.Proposal(), on=date(2022, 5, 20), policy=policy))
    line = "Closing date of intake 30 June 2022: filled in, ROC 111 does not say it"
    for id in ("research.common.no-rejected-account", "research.window.submission"):
        assert block(text, id).count(line) == 1
    assert line not in block(text, "research.funding.case-cap")


def test_of_a_reform_it_says_whose_it_is() -> None:
    reform = Reform("wider", policy={"regular_employee_ceiling": 300}).of(cg.points)
    decision = reform.assess(FIRM, on=FILED)
    assert letter(decision).splitlines()[2] == (
        "Decided under: ROC 111 (數位雲服務政府資源說明會, 13 April 2022), as reformed by wider"
    )
    assert letter(decision, "zh").splitlines()[2].endswith("，依制度變更「wider」")
    assert "300 people: no source was given (ROC 111 says 200 people)" in letter(decision)


@rule("points.applicant.size", zh="員工1000人以下", en="At most 1,000 staff")
def larger(firm: cg.Company, policy: PointsPolicy) -> Truth:
    """Another rule in its place."""
    return firm.regular_employees <= 1000


@rule("points.applicant.green", zh="有意願", en="Is willing")
def green(firm: cg.Company, policy: PointsPolicy) -> Truth:
    """A rule of a reform's own."""
    return firm.manufacturer


GREEN = Clause(
    "points.applicant.green", heading="增訂", source="應有意願", text=Text(zh="有意願", en="Willing")
)


def test_a_sentence_and_a_rule_of_a_reform_have_no_source() -> None:
    reform = Reform("greener", replace=[larger], add=[green], clauses=[GREEN]).of(cg.points)
    text = letter(reform.assess(FIRM, on=FILED))
    assert "“應有意願” — no source was given" in block(text, "points.applicant.green")
    size = block(text, "points.applicant.size")
    assert "The rule is as reformed by greener: no source was given" in size
    assert "200人以下之中小型製造業”" in size
    assert "reformed" not in block(text, "points.applicant.factory")


def test_an_edition_of_loose_numbers_says_that_they_have_no_source() -> None:
    size = cg.points.clauses["points.applicant.size"]
    words = attrs.evolve(size, source="員工人數另定之", numbers={}, notice=None)
    loose = cg.points.edition.followed_by(
        "data",
        since=date(2023, 1, 1),
        until=None,
        says=[words],
        keeps=("points.applicant.manufacturer",),
        numbers={"regular_employee_ceiling": 250},
    )
    text = letter(cg.points.with_editions(loose).assess(FIRM, on=LATER))
    assert text.splitlines()[2] == "Decided under: data (no source was given)"
    said = block(text, "points.applicant.size")
    assert "Ceiling of regularly employed staff 250 people: no source was given\n" in said
    assert "    “員工人數另定之”\n" in said
    manufacturer = block(text, "points.applicant.manufacturer")
    assert "“中小型製造業” — 數位雲服務政府資源說明會 (13 April 2022)" in manufacturer


def test_the_words_of_others_are_escaped_in_markup() -> None:
    text = Text(zh="<b>112</b>", en="<b>112</b>")
    odd = ROC_112.followed_by(
        "odd",
        title=text,
        since=date(2024, 1, 1),
        until=None,
        notice=cg.Notice(title="*須知* <i>", on=date(2024, 1, 1)),
        keeps=("points",),
    )
    report = POINTS.with_editions(odd).assess(FIRM, on=date(2024, 5, 2)).report("en")
    assert r"\<b\>112\</b\> \(\*須知\* \<i\>, 1 January 2024\)" in report.as_markdown()
    html = report._repr_html_()
    assert '&lt;b&gt;112&lt;/b&gt; (*<span lang="zh-Hant-TW">須知</span>* &lt;i&gt;, 1 January 2024)' in html
    assert r"kept by \*須知\* \<i\>" in report.as_markdown()


def test_a_party_sees_under_what_was_decided() -> None:
    ubns = ("12345675", "00501508")
    proposal = cg.Proposal(members=tuple(Member(firm=cg.Company(ubn=one)) for one in ubns))
    view = cg.research.assess(proposal, on=date(2022, 5, 20)).for_party(ubns[0])
    assert str(view.report("en")).splitlines()[2].startswith("Decided under: ROC 111 (")


def test_the_head_says_which_rules_a_reform_drops() -> None:
    dropped = ["points.applicant.size", "points.applicant.factory"]
    once = Reform("放寬", without=dropped).of(cg.points)
    twice = Reform("again", without=["points.applicant.not-repeat"]).of(once)
    decision = twice.assess(FIRM, on=FILED)
    assert letter(decision, "zh_Hant_TW").splitlines()[3:5] == [
        "依制度變更「放寬」，不適用：points.applicant.factory、points.applicant.size",
        "依制度變更「again」，不適用：points.applicant.not-repeat",
    ]
    assert letter(decision).splitlines()[3] == (
        "By the reform 放寬, not applied: points.applicant.factory, points.applicant.size"
    )
    other = Reform("x", policy={"grant": 1}).of(cg.points)
    for published in (cg.points.assess(FIRM, on=FILED), other.assess(FIRM, on=FILED)):
        assert "not applied" not in letter(published)


GRANT = attrs.evolve(
    ROC_112.clauses["points.grant.ceiling"],
    source="每家核給12萬點。",
    numbers={"grant": 120_000, "grant_ceiling": 120_000},
)
CORRECTION = cg.Notice(title="更正公告", on=date(2023, 4, 1))


def test_the_head_names_the_notice_that_corrects_its_edition() -> None:
    once = ROC_112.revised(known=date(2023, 4, 1), notice=CORRECTION, says=[GRANT])
    twice = once.revised(known=date(2023, 6, 1), says=[attrs.evolve(GRANT, notice=None)])
    of_112 = "依據版本：112 年版（112年度數位點數申請須知，112年2月1日"
    for edition, zh, en in (
        (once, "；經更正公告更正，112年4月1日）", "; as corrected by 更正公告, 1 April 2023)"),
        (
            twice,
            "；經更正公告更正，112年4月1日；經更正，112年6月1日知悉）",
            "; as corrected by 更正公告, 1 April 2023; as corrected, known on 1 June 2023)",
        ),
    ):
        decision = POINTS.with_editions(edition).assess(FIRM, on=LATER)
        assert letter(decision, "zh_Hant_TW").splitlines()[2] == of_112 + zh
        assert letter(decision).splitlines()[2].endswith(", 1 February 2023" + en)
        less = Reform("less", policy={"grant": 1}).of(POINTS.with_editions(edition))
        assert letter(less.assess(FIRM, on=LATER)).splitlines()[2].endswith(f"{en}, as reformed by less")
    # What follows it, or was before it, is not corrected by it.
    assert (ROC_112.corrections, once.ended().corrections) == ((), ())
    assert once.corrections == (CORRECTION,)


def test_a_sentence_made_from_the_one_that_it_corrects_stands_in_the_correction() -> None:
    once = ROC_112.revised(known=date(2023, 4, 1), notice=CORRECTION, says=[GRANT])
    assert once.clauses[GRANT.id].notice == CORRECTION
    other = cg.Notice(title="說明", on=date(2023, 3, 31))
    own = ROC_112.revised(known=date(2023, 4, 1), notice=CORRECTION, says=[attrs.evolve(GRANT, notice=other)])
    assert own.clauses[GRANT.id].notice == other
    as_it_was = attrs.evolve(ROC_112.clauses[GRANT.id], numbers={"grant": 1, "grant_ceiling": 1})
    numbers_alone = ROC_112.revised(known=date(2023, 4, 1), notice=CORRECTION, says=[as_it_was])
    assert numbers_alone.clauses[GRANT.id].notice == ROC_112.notice


def test_an_award_quotes_its_clause_where_it_stands_in_another_notice() -> None:
    once = ROC_112.revised(known=date(2023, 4, 1), notice=CORRECTION, says=[GRANT])
    decision = POINTS.with_editions(once).assess(FIRM, on=LATER)
    assert decision.award == 120_000
    assert letter(decision, "zh_Hant_TW").splitlines()[3:5] == [
        "核給：120,000點",
        "依據：「每家核給12萬點。」——更正公告（112年4月1日）",
    ]
    assert letter(decision).splitlines()[4] == "Clause: “每家核給12萬點。” — 更正公告 (1 April 2023)"
    assert letter(POINTS.assess(FIRM, on=LATER)).splitlines()[3:5] == ["Award: 150,000 points", ""]


def test_an_award_of_a_number_without_a_source_quotes_its_clause() -> None:
    reform = Reform("less", policy={"grant": 100_000}).of(POINTS).assess(FIRM, on=LATER)
    text = letter(reform)
    assert text.splitlines()[3:5] == ["Award: 100,000 points", "Clause: “每家核給15萬點”"]
    assert text.count("Points granted 100,000 points: no source was given") == 1
    unsaid = ROC_112.revised(
        known=date(2023, 4, 1), notice=CORRECTION, says=[attrs.evolve(GRANT, numbers={"grant_ceiling": 1})]
    )
    corrected = POINTS.with_editions(unsaid)
    filled = corrected.assess(FIRM, on=LATER, policy=unsaid.policy.complete(grant=1))
    assert letter(filled).splitlines()[4:6] == [
        "Clause: “每家核給12萬點。” — 更正公告 (1 April 2023)",
        "Points granted 1 point: filled in, ROC 112 does not say it",
    ]


def test_rules_that_wait_for_one_clause_are_told_once() -> None:
    later = cg.points.edition.followed_by(
        "roc-112",
        since=date(2023, 1, 1),
        until=None,
        title=Text(zh="112 年版", en="ROC 112"),
        keeps=["points.applicant", "points.grant", "points.window", "listing"],
    )
    law = cg.points.with_editions(later)
    claims = [id for id in law.rule_ids("claim") if law.traced(id).rule.clause == "points.claim"]
    decision = law.assess(cg.Claim(edition="roc-112"), on=LATER, stage="claim")
    for locale, formerly in (("zh_Hant_TW", "原規定：111 年版 "), ("en", "Formerly: ROC 111, ")):
        text = letter(decision, locale)
        clause = cg.points.clauses["points.claim"]
        assert text.count(clause.heading) == 1
        assert text.count(clause.text.in_(locale)) == 2  # there, and in the one question to the office
        assert text.count(formerly) == 1
        assert all(id in text for id in claims)
