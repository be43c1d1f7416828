"""What differs from one edition to the next: sentences, readings, numbers, rules, and who flips."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.editions import Year
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.programmes.research.review.rubric import Criterion
from cloudgrant.reform.diff import ProgrammeDiff
from cloudgrant.rules import Clause, Notice, Text
from toys.next_year import POINTS, ROC_112

OURS = {"points": POINTS}
DAYS = date(2022, 5, 2), date(2023, 5, 2)
FIRM = cg.Manufacturer(
    ubn="12345675",
    paid_in_capital=200_000_000,
    regular_employees=230,
    factory="registered",
    points_last_used_in=0,
)


@pytest.fixture(scope="module")
def found() -> ProgrammeDiff:
    differs = cg.editions.diff(ROC_111, ROC_112, subjects=[FIRM], on=DAYS, programmes=OURS)
    assert isinstance(differs, ProgrammeDiff)
    return differs


def test_sentences_by_clause(found: ProgrammeDiff) -> None:
    assert [(one.id, one.kind) for one in found.sentences] == [
        ("points.window.application", "changed"),
        ("points.applicant.size", "changed"),
        ("points.applicant.factory", "changed"),
        ("points.applicant.not-repeat", "went"),
        ("points.grant.ceiling", "changed"),
        ("points.use.listed-solution", "changed"),
        ("points.claim", "awaited"),
    ]
    by_id = {one.id: one for one in found.sentences}
    assert (by_id["points.applicant.factory"].old, by_id["points.applicant.factory"].new) == (
        "須有工廠登記證(或免工廠登記)",
        "須有工廠登記證",
    )
    assert by_id["points.applicant.factory"].message("en") == (
        "points.applicant.factory: “須有工廠登記證(或免工廠登記)” → “須有工廠登記證”"
    )
    assert by_id["points.applicant.factory"].message("zh") == (
        "points.applicant.factory：「須有工廠登記證(或免工廠登記)」→「須有工廠登記證」"
    )
    assert by_id["points.claim"].new == ""
    assert by_id["points.claim"].message("en").endswith(" → not published yet")
    assert by_id["points.claim"].message("zh").endswith("→ 尚未公布")
    assert (
        by_id["points.applicant.not-repeat"]
        .message("en")
        .startswith("points.applicant.not-repeat: dropped “")
    )
    assert (found.awaited, found.dropped) == (("points.claim",), ("points.applicant.not-repeat",))


def test_what_was_only_kept_does_not_differ(found: ProgrammeDiff) -> None:
    assert not {"points.applicant.manufacturer", "points.use.offset"} & {*found.clauses}


def test_numbers_with_the_clauses_that_fix_them(found: ProgrammeDiff) -> None:
    values = {one.name: (one.old, one.new) for one in found.values}
    assert values["regular_employee_ceiling"] == (200, 250)
    assert values["repeat_year"] == (2021, cg.UNKNOWN)
    assert values["applications_until"] == (date(2022, 8, 31), date(2023, 9, 30))
    assert "offset_share" not in values
    gone = next(one for one in found.values if one.name == "repeat_year")
    assert gone.went
    assert gone.message("en").endswith(": 2021 → no longer applies (points.applicant.not-repeat)")
    assert gone.message("zh") == "使用過點數即排除之年度：110年 → 不再適用（points.applicant.not-repeat）"
    assert not any(one.went for one in found.values if "points.claim" in one.clauses)  # awaited: unknown


def test_rules_and_what_is_awaited(found: ProgrammeDiff) -> None:
    assert [(one.id, one.kind) for one in found.rules] == [
        ("points.applicant.factory", "changed"),
        ("points.applicant.not-repeat", "went"),
        *(
            (f"points.claim{of}", "awaited")
            for of in ("/start-at-purchase", "/start", "", "/early-end", "/refund", "/listing")
        ),
    ]
    text = found.message("en")
    assert "- not published yet points.claim/refund: The points of an order whose price was paid back" in text
    assert "- 尚未公布 points.claim/refund：" in found.message("zh_Hant_TW")
    assert "Not published yet whether" not in text


def test_who_flips(found: ProgrammeDiff) -> None:
    [flip] = found.flips
    assert flip.message("zh_Hant_TW") == (
        "ubn=12345675：不符合資格 → 符合資格（points.applicant.size 不符合 → 符合；"
        "points.applicant.not-repeat 符合 → 無此規則；核給 0點 → 150,000點）"
    )


def test_the_way_back_tells_what_is_published() -> None:
    back = cg.editions.diff(ROC_112, ROC_111, programmes=OURS)
    kinds = {one.id: one.kind for one in back.sentences}
    assert (kinds["points.claim"], kinds["points.applicant.not-repeat"]) == ("published", "came")
    assert {one.kind for one in back.rules if one.clause == "points.claim"} == {"published"}
    assert "points.claim: not published yet → “" in back.message("en")
    assert "points.applicant.not-repeat: new “" in back.message("en")
    assert "published by now points.claim: " in back.message("en")


def test_what_is_awaited_on_both_sides_does_not_differ() -> None:
    after = cg.editions.diff(ROC_112, ROC_112.ended(), programmes=OURS)
    assert "points.claim" not in {*after.awaited, *after.clauses}
    assert not [one for one in after.rules if one.clause == "points.claim"]
    assert {one.kind for one in after.sentences} == {"awaited"}
    assert {one.kind for one in after.rules} == {"awaited"}


def test_readings_that_differ() -> None:
    size = cg.points.clauses["points.applicant.size"]
    otherwise = Text(zh="未滿 200 人", en="Fewer than 200")
    corrected = ROC_111.revised(known=date(2022, 6, 1), says=[attrs.evolve(size, reading=otherwise)])
    [change] = cg.editions.diff(ROC_111, corrected).readings
    assert (change.id, change.old, change.new) == (size.id, size.reading, otherwise)
    assert change.message("en").startswith("points.applicant.size, read otherwise: The national SME standard")
    assert change.message("en").endswith(" → Fewer than 200")
    [gone] = cg.editions.diff(
        corrected, corrected.revised(known=date(2022, 7, 1), says=[attrs.evolve(size, reading=Text())])
    ).readings
    assert gone.message("zh") == "points.applicant.size 不再採此解讀：未滿 200 人"


def test_a_new_clause() -> None:
    new = Clause("points.new", heading="新", source="新條文", text=Text(zh="新", en="New"))
    year = ROC_111.followed_by(
        "x",
        since=date(2023, 1, 1),
        until=None,
        keeps=("points", "listing"),
        says=[new],
        notice=Notice(title="須知", on=date(2023, 1, 1)),
    )
    differs = cg.editions.diff(ROC_111, year)
    assert [(one.id, one.kind, one.new) for one in differs.sentences] == [("points.new", "came", "新條文")]
    assert differs.clauses == ("points.new",)
    assert differs.values == ()


def test_two_years() -> None:
    old, new = (cg.editions.on(day, programmes=[POINTS, cg.coaching]) for day in DAYS)
    differs = cg.editions.diff(old, new, programmes=OURS)
    assert [one.programme for one in differs.programmes] == ["points", "coaching"]
    assert differs["points"].dropped == ("points.applicant.not-repeat",)
    assert {one.kind for one in differs["coaching"].rules} == {"awaited"}
    assert differs.message("en").startswith("roc-111 → roc-112, after roc-111\nDigital points")


def test_a_programme_of_one_year_alone_is_told() -> None:
    both = cg.editions.on(DAYS[0], programmes=[cg.points, cg.coaching])
    one = Year({"points": both.points})
    there, back = cg.editions.diff(one, both), cg.editions.diff(both, one)
    assert (there.came, there.went, back.came, back.went) == (("coaching",), (), (), ("coaching",))
    assert not there.same
    assert "new programme: coaching" in there.message("en")
    assert "不再有之計畫：coaching" in back.message("zh")


def test_two_policies_are_read_with_the_text_that_has_one_of_them() -> None:
    """The text of a later year, of which much is awaited, would name no rule that reads them."""
    programme = POINTS.with_editions(
        ROC_112.followed_by("roc-113", since=date(2024, 1, 1), until=None, keeps=("points.applicant",))
    )
    wider = attrs.evolve(ROC_111.policy, repeat_year=2020)
    [change] = cg.editions.diff(ROC_111.policy, wider, programmes={"points": programme}).values
    assert change.rules == ("points.applicant.not-repeat",)


def test_of_a_list_of_records_only_what_differs_is_told() -> None:
    policy = cg.editions.ROC_111.research.policy
    rubric: tuple[Criterion, ...] = cast("Any", policy).rubric
    first, *rest = rubric
    for other, old, new in (
        ((attrs.evolve(first, focus="甲"), *rest), f"{first.focus} → ", "審查重點：甲（"),
        (tuple(rest), f"：id={first.id} → ", " → 無（"),
        (cg.UNKNOWN, f"：id={first.id}、id=", " → 未知（"),
    ):
        message = cg.editions.diff(policy, attrs.evolve(policy, rubric=other)).message("zh_Hant_TW")
        assert old in message
        assert new in message
        assert "Criterion(" not in message


def test_a_clause_that_differs_by_its_heading_alone_is_told() -> None:
    old = cg.points.clauses["points.applicant.factory"]
    moved = cg.points.edition.revised(
        known=date(2022, 6, 1), says=[attrs.evolve(old, heading="參、數位點數申請 三")]
    )
    found = cg.editions.diff(cg.points, cg.points.under(moved))
    assert not found.same
    assert found.message("en").endswith(
        "- only headings, summaries or questions of clauses differ: points.applicant.factory"
    )
    assert found.message("zh").endswith("僅條文之出處、要旨或疑義不同：points.applicant.factory")
