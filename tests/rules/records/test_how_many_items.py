"""A list has at most so many items as a list that nobody has given may turn out to have."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Clause, Fact, Programme, Record, Result, Text, Truth, count, given, rule
from cloudgrant.rules.records.fact_info import MOST_ITEMS

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


@pytest.mark.parametrize(
    ("most", "expected"), [(MOST_ITEMS - 1, Result.UNDETERMINED), (MOST_ITEMS, Result.MET)]
)
def test_what_is_said_of_an_unknown_list_no_list_can_overturn(most: int, expected: Result) -> None:
    decision = PROGRAMME.assess(Case(), on=ON, policy=Limits(most=most))
    assert decision["case.lines"].result is expected
