"""Filling in the table: what is wrong, how far it is, how the marks agree, what they score, what blocks."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    FACETS,
    SCALE,
    Blocking,
    Marker,
    ResearchPolicy,
    SecurityMark,
    agreement,
    blocking,
    coverage,
    score,
    scores,
)
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from cloudgrant.programmes.research.security.scores import CALCULATIONS
from cloudgrant.testing.strategies import subjects
from programmes.research.tables import MARKS, POLICY, TABLE, U, all_required, items, marked, rows, without

HALF = Fraction(1, 2)
AB = items("a", "b")


def table(*marks: SecurityMark, of: Any = AB) -> cg.SecuritySelfAssessment:
    return cg.SecuritySelfAssessment(items=of, marks=marks)


def blocked(
    found: cg.SecuritySelfAssessment, policy: ResearchPolicy, by: Marker = "consultant"
) -> tuple[Blocking, ...]:
    """What blocks acceptance, under a policy that has a table."""
    blocks = blocking(found, policy, by=by)
    assert blocks is not U
    return blocks


# Bad input, all at once.


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(
            cg.SecuritySelfAssessment,
            {
                "marks": [
                    {"item": "network.firewal", "mark": "met"},
                    {"mark": "met"},
                    {"item": "data.backup", "mark": "符合"},
                    {"item": "data.encryption", "mark": "met", "reason": "無遠端管理"},
                    {"item": "access.physical"},
                    {"item": "access.physical", "check": "met"},
                ]
            },
        )
    found = {(problem.path.key, problem.code) for problem in refused.value.problems}
    assert found >= {
        ("marks[1].item", "research.no_item"),
        ("marks[item=data.backup].mark", "option"),
        ("marks[item=data.encryption].reason", "research.stray_reason"),
    }
    with pytest.raises(cg.InvalidInput) as twice:
        table(SecurityMark(item="a"), SecurityMark(item="a", mark="met"))
    assert [(one.path.key, one.code) for one in twice.value.problems] == [("marks[item=a]", "duplicate")]


def test_a_mark_of_no_item_of_the_table_is_refused_with_the_nearest() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        table(SecurityMark(item="network.firewal"), SecurityMark(item="x"), of=SECURITY_ITEMS)
    near, far = refused.value.problems
    assert near.path.key == "marks[item=network.firewal].item"
    assert near.message("en") == "there is no item network.firewal in the table — network.firewall?"
    assert near.message("zh_Hant_TW") == "自評表沒有 network.firewal 這個項目 — network.firewall?"
    assert far.message("en") == "there is no item x in the table"


def test_a_row_that_says_something_says_of_what() -> None:
    for name in ("mark", "evidence", "reason", "check", "note"):
        value = "met" if name in ("mark", "check") else "…"
        with pytest.raises(cg.InvalidInput) as refused:
            SecurityMark(**{name: value})  # type: ignore[arg-type]
        assert [one.code for one in refused.value.problems] == ["research.no_item"]
    assert SecurityMark().item is U  # a row that is still empty


@pytest.mark.parametrize("mark", ["met", "partly_met", "not_met"])
def test_a_reason_is_for_what_does_not_apply(mark: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        SecurityMark(item="a", mark=mark, reason="…")
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("reason", "research.stray_reason")
    assert problem.message("zh_Hant_TW").startswith("僅勾選不適用者須說明原因")
    assert SecurityMark(item="a", mark=mark, check="not_applicable", reason="…").checked is True
    assert SecurityMark(item="a", reason="…").filled is U


def test_a_draft_keeps_what_is_sound() -> None:
    drafted, problems = cg.draft(
        cg.SecuritySelfAssessment,
        {
            "marks": [
                {"item": "data.backup", "mark": "met", "evidence": "紀錄"},
                {"item": "data.encryption", "mark": "perhaps", "evidence": 7},
                {"mark": "met"},
            ]
        },
    )
    assert {one.path.key for one in problems} == {
        "marks[item=data.encryption].mark",
        "marks[item=data.encryption].evidence",
        "marks[2].item",
    }
    assert drafted.marks is not U
    assert [row.mark for row in drafted.marks] == ["met", U, U]
    assert coverage(drafted) is U  # of which table, nobody has said
    assert coverage(attrs.evolve(drafted, items=SECURITY_ITEMS)) == Fraction(1, 21)


# Rows.


@pytest.mark.parametrize(
    ("row", "filled"),
    [
        ({"mark": "met", "evidence": "…"}, True),
        ({"mark": "partly_met", "evidence": "…"}, True),
        ({"mark": "not_met", "evidence": "…"}, True),
        ({"mark": "met"}, U),
        ({"evidence": "…"}, U),
        ({"mark": "not_applicable"}, U),
        ({"mark": "not_applicable", "evidence": "…"}, U),
        ({"mark": "not_applicable", "reason": "…"}, True),
        ({}, U),
    ],
)
def test_what_fills_a_row(row: dict[str, Any], filled: Any) -> None:
    assert SecurityMark(item="a", **row).filled is filled


@pytest.mark.parametrize(
    ("row", "checked"),
    [
        ({"check": "met"}, True),
        ({"check": "partly_met"}, True),
        ({"check": "not_met"}, True),
        ({"check": "not_applicable"}, U),
        ({"check": "not_applicable", "reason": "…"}, True),
        ({"mark": "not_applicable", "reason": "…"}, U),
        ({}, U),
    ],
)
def test_what_the_consultant_settles(row: dict[str, Any], checked: Any) -> None:
    assert SecurityMark(item="a", **row).checked is checked


def test_rows_are_put_in_their_place() -> None:
    blank = cg.SecuritySelfAssessment.blank(AB)
    again = blank.with_marks(SecurityMark(item="b", mark="met"))
    assert again.marks is not U
    assert [row.item for row in again.marks] == ["a", "b"]
    assert (again.row("b").mark, again.row("a").mark) == ("met", U)
    assert table().with_marks(SecurityMark(item="b")).marks == (SecurityMark(item="b"),)
    assert cg.SecuritySelfAssessment(items=AB).with_marks(SecurityMark(item="b")).row("a").item == "a"
    with pytest.raises(cg.InvalidInput):
        blank.with_marks(SecurityMark(item="b", mark="met"), SecurityMark(item="b", mark="not_met"))
    with pytest.raises(KeyError, match=r"'data.bakcup' is no item of the table — data.backup\?"):
        TABLE.row("data.bakcup")


def test_that_every_item_is_checked_is_stated_or_not() -> None:
    assert cg.SecuritySelfAssessment().all_checked is U
    done = cg.load(cg.SecuritySelfAssessment, {"marks": [], "all_checked": True})
    assert done.all_checked is True
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.SecuritySelfAssessment, {"all_checked": False})
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("all_checked", "option")]
    assert (done.item_ids, table().item_ids) == (U, ("a", "b"))
    assert table(of=SECURITY_ITEMS).item_ids == tuple(item.id for item in SECURITY_ITEMS)


# Numbers.


def test_coverage() -> None:
    filled = SecurityMark(item="a", mark="met", evidence="…")
    assert coverage(table(filled)) == HALF
    assert coverage(table(filled), by="consultant") == 0
    assert coverage(table(attrs.evolve(filled, evidence=U))) == 0
    assert coverage(table(SecurityMark(item="b", check="met")), by="consultant") == HALF
    assert coverage(cg.SecuritySelfAssessment(items=SECURITY_ITEMS)) == 0
    assert coverage(cg.SecuritySelfAssessment()) is U
    assert coverage(table(of=())) is U
    assert coverage(table(filled), "data") is U
    assert (coverage(TABLE), coverage(without("data.backup"), "data")) == (Fraction(1), Fraction(3, 4))


def test_agreement() -> None:
    assert agreement(TABLE) == 1
    assert agreement(marked("data.backup", check="partly_met"), "data") == Fraction(3, 4)
    assert agreement(marked("data.backup", check="partly_met")) == Fraction(20, 21)
    assert agreement(marked("data.backup", check=U), "data") == 1
    assert agreement(table(SecurityMark(item="a", mark="met"), SecurityMark(item="b", check="met"))) is U
    assert agreement(cg.SecuritySelfAssessment(items=SECURITY_ITEMS)) is U
    assert agreement(cg.SecuritySelfAssessment()) is U


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("met", "met"), Fraction(1)),
        (("met", "partly_met"), Fraction(3, 4)),
        (("partly_met", "not_met"), Fraction(1, 4)),
        (("not_met", "not_met"), Fraction(0)),
        (("partly_met", "not_applicable"), HALF),
        (("not_applicable", "not_applicable"), U),
        (("met", U), U),
        ((U, U), U),
    ],
)
def test_scores(marks: tuple[Any, Any], expected: Any) -> None:
    mine = table(*(SecurityMark(item=id, mark=mark) for id, mark in zip("ab", marks, strict=True)))
    theirs = table(*(SecurityMark(item=id, check=mark) for id, mark in zip("ab", marks, strict=True)))
    assert score(mine, "network") == score(mine) == score(theirs, by="consultant") == expected
    assert scores(mine) == {"network": expected}
    assert score(mine, "data") is U


def test_another_scale() -> None:
    strict = {"met": Fraction(1), "partly_met": Fraction(0), "not_met": Fraction(0)}
    found = marked("data.backup", mark="partly_met")
    assert (score(found, "data"), score(found, "data", scale=strict)) == (Fraction(7, 8), Fraction(3, 4))
    assert list(scores(found, scale=strict)) == list(FACETS)
    with pytest.raises(cg.InvalidInput) as refused:
        score(found, scale={"met": Fraction(1)})
    assert [one.path.key for one in refused.value.problems] == ["scale.partly_met", "scale.not_met"]


def test_what_blocks() -> None:
    assert blocked(TABLE, POLICY) == blocked(TABLE, POLICY, by="firm") == ()
    found = TABLE.with_marks(
        SecurityMark(item="data.encryption", mark="met", check="partly_met"),
        SecurityMark(item="data.backup", mark="not_met", check="not_met"),
        SecurityMark(item="access.physical", mark="not_applicable", check="not_applicable"),
        SecurityMark(item="continuity.capacity", mark="met"),
        SecurityMark(
            item="network.encrypted_channel",
            mark="not_applicable",
            check="not_applicable",
            reason="無遠端管理",
        ),
    )
    assert [(one.item.id, one.settled, one.reason["zh"]) for one in blocked(found, all_required(POLICY))] == [
        ("data.encryption", False, "部分符合，是否已達必要要求未載明"),
        ("data.backup", True, "不符合"),
        ("access.physical", False, "不適用，但廠商未說明原因"),
        ("continuity.capacity", False, "尚待顧問查核"),
    ]
    assert [(one.item.id, one.settled) for one in blocked(found, all_required(POLICY), by="firm")] == [
        ("data.backup", True),
        ("access.physical", False),
    ]
    assert [(one.settled, one.message("zh_Hant_TW")) for one in blocked(found, POLICY, by="firm")] == [
        (False, "定期備份資料：不符合，惟是否屬必要要求未載明"),
        (False, "實體存取限制：不適用，但廠商未說明原因"),
    ]
    strict = all_required(POLICY).complete(partly_met_suffices=False)
    assert blocked(found, strict)[0].settled
    assert blocked(found, strict)[0].message("zh_Hant_TW") == "啟用資料加密：部分符合"
    assert blocked(found, strict)[0].message("en") == "data encryption: partly met"
    lenient = attrs.evolve(POLICY, partly_met_suffices=True)
    assert next(one.item.id for one in blocked(found, lenient)) == "data.backup"


def test_what_blocks_follows_the_policy_s_table() -> None:
    policy = attrs.evolve(POLICY, security_items=(*items("a"), *items("b", necessary=False), *items("c")))
    found = blocked(table(SecurityMark(item="a", check="met")), policy)
    assert [(one.item.id, one.settled, one.reason["en"]) for one in found] == [
        ("c", True, "not in the table")
    ]
    nothing = blocked(cg.SecuritySelfAssessment(), POLICY)
    assert [one.item.id for one in nothing] == [item.id for item in SECURITY_ITEMS]
    assert not any(one.settled for one in nothing)


def test_it_is_data_like_any_other() -> None:
    assert cg.load(cg.SecuritySelfAssessment, cg.dump(TABLE)) == TABLE
    assert pickle.loads(pickle.dumps(TABLE)) == TABLE
    assert len({TABLE, attrs.evolve(TABLE)}) == 1
    assert {one.clause for one in CALCULATIONS} <= set(cg.research.clauses)
    assert set(SCALE) | {"not_applicable"} == set(MARKS)


@settings(max_examples=60)
@given(st.one_of(subjects(cg.SecuritySelfAssessment), subjects(cg.SecuritySelfAssessment, complete=True)))
def test_any_table_goes_through_data_unchanged(found: cg.SecuritySelfAssessment) -> None:
    assert cg.load(cg.SecuritySelfAssessment, cg.dump(found)) == found


# Laws.

STATES = rows("a", "b", "c")


@settings(max_examples=300)
@given(STATES)
def test_every_score_is_within_0_and_1_or_unknown(marks: tuple[SecurityMark, ...]) -> None:
    found = table(*marks, of=items("a", "b", "c"))
    for by in ("firm", "consultant"):
        for number in (score(found, by=by), coverage(found, by=by), agreement(found)):
            assert number is U or 0 <= number <= 1
            assert number is U or type(number) is Fraction


@settings(max_examples=300)
@given(STATES)
def test_agreement_is_symmetric(marks: tuple[SecurityMark, ...]) -> None:
    def swapped(row: SecurityMark) -> SecurityMark:
        return SecurityMark(item=row.item, mark=row.check, check=row.mark)

    both = items("a", "b", "c")
    there = agreement(table(*marks, of=both))
    back = agreement(table(*map(swapped, marks), of=both))
    assert (there is U) == (back is U)
    assert there is U or there == back


@settings(max_examples=300)
@given(STATES, st.data())
def test_learning_more_lowers_no_coverage_and_overturns_no_score(
    marks: tuple[SecurityMark, ...], data: st.DataObject
) -> None:
    before = table(*marks, of=items("a", "b", "c"))
    learnt = {}
    for row in marks:
        more = {
            name: data.draw(st.sampled_from((U, *(MARKS if name in ("mark", "check") else ("…",)))))
            for name in ("mark", "evidence", "reason", "check")
            if getattr(row, name) is U
        }
        try:
            learnt[row.item] = attrs.evolve(row, **more)
        except cg.InvalidInput:
            learnt[row.item] = row
    after = before.with_marks(*learnt.values(), *(SecurityMark(item=id) for id in "abc" if id not in learnt))
    for by in ("firm", "consultant"):
        low, high = coverage(before, by=by), coverage(after, by=by)
        assert low is not U
        assert high is not U
        assert low <= high
        was = score(before, by=by)
        assert was is U or score(after, by=by) == was
    settled = {
        one.item.id
        for one in blocked(before, attrs.evolve(POLICY, security_items=before.items))
        if one.settled
    }
    still = {
        one.item.id
        for one in blocked(after, attrs.evolve(POLICY, security_items=before.items))
        if one.settled
    }
    assert settled <= still
