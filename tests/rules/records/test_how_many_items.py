"""A list has at most so many items as a list that nobody has given may turn out to have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Programme,
    Record,
    Result,
    Text,
    Truth,
    count,
    given,
    rule,
    total,
)
from cloudgrant.rules.deciding.evaluate import Case as EvaluatedCase
from cloudgrant.rules.deciding.evaluate import value_of
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.records.fact_info import MOST_ITEMS
from cloudgrant.rules.writing.rewriting import replaced
from cloudgrant.rules.writing.spelling import rule_digest
from cloudgrant.rules.writing.tracing import trace_rule
from cloudgrant.rules.writing.tree import Constant, PolicyValue

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Case(Record):
    lines: Fact[tuple[int, ...]] = given(en="Lines")


@attrs.frozen(kw_only=True)
class Limits(Record):
    most: int = given(default=MOST_ITEMS, en="Most")


@rule("case.lines", en="At most {policy.most}")
def few(case: Case, limits: Limits) -> Truth:
    return count(case.lines) <= limits.most


PROGRAMME = Programme(
    "case",
    title=Text(en="Case"),
    subject=Case,
    policies={date(2022, 1, 1): Limits()},
    rules=(few,),
    clauses=[Clause("case.lines", heading="h", source="s", text=Text(en="…"))],
)


@pytest.mark.parametrize("items", [0, MOST_ITEMS - 1, MOST_ITEMS])
def test_as_many_are_taken(items: int) -> None:
    case = Case(lines=(1,) * items)
    assert PROGRAMME.assess(case, on=ON)["case.lines"].result is Result.MET
    assert cg.load(Case, cg.dump(case)) == case


def test_one_more_is_a_problem_told_once() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        Case(lines=(-1,) * (MOST_ITEMS + 1))
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [("lines", "too_many")]
    draft, problems = cg.draft(Case, {"lines": [1] * (MOST_ITEMS + 1)})
    assert draft.lines is UNKNOWN
    assert [problem.message("zh_Hant_TW") for problem in problems] == ["不得超過 10,000 項（10,001 項）"]


class Unread(dict[str, Any]):
    """Data that nobody may look into."""

    def __getitem__(self, key: str) -> Any:
        raise AssertionError

    keys = values = items = get = __iter__ = __getitem__  # type: ignore[assignment]


@attrs.frozen(kw_only=True)
class Cases(Record):
    cases: Fact[tuple[Case, ...]] = given(en="Cases", most_items=2)


def test_of_too_many_none_is_read() -> None:
    with pytest.raises(AssertionError):
        cg.draft(Cases, {"cases": [Unread(lines=[])] * 2})
    data = {"cases": [Unread(lines=[])] * 3}
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(Cases, data)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [("cases", "too_many")]
    assert cg.draft(Cases, data) == (Cases(), caught.value.problems)


@pytest.mark.parametrize(
    ("most", "expected"), [(MOST_ITEMS - 1, Result.UNDETERMINED), (MOST_ITEMS, Result.MET)]
)
def test_what_is_said_of_an_unknown_list_no_list_can_overturn(most: int, expected: Result) -> None:
    decision = PROGRAMME.assess(Case(), on=ON, policy=Limits(most=most))
    assert decision["case.lines"].result is expected


@attrs.frozen(kw_only=True)
class Short(Record):
    lines: Fact[tuple[int, ...]] = given(en="Lines", most_items=3)


@rule("short.lines", en="At most {policy.most}")
def short(case: Short, limits: Limits) -> Truth:
    return total(case.lines, where=lambda line: line <= 5) <= limits.most


def test_a_list_may_declare_how_many_it_has() -> None:
    for items in (2, 3):
        assert Short(lines=(1,) * items).lines == (1,) * items
    with pytest.raises(cg.InvalidInput, match="at most 3 items"):
        Short(lines=(1,) * 4)
    programme = Programme(
        "short",
        title=Text(en="Short"),
        subject=Short,
        policies={date(2022, 1, 1): Limits()},
        rules=(short,),
        clauses=[Clause("short.lines", heading="h", source="s", text=Text(en="…"))],
    )
    counted = programme.traced("short.lines").holds
    for most, expected in ((3 * 10**14 - 1, UNKNOWN), (3 * 10**14, True)):
        case = EvaluatedCase(Short(), Limits(most=min(most, 10**14)), ON)
        lowered = replaced(counted, PolicyValue("most", cg.facts(Limits)["most"]), Constant(most))
        assert value_of(lowered, case) is expected
        assert written(lowered)(Short(), Limits(), ON) is expected


@attrs.frozen(kw_only=True)
class Counted(Record):
    lines: Fact[Mapping[str, int]] = given(en="Lines", mapping=True, most_items=3)


@attrs.frozen(kw_only=True)
class CountedFurther(Record):
    lines: Fact[Mapping[str, int]] = given(en="Lines", mapping=True, most_items=4)


def three(case: Counted, limits: Limits) -> Truth:
    return count(case.lines) <= 3


@pytest.mark.parametrize("items", [2, 3])
def test_so_may_a_map(items: int) -> None:
    lines = {"abc"[number]: 1 for number in range(items)}
    assert count(Counted(lines=lines).lines) == items
    assert cg.load(Counted, {"lines": lines}) == Counted(lines=lines)


def test_one_entry_more_is_a_problem_told_once() -> None:
    lines = dict.fromkeys("abcd", 1)
    with pytest.raises(cg.InvalidInput) as caught:
        Counted(lines=lines)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [("lines", "too_many")]
    draft, problems = cg.draft(Counted, {"lines": lines})
    assert draft.lines is UNKNOWN
    assert [problem.message() for problem in problems] == ["must have at most 3 items (4)"]


def test_what_is_said_of_an_unknown_map_hangs_on_how_many_it_has_and_so_does_its_digest() -> None:
    digests = set()
    for cls, expected in ((Counted, True), (CountedFurther, UNKNOWN)):
        traced = trace_rule(rule("counted.lines", en="Three")(three), cls, Limits)
        assert value_of(traced.holds, EvaluatedCase(cls(), Limits(), ON)) is expected
        assert written(traced.holds)(cls(), Limits(), ON) is expected
        digests.add(rule_digest(traced))
    assert len(digests) == 2
