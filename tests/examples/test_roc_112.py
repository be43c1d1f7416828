"""The invented ROC 112 of docs/examples, tested as whoever wrote it would test it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest
import roc_112
from hypothesis import example, given, settings
from hypothesis import strategies as st
from roc_112 import REGISTER, coaching_112, listing_112, points_112, research_112

import cloudgrant as cg
from cloudgrant import frames, portable
from cloudgrant.programmes.coaching.participation import CoachingParticipation, Trial
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.reform import Reform, compare
from cloudgrant.rules.law.edition import Edition
from cloudgrant.testing.strategies import subjects

BEFORE = cg.editions.ROC_111
LATER: dict[str, Edition[Any]] = {
    "research": research_112.ROC_112,
    "listing": listing_112.ROC_112,
    "points": points_112.ROC_112,
    "coaching": coaching_112.ROC_112,
}
VIEWS: dict[str, FirmView] = {one.name: one for one in REGISTER.views}
IN_2022, IN_2023 = date(2022, 5, 2), date(2023, 5, 2)
LOCALES = ("zh_Hant_TW", "en")

FIRM = cg.Manufacturer(
    ubn="12345675", paid_in_capital=150_000_000, regular_employees=230, factory="registered",
    points_last_used_in=2021, points_used_before_in=0,
)  # fmt: skip
VENDOR = cg.InformationServiceProvider(
    ubn="12345675", paid_in_capital=1_500_000, business_codes=("I301010",), cloud_services="starting",
    cloud_base="software", coaching_own_funds=100_000, manufacturer=False,
)  # fmt: skip


def met(decision: Any, rule: str) -> str:
    return str(decision.results[rule].value)


# The files themselves.


def test_each_is_one_short_file_that_says_it_is_invented_and_the_register_is_one_line() -> None:
    folder = Path(str(roc_112.__file__)).parent
    for module in (points_112, listing_112, research_112, coaching_112):
        assert "No agency published it." in str(module.__doc__)
        assert len(Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()) <= 220
    registering = (folder / "__init__.py").read_text(encoding="utf-8")
    assert registering.count("cg.editions.Register(") == 1
    assert set(LATER) == {path.stem.removesuffix("_112") for path in folder.glob("*_112.py")} == set(REGISTER)


@pytest.mark.parametrize("name", LATER)
def test_every_sentence_said_stands_in_the_notice_word_for_word(name: str) -> None:
    notices = (Path(str(roc_112.__file__)).parent / "notices.md").read_text(encoding="utf-8")
    edition = LATER[name]
    title = str(edition.notice.title if edition.notice else "")
    [words] = [part for part in notices.split("\n## ") if title in part]
    said = [one for one in edition.clauses.values() if one.notice is edition.notice]
    assert said
    for clause in said:
        for piece in clause.source.split("……"):
            for sentence in filter(None, piece.rstrip("。").split("。")):
                assert sentence in words, clause.id


@pytest.mark.parametrize("name", LATER)
def test_every_heading_is_a_point_of_the_notice(name: str) -> None:
    notices = (Path(str(roc_112.__file__)).parent / "notices.md").read_text(encoding="utf-8")
    edition = LATER[name]
    title = str(edition.notice.title if edition.notice else "")
    [words] = [part for part in notices.split("\n## ") if title in part]
    for clause in edition.clauses.values():
        if clause.notice is edition.notice:
            for heading in clause.heading.split("；"):
                titled = f"\n{heading}：" in words  # 二、受理期間：…
                numbered = heading[:1] == "第" and f"\n{heading[1:-1]}、" in words  # 第四點: 四、…
                assert titled or (numbered and heading[-1] == "點"), (clause.id, heading)


# What each notice does not say.

AWAITED = {
    "points": set[str](),
    "listing": {"listing.application", "listing.vendor.no-violation"},
    "research": {"research.applicant.lead", "research.subject.benefit-tracking"},
    "coaching": set[str](),
}
MOVING = {"moved_last_day", "holidays", "make_up_days"}
UNKNOWN_NUMBERS = {
    "points": {
        *MOVING, "claim_documents", "earlier_start_payable", "early_end_payable",
        "refund_payable", "lapsed_listing_payable",
    },
    "listing": {*MOVING, "breaches_counted_from"},
    "research": {
        *MOVING, "own_statements_show_increase", "tracking_months", "tracking_every_months",
        "no_security_spend_suffices", "partly_met_suffices", "item_weights",
    },
    "coaching": set[str](),
}  # fmt: skip


@pytest.mark.parametrize("name", LATER)
def test_what_it_does_not_say(name: str) -> None:
    edition = LATER[name]
    assert set(edition.awaited) == AWAITED[name]
    assert set(edition.unknown) == UNKNOWN_NUMBERS[name]
    assert edition.earlier is BEFORE[name]
    assert edition.notice is not None
    assert edition.known == edition.notice.on


@pytest.mark.parametrize("name", LATER)
def test_each_clause_awaited_asks_one_question_and_quotes_nothing(name: str) -> None:
    for id in LATER[name].awaited:
        clause = LATER[name].clauses[id]
        assert (clause.source, dict(clause.numbers), clause.notice, clause.kept_by) == ("", {}, None, None)
        assert "112 年版" in clause.question.in_("zh_Hant_TW")
        assert "ROC 112" in clause.question.in_("en")
        assert clause.text.in_("en").rstrip(".") in clause.question.in_("en")


@pytest.mark.parametrize("name", LATER)
def test_what_was_kept_says_where_it_stands_and_who_kept_it(name: str) -> None:
    edition = LATER[name]
    kept = [one for one in edition.clauses.values() if one.kept_by is not None]
    assert kept
    for clause in kept:
        assert (clause.notice, clause.kept_by) == (BEFORE[name].notice, edition.notice)
        assert attrs.evolve(clause, kept_by=None) == BEFORE[name].clauses[clause.id]
    rest = [one for id, one in edition.clauses.items() if id not in edition.awaited and one not in kept]
    assert {one.notice for one in rest} == {edition.notice}


@pytest.mark.parametrize("name", LATER)
def test_no_number_that_is_kept_names_a_day_or_a_year_of_the_year_before(name: str) -> None:
    for clause in LATER[name].clauses.values():
        if clause.kept_by is not None:
            for number, value in clause.numbers.items():
                assert not isinstance(value, date), (clause.id, number)
                assert value not in (2021, 2022), (clause.id, number)
                assert "111年" not in str(value), (clause.id, number)


def test_the_criteria_of_the_review_name_no_rise_of_pay_of_the_year_before() -> None:
    rubric = LATER["research"].policy.rubric
    assert [one.id for one in rubric] == [one.id for one in BEFORE["research"].policy.rubric]
    assert not any("5%" in one.focus for one in rubric)
    assert [one.focus for one in rubric if "4%" in one.focus] == [research_112.PAY + research_112.OTHERS]


def test_what_the_notice_of_the_research_keeps_in_part() -> None:
    old, new = BEFORE["research"].policy, LATER["research"].policy
    assert (new.scopes, new.revenue_proofs) == (old.scopes, old.revenue_proofs)
    assert (old.tracking_months, new.tracking_months) == (24, cg.UNKNOWN)
    scope = LATER["research"].clauses["research.subject.scope"]
    assert "需追蹤效益至結案後2年部分除外" in scope.source


# A filing on each of the days that matter.


def test_points_on_either_side_of_new_year() -> None:
    last = REGISTER.points.assess(FIRM, on=date(2022, 12, 31))
    assert (last.edition.name, last.outcome) == ("roc-111", cg.Outcome.INELIGIBLE)
    assert met(last, "points.window.application") == "not_met"

    unknown = cg.points.assess(FIRM, on=date(2023, 1, 1))  # nobody registered the next text
    assert (unknown.edition.name, unknown.outcome) == ("after roc-111", cg.Outcome.UNDETERMINED)
    assert {one.value for one in unknown.results.values()} == {"undetermined"}
    assert len({gap.question("en") for gap in unknown.awaiting}) == 1

    first = REGISTER.points.assess(FIRM, on=date(2023, 1, 1))  # its window opens on 1 March
    assert (first.edition.name, first.outcome) == ("roc-112", cg.Outcome.INELIGIBLE)
    assert [rule for rule in first.results if met(first, rule) == "not_met"] == ["points.window.application"]


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize("day", [date(2023, 1, 15), date(2023, 2, 15), date(2023, 3, 1)])
def test_the_law_of_new_year_as_it_was_known(name: str, day: date) -> None:
    programme, filed = REGISTER[name], date(2023, 1, 1)
    notice = LATER[name].notice
    assert notice is not None
    edition = programme.on(filed, as_known_on=day)
    assert edition.name == ("roc-112" if notice.on <= day else "after roc-111")
    assert edition.silent is (day < notice.on)
    assert programme.on(filed) is LATER[name]


def test_a_filing_of_new_year_as_it_was_known() -> None:
    for day, outcome in ((date(2023, 1, 15), "undetermined"), (date(2023, 2, 15), "ineligible")):
        edition = REGISTER.points.on(date(2023, 1, 1), as_known_on=day)
        assert REGISTER.points.assess(FIRM, on=date(2023, 1, 1), edition=edition).outcome.value == outcome


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2023, 2, 28), "not_met"),
        (date(2023, 3, 1), "met"),
        (date(2023, 9, 30), "met"),  # a Saturday: whether it moves to Monday is not said
        (date(2023, 10, 2), "undetermined"),
        (date(2023, 10, 3), "not_met"),
    ],
)
def test_the_window_of_the_points(day: date, answer: str) -> None:
    assert met(REGISTER.points.assess(FIRM, on=day), "points.window.application") == answer


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2030, 5, 2)])
def test_after_its_last_day_everything_is_awaited(view: str, day: date) -> None:
    decision = VIEWS[view].programme.assess(VIEWS[view].of(FIRM), on=day)
    assert decision.edition.name == "after roc-112"
    assert decision.outcome is cg.Outcome.UNDETERMINED
    assert {one.value for one in decision.results.values()} == {"undetermined"}
    assert decision.missing == ()
    [question] = {gap.question("zh_Hant_TW") for gap in decision.awaiting}
    assert question == "112 年版（虛構）適用至112年12月31日，113年1月1日起之規定尚未公布，應適用何規定？"


@pytest.mark.parametrize(
    ("view", "last", "next_"),
    [
        ("listing.vendor", "not_met", "not_met"),  # from 15 February on
        ("research.lead", "undetermined", "not_met"),  # the briefing gives no day; from 16 January on
        ("points", "not_met", "not_met"),
        ("coaching", None, "not_met"),  # the briefing gives no period of intake
    ],
)
def test_either_side_of_new_year_in_every_programme(view: str, last: str | None, next_: str) -> None:
    names = {"points": "points.window.application", "coaching": "coaching.intake"}
    window = names.get(view, f"{view.partition('.')[0]}.window.submission")
    for on, name, answer in (
        (date(2022, 12, 31), "roc-111", last),
        (date(2023, 1, 1), "roc-112", next_),
    ):
        decision = VIEWS[view].programme.assess(VIEWS[view].of(VENDOR), on=on)
        found = decision.results.get(window)
        assert (decision.edition.name, found.value if found else None) == (name, answer)


@pytest.mark.parametrize(
    ("name", "subject"), [("research", cg.Proposal()), ("listing", cg.ListingApplication())]
)
def test_whole_subjects_are_awaited_in_2030(name: str, subject: Any) -> None:
    decision = REGISTER[name].assess(subject, on=date(2030, 5, 2))
    assert (decision.edition.silent, decision.outcome) == (True, cg.Outcome.UNDETERMINED)
    assert len({gap.question("en") for gap in decision.awaiting}) == 1
    assert decision.missing == ()


def test_how_old_a_credit_report_may_be_is_told_by_the_year() -> None:
    zh, en = letters("research.lead", VENDOR, date(2023, 3, 1))
    assert "受理截止日前3個月內（111年12月31日至112年3月31日）" in zh
    assert "within 3 months of the closing date (31 December 2022 to 31 March 2023)" in en
    assert "半年" not in zh
    assert "half" not in en


# What is worded otherwise, what came, what was dropped.


@pytest.mark.parametrize("factory", ["registered", "exempt", "none", cg.UNKNOWN])
def test_an_exemption_from_registration_was_enough_and_is_not(factory: Any) -> None:
    firm = attrs.evolve(FIRM, factory=factory)
    old, new = (
        met(REGISTER.points.assess(firm, on=on), "points.applicant.factory") for on in (IN_2022, IN_2023)
    )
    expected = {"registered": ("met", "met"), "exempt": ("met", "not_met"), "none": ("not_met", "not_met")}
    assert (old, new) == expected.get(factory, ("undetermined", "undetermined"))


def test_the_rule_of_the_year_is_the_only_one_that_is_worded_otherwise() -> None:
    old, new = REGISTER.points.under("roc-111"), REGISTER.points.under("roc-112")
    other = [one for one in new.rules if one not in old.rules]
    assert [one.id for one in other if one.clause not in AWAITED["points"]] == ["points.applicant.factory"]
    assert {one.id for one in old.rules} - {one.id for one in new.rules} == {"points.applicant.not-repeat"}
    assert [one.id for one in cg.points.rules] == [one.id for one in old.rules]


def test_use_in_the_year_before_excluded_and_does_not() -> None:
    answers = (
        REGISTER.points.assess(FIRM, on=IN_2022).results,
        REGISTER.points.assess(FIRM, on=IN_2023).results,
    )
    assert answers[0]["points.applicant.not-repeat"] is cg.Result.NOT_MET
    assert "points.applicant.not-repeat" not in answers[1]
    used = attrs.evolve(FIRM, points_last_used_in=2022, points_used_before_in=2021)
    assert REGISTER.points.assess(used, on=IN_2023).award == 150_000


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2022, 5, 2), None),
        (date(2023, 2, 28), "not_met"),
        (date(2023, 3, 1), "met"),
        (date(2023, 5, 31), "met"),
        (date(2023, 6, 1), "not_met"),
        (date(2024, 3, 1), "undetermined"),
    ],
)
def test_coaching_has_an_intake_now(day: date, answer: str | None) -> None:
    found = REGISTER.coaching.assess(VENDOR, on=day).results.get("coaching.intake")
    assert (found.value if found else None) == answer


def test_no_reading_of_the_coaching_denies_its_intake() -> None:
    for clause in LATER["coaching"].clauses.values():
        for words in (clause.reading, clause.question):
            assert "受理期間" not in words.in_("zh_Hant_TW"), clause.id
            assert "period of intake" not in words.in_("en"), clause.id
            assert "何時受理" not in words.in_("zh_Hant_TW"), clause.id


def test_the_numbers_of_the_coaching_at_its_closing() -> None:
    taken = CoachingParticipation(
        took_part_in_poc=True,
        solution_can_be_tried=True,
        own_funds_paid=110_000,
        trials=(Trial(customer="示範五金", business=True, proven=True),),
    )
    for name, outcome in (("roc-111", "eligible"), ("roc-112", "ineligible")):
        decision = REGISTER.coaching.assess(taken, on=date(2023, 12, 1), stage="closing", edition=name)
        assert decision.outcome.value == outcome


WALLET, GRANTED = cg.PointWallet.granted_from(
    REGISTER.points.assess(FIRM, on=IN_2023), id="W-1", key="grant", on=IN_2023
)
SOLUTION = cg.CloudSolution(
    name="雲端智造", vendor_ubn="12345675",
    listed_from=date(2023, 4, 1), listed_until=date(2023, 12, 31), last_listed_in=0,
)  # fmt: skip
ORDER = cg.Order(
    number="A-1", solution=SOLUTION, price=30_000, market_price=30_000, points=15_000, term=6,
    starts_on=date(2023, 6, 1),
)  # fmt: skip


def refused(command: Any) -> tuple[str, list[str]]:
    with pytest.raises(cg.WalletRefused) as caught:
        command()
    return caught.value.code, [finding.rule for finding in caught.value.findings]


def test_points_of_the_year_are_reserved_in_the_year() -> None:
    assert (WALLET.edition, WALLET.available) == ("roc-112", 150_000)
    assert cg.quote(ORDER, WALLET, programme=REGISTER.points).points == 15_000
    spent, event = WALLET.reserve(
        ORDER, key="buy", expected_seq=1, on=date(2023, 6, 1), programme=REGISTER.points
    )
    assert (spent.available, spent.reserved, event.act) == (135_000, 15_000, "reserved")
    judged = REGISTER.points.assess(
        cg.Purchase(firm=FIRM, order=ORDER, wallet=WALLET), on=date(2023, 6, 1), stage="purchase"
    )
    assert (judged.edition.name, judged.outcome) == ("roc-112", cg.Outcome.ELIGIBLE)


@pytest.mark.parametrize(
    ("on", "last_listed_in", "expected"),
    [
        (date(2023, 12, 31), 0, None),
        (date(2023, 12, 31), 2022, None),  # 去年（111年）已上架者，亦同
        (date(2024, 1, 1), 0, ["points.use.listed-solution", "points.use.offset/in-time"]),
        (date(2024, 1, 1), 2022, ["points.use.listed-solution", "points.use.offset/in-time"]),
    ],
)
def test_the_last_day_of_the_points_and_of_the_solutions(
    on: date, last_listed_in: int, expected: list[str] | None
) -> None:
    solution = attrs.evolve(SOLUTION, listed_until=date(2024, 12, 31), last_listed_in=last_listed_in)
    order = attrs.evolve(ORDER, solution=solution, starts_on=on)

    def buy() -> Any:
        return WALLET.reserve(order, key="buy", expected_seq=1, on=on, programme=REGISTER.points)

    if expected is None:
        assert buy().wallet.reserved == 15_000
    else:
        assert refused(buy) == ("not_met", expected)


def test_a_contract_that_began_before_the_purchase_is_not_settled() -> None:
    begun = attrs.evolve(ORDER, starts_on=date(2023, 5, 31))
    assert refused(
        lambda: WALLET.reserve(
            begun, key="buy", expected_seq=1, on=date(2023, 6, 1), programme=REGISTER.points
        )
    ) == ("undetermined", ["points.claim/start-at-purchase"])


def test_a_claim_of_the_year_wants_only_the_documents() -> None:
    law = REGISTER.points
    spent = WALLET.reserve(ORDER, key="buy", expected_seq=1, on=date(2023, 6, 1), programme=law).wallet
    claim = cg.Claim(order=ORDER, documents=("契約", "發票"), ended_early=False, refunded=False)
    for on, code, rules in (
        (date(2023, 11, 30), "not_met", ["listing.solution.claim-after-term"]),  # the last day of the term
        (date(2023, 12, 1), "undetermined", ["points.claim"]),
    ):
        assert refused(
            lambda on=on: spent.claim(claim, key="claim", expected_seq=2, on=on, programme=law)
        ) == (code, rules)
    filled = attrs.evolve(claim, ordered_on=date(2023, 6, 1), edition=spent.edition)
    decision = law.assess(filled, on=date(2023, 12, 1), stage="claim")
    assert {rule for rule in decision.results if met(decision, rule) == "undetermined"} == {"points.claim"}
    announced = attrs.evolve(LATER["points"].policy, claim_documents=("契約", "發票"))
    paid = spent.claim(
        claim, key="claim", expected_seq=2, on=date(2023, 12, 1), programme=law, policy=announced
    )
    assert paid.wallet.claimed == 15_000


def test_points_of_which_the_claim_is_awaited_ask_for_no_document() -> None:
    law = cg.points.under(LATER["points"].followed_by("roc-113", since=date(2024, 1, 1), until=None))
    decision = law.assess(cg.Claim(), on=date(2024, 12, 1), stage="claim")
    claims = [id for id in law.rule_ids("claim") if law.traced(id).rule.clause == "points.claim"]
    assert claims
    assert {met(decision, id) for id in claims} == {"undetermined"}


# Letters of both years.


def letters(view: str, firm: cg.Company, on: date) -> Iterator[str]:
    decision = VIEWS[view].programme.assess(VIEWS[view].of(firm), on=on)
    for locale in LOCALES:
        yield str(decision.report(locale))


@pytest.mark.parametrize(
    ("view", "firm", "old_words", "new_words"),
    [
        (
            "points", FIRM,
            ("200人", "20萬", "200,000", "200 people", "8月底"),
            ("250", "15萬", "150,000 points"),
        ),
        (
            "listing.vendor", VENDOR,
            ("100萬元", "100 萬", "NT$1,000,000", "8月20日", "20 August"),
            ("200 萬", "200萬", "NT$2,000,000", "9月15日"),
        ),
        ("coaching", VENDOR, ("10萬元以上", "at least NT$100,000"), ("12萬元", "NT$120,000", "受理期間")),
        (
            "research.lead", VENDOR,
            ("半年", "6個月", "6 months", "111年7月31日", "31 July 2022"),
            ("三個月", "3個月", "3 months", "112年7月31日", "31 July 2023"),
        ),
    ],
)  # fmt: skip
def test_a_letter_has_no_sentence_or_number_of_the_other_year(
    view: str, firm: cg.Company, old_words: tuple[str, ...], new_words: tuple[str, ...]
) -> None:
    name = view.partition(".")[0]
    old, new = BEFORE[name].clauses, LATER[name].clauses
    changed = [id for id in old if id in new and old[id].source != new[id].source]
    assert changed
    for on, own, others in ((IN_2022, old, new), (IN_2023, new, old)):
        decision = VIEWS[view].programme.assess(VIEWS[view].of(firm), on=on)
        for letter in letters(view, firm, on):
            foreign = new_words if own is old else old_words
            assert not [word for word in foreign if word in letter], (on, letter)
            for finding in decision.findings:
                assert finding.clause == own[finding.clause.id]
                assert finding.clause.source in letter
            for id in changed:
                source = others[id].source
                assert not source or f"「{source}」" not in letter, id
                assert not source or f"“{source}”" not in letter, id
    for words, on in ((old_words, IN_2022), (new_words, IN_2023)):
        both = "\n".join(letters(view, firm, on))
        assert [word for word in words if word in both]


def test_a_letter_tells_the_edition_what_was_kept_and_what_is_not_published() -> None:
    zh, en = letters("listing.vendor", VENDOR, date(2023, 4, 3))
    assert "依據版本：112 年版（虛構）（112年度雲端方案遴選公告（虛構），112年2月15日）" in zh
    codes = LATER["listing"].clauses["listing.vendor.business-code"].source
    assert (
        f"「{codes}」——數位雲服務政府資源說明會（111年4月13日），"
        "112年度雲端方案遴選公告（虛構）（112年2月15日）沿用"
    ) in zh
    assert f"“{codes}” — 數位雲服務政府資源說明會 (13 April 2022), kept by " in en
    assert "「實收資本額 200 萬以上」\n" in zh
    assert "? 112 年版（虛構）未載明下列規定是否適用\n" in zh
    assert " · 無執行政府計畫違規及停權處分、" in zh
    assert "    原規定：111 年版 " in zh
    assert "「」" not in zh


# What differs.


def test_the_diff_of_the_points_as_it_is_read() -> None:
    pinned = Path(__file__).with_name("points_111_to_112.txt").read_text(encoding="utf-8")
    assert cg.editions.diff(BEFORE.points, LATER["points"]).message("zh_Hant_TW") == pinned.rstrip()


def test_the_diff_of_the_years_has_that_of_each_programme() -> None:
    years = cg.editions.diff(BEFORE, REGISTER.on(IN_2023))
    assert [one.programme for one in years.programmes] == list(BEFORE)
    for name, edition in LATER.items():
        alone = cg.editions.diff(BEFORE[name], edition)
        assert years[name] == alone
        assert not alone.same
        for locale in LOCALES:
            assert alone.message(locale) in years.message(locale)
    assert cg.editions.diff(REGISTER.on(IN_2023), REGISTER.on(IN_2023)).same
    assert [one.id for one in years["coaching"].rules] == ["coaching.intake"]


def test_whom_the_new_year_touches() -> None:
    firms = [attrs.evolve(FIRM, points_last_used_in=0), FIRM, attrs.evolve(FIRM, factory="exempt")]
    differs = cg.editions.diff(BEFORE.points, LATER["points"], subjects=firms, on=(IN_2022, IN_2023))
    assert [(one.number, one.after.award) for one in differs.flips] == [(0, 150_000), (1, 150_000), (2, 0)][
        :2
    ]


# By the guide.


def test_a_firm_through_the_guide_in_both_years() -> None:
    def explored(on: date) -> Any:
        return cg.guide.explore(FIRM, on=on, programmes=REGISTER.views)

    before, after = explored(IN_2022)["points"], explored(IN_2023)["points"]
    assert (before.outcome, after.outcome) == (cg.Outcome.INELIGIBLE, cg.Outcome.ELIGIBLE)
    assert {one.clause.source for one in before.reasons} == {
        BEFORE.points.clauses[id].source for id in ("points.applicant.size", "points.applicant.not-repeat")
    }
    assert after.decision == REGISTER.points.assess(FIRM, on=IN_2023)
    vendor = cg.guide.explore(VENDOR, on=date(2023, 4, 3), programmes=REGISTER.views)
    assert [one.name for one in vendor.closed] == list(VIEWS)  # research closed on 31 March
    assert explored(date(2030, 1, 1)).missing == ()


# Frames.

FIRMS: list[dict[str, Any]] = [
    {
        "paid_in_capital": 150_000_000,
        "regular_employees": 200,
        "factory": "registered",
        "points_last_used_in": 0,
    },
    {
        "paid_in_capital": 150_000_000,
        "regular_employees": 250,
        "factory": "registered",
        "points_last_used_in": 0,
    },
    {
        "paid_in_capital": 150_000_000,
        "regular_employees": 251,
        "factory": "registered",
        "points_last_used_in": 0,
    },
    {
        "paid_in_capital": 100_000_000,
        "regular_employees": None,
        "factory": "exempt",
        "points_last_used_in": 2021,
    },
    {"paid_in_capital": None, "regular_employees": None, "factory": None, "points_last_used_in": None},
]
DAYS = [
    date(2022, 4, 12), date(2022, 5, 2), date(2022, 12, 31), date(2023, 1, 1), date(2023, 3, 1),
    date(2023, 10, 2), date(2023, 12, 31), date(2024, 1, 1), date(2024, 5, 2),
]  # fmt: skip
ROWS = [{**firm, "filed": day} for day in DAYS for firm in FIRMS]


def firm_of(row: dict[str, Any]) -> cg.Manufacturer:
    known = {name: value for name, value in row.items() if name != "filed" and value is not None}
    return cg.Manufacturer(**known)


@pytest.mark.parametrize("made", [pl.DataFrame, pd.DataFrame], ids=["polars", "pandas"])
def test_rows_of_three_years_are_decided_as_objects_are(made: Any) -> None:
    table = made(ROWS)
    decided = frames.assess(table, REGISTER.points, subject=cg.Manufacturer, on="filed")
    rows = decided.to_dicts() if made is pl.DataFrame else decided.to_dict("records")
    assert len(rows) == len(ROWS)
    seen = set()
    for given_, row in zip(ROWS, rows, strict=True):
        decision = REGISTER.points.assess(firm_of(given_), on=given_["filed"])
        assert row["outcome"] == decision.outcome.value
        award = None if pd.isna(row["award"]) else row["award"]
        assert award == decision.award
        for rule in {*REGISTER.points.rule_ids(), *decision.results, "points.applicant.not-repeat"}:
            found = decision.results.get(rule)
            told = row.get(rule)
            assert (None if pd.isna(told) else told) == (found.value if found else None), (given_, rule)
        seen.add((given_["filed"].year, decision.outcome))
    assert len(seen) >= 7


def test_a_rule_that_came_is_null_in_the_rows_before_it() -> None:
    firm = {"provider": True, "cloud_services": "starting", "cloud_base": "software"}
    table = pl.DataFrame(
        [{**firm, "coaching_own_funds": funds, "filed": day} for day in DAYS for funds in (100_000, 120_000)]
    )
    decided = frames.assess(table, REGISTER.coaching, subject=cg.Company, on="filed")
    for given_, row in zip(table.to_dicts(), decided.to_dicts(), strict=True):
        day = given_.pop("filed")
        decision = REGISTER.coaching.assess(cg.Company(**given_), on=day)
        assert row["outcome"] == decision.outcome.value
        assert (row["coaching.intake"] is None) is (day.year == 2022)
        for rule, result in decision.results.items():
            assert row[rule] == result.value, (day, rule)


# Reforms, and what if.


def test_a_reform_from_the_middle_of_the_second_year() -> None:
    reform = Reform("more", since=date(2023, 7, 1), policy={"grant_ceiling": 300_000, "grant": 300_000})
    reformed = reform.of(REGISTER.points)
    for day, award in ((IN_2022, 0), (date(2023, 6, 30), 150_000), (date(2023, 7, 1), 300_000)):
        assert reformed.assess(FIRM, on=day).award == award
    assert reformed.on(date(2023, 7, 1)).published.policy == LATER["points"].policy
    assert reformed.assess(FIRM, on=date(2024, 1, 1)).outcome is cg.Outcome.UNDETERMINED
    receipt = reformed.assess(FIRM, on=date(2023, 7, 1)).receipt
    assert cg.verify(receipt, FIRM, programme=reformed).same
    assert cg.verify(receipt, FIRM, programme=REGISTER.points).same  # its numbers are the receipt's own
    table = pl.DataFrame([{**row, "points_last_used_in": 0} for row in ROWS])
    impact = compare(
        table, REGISTER.points, {"as it is": None, "more": reform}, subject=cg.Manufacturer, on="filed"
    )
    assert sum(one.winners for one in impact.counts) == 0  # no row is filed between July and September
    later = table.with_columns(filed=pl.lit(date(2023, 8, 1)))
    found = compare(
        later, REGISTER.points, {"as it is": None, "more": reform}, subject=cg.Manufacturer, on="filed"
    )
    assert sum(one.winners for one in found.counts) == 2 * len(DAYS)


def test_what_if_under_numbers_of_ones_own() -> None:
    numbers = attrs.evolve(LATER["points"].policy, regular_employee_ceiling=229)
    decision = REGISTER.points.assess(FIRM, on=IN_2023, policy=numbers)
    assert decision.edition is LATER["points"]
    assert met(decision, "points.applicant.size") == "not_met"
    assert REGISTER.points.assess(FIRM, on=IN_2022, policy=numbers).edition is BEFORE.points
    old = REGISTER.points.assess(FIRM, on=IN_2023, policy=BEFORE.points.policy)
    assert met(old, "points.applicant.size") == "not_met"


# The rule book, receipts, pickles.


@pytest.mark.parametrize("name", LATER)
def test_the_rule_book_of_either_year(name: str) -> None:
    old, new = (portable.rulebook(REGISTER[name].under(year)) for year in ("roc-111", "roc-112"))
    for book, edition in ((old, BEFORE[name]), (new, LATER[name])):
        stated = [rule["clause"] for rule in book["rules"]]
        assert stated
        assert {one["source"] for one in stated} == {edition.clauses[one["id"]].source for one in stated}
        assert (book["edition"]["name"], book["edition"]["until"]) == (
            edition.name,
            str(edition.until),
        )
        assert book["policy"] == portable.bindings(FIRM, edition.policy)["policy"]
    assert portable.rulebook(REGISTER[name]) == new
    assert portable.rulebook(getattr(cg, name)) == old


@pytest.mark.parametrize("view", VIEWS)
def test_receipts_of_both_years_verify_against_the_register(view: str) -> None:
    programme, subject = VIEWS[view].programme, VIEWS[view].of(FIRM)
    own = {one.name: one.programme for one in cg.editions.Register().views}[view]
    receipts = {on: programme.assess(subject, on=on).receipt for on in (IN_2022, IN_2023, date(2024, 5, 2))}
    for receipt in receipts.values():
        assert cg.verify(receipt, subject, programme=programme).same
        stored = cg.load(type(receipt), cg.dump(receipt))
        assert cg.verify(stored, subject, programme=programme).same
    assert cg.verify(receipts[IN_2022], subject, programme=own).same
    missing = cg.verify(receipts[IN_2023], subject, programme=own)
    assert [(one.because, one.names) for one in missing.differences] == [("edition", ("roc-112",))]
    assert missing.message("zh_Hant_TW") == "查無當時適用之版本：roc-112"


@pytest.mark.parametrize("view", VIEWS)
def test_programmes_of_the_register_come_back_from_pickles(view: str) -> None:
    programme, subject = VIEWS[view].programme, VIEWS[view].of(FIRM)
    back = pickle.loads(pickle.dumps(programme))
    assert [one.name for one in back.editions] == ["roc-111", "roc-112"]
    for on in (IN_2022, IN_2023, date(2024, 5, 2)):
        decision = programme.assess(subject, on=on)
        assert back.assess(subject, on=on).results == decision.results
        again = pickle.loads(pickle.dumps(decision))
        assert (again.outcome, again.results) == (decision.outcome, decision.results)
        assert cg.verify(again.receipt, subject, programme=programme).same


# Whatever the firm and the day.


@given(
    subjects(cg.Manufacturer, REGISTER.points),
    st.one_of(
        st.dates(date(2021, 1, 1), date(2031, 12, 31)),
        st.sampled_from(DAYS).flatmap(
            lambda day: st.sampled_from([day - timedelta(1), day, day + timedelta(1)])
        ),
    ),
)
@example(FIRM, date(2022, 12, 31))
@example(FIRM, date(2023, 1, 1))
def test_the_register_decides_as_the_law_of_the_day_alone(firm: cg.Manufacturer, on: date) -> None:
    if on < date(2022, 1, 1):
        with pytest.raises(cg.NoEdition):
            REGISTER.points.assess(firm, on=on)
        return
    edition = REGISTER.points.on(on)
    alone = cg.points.under(edition).assess(firm, on=on)
    decision = REGISTER.points.assess(firm, on=on)
    assert decision.edition is edition
    assert (decision.outcome, decision.award, decision.results) == (alone.outcome, alone.award, alone.results)
    if edition.name == "roc-111":
        assert cg.points.assess(firm, on=on).results == decision.results


@pytest.mark.parametrize("view", ["listing.vendor", "coaching"])
@given(firm=subjects(cg.Company), on=st.dates(date(2022, 1, 1), date(2031, 12, 31)))
@settings(max_examples=25)
def test_other_views_decide_as_the_law_of_the_day_alone(view: str, firm: cg.Company, on: date) -> None:
    one = VIEWS[view]
    edition = one.programme.on(on)
    alone = one.programme.under(edition).assess(one.of(firm), on=on)
    decision = one.programme.assess(one.of(firm), on=on)
    assert decision.edition is edition
    assert (decision.outcome, decision.results) == (alone.outcome, alone.results)
    if edition.name == "roc-111":
        own = {found.name: found.programme for found in cg.editions.Register().views}[view]
        assert own.assess(one.of(firm), on=on).results == decision.results
