"""A rule reads a table of the policy by a fact: what has no entry, or no key yet, is unknown."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Outcome,
    Programme,
    Record,
    RuleRefused,
    Table,
    Text,
    Truth,
    given,
    rule,
)
from cloudgrant.values.problems import InvalidInput

FILED = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Household(Record):
    kind: Fact[Literal["single", "pair", "farm"]] = given(en="Kind")
    income: Fact[int] = given(en="Income", unit="TWD")


@attrs.frozen(kw_only=True)
class Ceilings(Record):
    income: Fact[Table[int]] = given(default=Table({"single": 10, "pair": 18}), en="Ceilings")


@rule("home.income", en="At most the ceiling of its kind")
def within(home: Household, policy: Ceilings) -> Truth:
    return home.income <= policy.income[home.kind]


def programme(policy: Ceilings) -> Programme[Household, Ceilings]:
    return Programme(
        "home",
        title=Text(en="Homes"),
        subject=Household,
        policies={date(2022, 1, 1): policy},
        rules=(within,),
        clauses=[Clause("home.income", heading="Homes", source="Notice", text=Text(en="…"))],
    )


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (Household(kind="single", income=9), Outcome.ELIGIBLE),
        (Household(kind="single", income=10), Outcome.ELIGIBLE),
        (Household(kind="single", income=11), Outcome.INELIGIBLE),
        (Household(kind="pair", income=18), Outcome.ELIGIBLE),
        (Household(kind="pair", income=19), Outcome.INELIGIBLE),
        (Household(kind="farm", income=1), Outcome.UNDETERMINED),
        (Household(income=1), Outcome.UNDETERMINED),
        (Household(kind="pair"), Outcome.UNDETERMINED),
    ],
)
def test_the_entry_of_the_key_is_the_ceiling(home: Household, expected: Outcome) -> None:
    decision = programme(Ceilings()).assess(home, on=FILED)
    assert decision.outcome is expected
    called: Any = {True: Outcome.ELIGIBLE, False: Outcome.INELIGIBLE, UNKNOWN: Outcome.UNDETERMINED}
    assert called[within(home, Ceilings())] is expected


def test_a_key_that_is_not_known_is_missing_and_a_table_that_is_not_is_awaited() -> None:
    decision = programme(Ceilings()).assess(Household(income=1), on=FILED)
    assert [gap.path.key for gap in decision.missing] == ["kind"]
    silent = programme(Ceilings(income=UNKNOWN)).assess(Household(kind="pair", income=1), on=FILED)
    assert [gap.path.key for gap in silent.awaiting] == ["policy.income"]
    assert within(Household(kind="pair", income=1), Ceilings(income=UNKNOWN)) is UNKNOWN


def test_an_entry_that_there_is_not_is_asked_of_the_office() -> None:
    decision = programme(Ceilings()).assess(Household(kind="farm", income=1), on=FILED)
    assert [gap.path.key for gap in decision.awaiting] == ["policy.income"]
    assert not decision.missing


@attrs.frozen(kw_only=True)
class Plain(Record):
    income: Fact[int] = given(en="Ceiling")


def test_only_a_table_is_read_by_a_key() -> None:
    def wrong(home: Household, policy: Any) -> Truth:
        return home.income <= policy.income[home.kind]  # type: ignore[no-any-return]

    with pytest.raises(RuleRefused) as caught:
        Programme(
            "home",
            title=Text(en="Homes"),
            subject=Household,
            policies={date(2022, 1, 1): Plain(income=3)},
            rules=(rule("home.income", en="…")(wrong),),
            clauses=[Clause("home.income", heading="Homes", source="Notice", text=Text(en="…"))],
        )
    assert [problem.code for problem in caught.value.problems] == ["rule.table"]


def test_what_is_unknown_is_no_list_of_endless_length() -> None:
    nothing: Any = UNKNOWN
    assert nothing["a"] is UNKNOWN
    with pytest.raises(TypeError):
        iter(nothing)
    with pytest.raises(TypeError):
        assert 3 in nothing


@pytest.mark.parametrize(("given_", "told"), [({"pair": 18}, "{'pair': 18}"), (18, "18"), ("pair", "'pair'")])
def test_what_is_no_table_is_told_with_what_it_must_be(given_: Any, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Ceilings(income=given_)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("income", "type")]
    assert caught.value.problems[0].message("en") == f"must be a `Table({{…}})`, not {told}"
    assert caught.value.problems[0].message("zh_Hant_TW") == f"應為以 `Table({{…}})` 寫成之對照表，卻是{told}"
