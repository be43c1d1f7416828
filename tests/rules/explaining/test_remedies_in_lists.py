"""Remedies reach the items of lists, through counts, sums, `every`, and derived facts."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Outcome,
    Programme,
    Record,
    Text,
    Truth,
    count,
    every,
    fact,
    given,
    no,
    one_of,
    rule,
    some,
    total,
)

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Line(Record):
    """A line of a budget."""

    __keys__ = ("name",)
    name: Fact[str] = given(en="Name")
    source: Fact[Literal["grant", "own"]] = given(en="Source")
    amount: Fact[int] = given(en="Amount", unit="TWD", change="to_less")
    proven: Fact[bool] = given(en="Proven", change="to_more")
    kind: Fact[Literal["wages", "travel", "other"]] = given(en="Kind", change="both_ways")


@attrs.frozen(kw_only=True)
class Case(Record):
    """A case of lines."""

    lines: Fact[tuple[Line, ...]] = given(en="Lines")

    @fact(en="Granted", unit="TWD", most=10**9)
    def granted(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount, where=lambda line: one_of(line.source, "grant"))

    @fact(en="All proven")
    def all_proven(self) -> Truth:
        return every(self.lines, lambda line: line.proven)


@attrs.frozen(kw_only=True)
class Limits(Record):
    """Its limits."""

    cap: int = given(default=100, en="Cap", unit="TWD")
    least: int = given(default=2, en="Least proven")


@rule("case.cap", en="Granted at most {policy.cap}")
def capped(case: Case, limits: Limits) -> Truth:
    return case.granted <= limits.cap


@rule("case.proven", en="All proven")
def proven(case: Case, limits: Limits) -> Truth:
    return case.all_proven


@rule("case.count", en="At least {policy.least} proven")
def enough(case: Case, limits: Limits) -> Truth:
    return count(case.lines, lambda line: line.proven) >= limits.least


@rule("case.kind", en="No travel")
def no_travel(case: Case, limits: Limits) -> Truth:
    return no(some(case.lines, lambda line: one_of(line.kind, "travel")))


def programme(*rules: Any) -> Programme[Case, Limits]:
    return Programme(
        "case",
        title=Text(en="Case"),
        subject=Case,
        policies={date(2022, 1, 1): Limits()},
        rules=rules,
        clauses=[Clause(one.id, heading="h", source="s", text=Text(en="…")) for one in rules],
    )


def line(
    name: str, amount: Any = 10, *, proven: Any = True, source: Any = "grant", kind: Any = "wages"
) -> Line:
    return Line(name=name, amount=amount, proven=proven, source=source, kind=kind)


def changes(judged: Programme[Case, Limits], case: Case) -> set[tuple[tuple[str, Any], ...]]:
    decision = judged.assess(case, on=ON)
    assert decision.outcome is Outcome.INELIGIBLE
    for one in decision.remedies:
        assert judged.assess(one.apply(case), on=ON).outcome is Outcome.ELIGIBLE
    return {tuple((each.path.key, each.new) for each in one.changes) for one in decision.remedies}


def test_one_line_is_cut_to_what_the_cap_leaves() -> None:
    case = Case(lines=(line("a", 80), line("b", 30), line("c", 500, source="own")))
    assert changes(programme(capped), case) == {
        (("lines[name=a].amount", 70),),
        (("lines[name=b].amount", 20),),
    }


def _cut(case: Whole, granted: int) -> Whole:
    """The case with what is too much taken off the first line."""
    lines: Any = case.lines
    first, *rest = lines
    lower = attrs.evolve(first, amount=first.amount - (case.asked - granted))
    return attrs.evolve(case, lines=(lower, *rest))


@attrs.frozen(kw_only=True)
class Whole(Case):
    """A case whose grant is changed as a whole."""

    @fact(en="Asked", unit="TWD", most=10**9, change="to_less", repair=_cut)
    def asked(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount)


def test_what_the_repair_of_a_total_does_is_told_of_the_item() -> None:
    @rule("case.asked", en="Asked at most {policy.cap}")
    def within(case: Whole, limits: Limits) -> Truth:
        return case.asked <= limits.cap

    judged: Programme[Whole, Limits] = Programme(
        "case", title=Text(en="Case"), subject=Whole, policies={date(2022, 1, 1): Limits()}, rules=[within],
        clauses=[Clause("case.asked", heading="h", source="s", text=Text(en="…"))],
    )  # fmt: skip
    case = Whole(lines=(line("a", 80), line("b", 30)))
    [remedy] = judged.assess(case, on=ON).remedies
    assert [each.path.key for each in remedy.changes] == ["asked"]
    [stated] = remedy.stated(case)
    assert (stated.path.pointer, stated.path.key) == ("/lines/0/amount", "lines[name=a].amount")
    assert (stated.old, stated.new) == (80, 70)
    assert stated.whose("en") + stated.message("en") == "Lines a: change Amount from NT$80 to NT$70"


def test_where_one_line_is_not_enough_several_are_cut() -> None:
    case = Case(lines=(line("a", 120), line("b", 130)))
    assert changes(programme(capped), case)


def test_each_line_that_fails_is_mended_and_no_other() -> None:
    case = Case(lines=(line("a", proven=False), line("b"), line("c", proven=False)))
    assert changes(programme(proven), case) == {
        (("lines[name=a].proven", True), ("lines[name=c].proven", True))
    }


def test_a_count_is_reached_by_any_item_that_can_come_to_count() -> None:
    case = Case(lines=(line("a"), line("b", proven=False), line("c", proven=False)))
    assert changes(programme(enough), case) == {
        (("lines[name=b].proven", True),),
        (("lines[name=c].proven", True),),
    }


def test_an_item_that_must_not_be_is_made_another() -> None:
    case = Case(lines=(line("a"), line("b", kind="travel")))
    assert changes(programme(no_travel), case) == {
        (("lines[name=b].kind", "wages"),),
        (("lines[name=b].kind", "other"),),
    }


def test_rules_about_the_same_lines_are_mended_together() -> None:
    case = Case(lines=(line("a", 101, proven=False), line("b", 0, kind="travel")))
    found = changes(programme(capped, proven, enough, no_travel), case)
    assert (
        ("lines[name=a].amount", 100),
        ("lines[name=a].proven", True),
        ("lines[name=b].kind", "wages"),
    ) in found


def test_the_act_names_the_item() -> None:
    case = Case(lines=(line("a", 101),))
    [remedy] = programme(capped).assess(case, on=ON).remedies
    assert remedy.message("en") == "Lines a: change Amount from NT$101 to NT$100"


def test_an_unknown_amount_is_asked_and_not_changed() -> None:
    decision = programme(capped).assess(Case(lines=(line("a", 101), line("b", UNKNOWN))), on=ON)
    assert decision.outcome is Outcome.INELIGIBLE
    assert not decision.remedies  # no cut of the one is surely enough beside the other
    assert [
        gap.path.key for gap in programme(capped).assess(Case(lines=(line("b", UNKNOWN),)), on=ON).missing
    ] == ["lines[name=b].amount"]


LINES = st.lists(
    st.builds(
        line,
        st.uuids().map(str),
        st.integers(0, 150),
        proven=st.booleans(),
        source=st.sampled_from(["grant", "own"]),
        kind=st.sampled_from(["wages", "travel", "other"]),
    ),
    min_size=2,
    max_size=5,
).map(tuple)


@drawn(LINES)
@settings(max_examples=150)
def test_whatever_can_be_mended_has_a_remedy(lines: tuple[Line, ...]) -> None:
    # Every amount can be cut, every line proven and renamed: there always is a way.
    judged, case = programme(capped, proven, enough, no_travel), Case(lines=lines)
    decision = judged.assess(case, on=ON)
    if decision.outcome is Outcome.INELIGIBLE:
        assert decision.remedies
        for one in decision.remedies:
            assert judged.assess(one.apply(case), on=ON).outcome is Outcome.ELIGIBLE


@attrs.frozen(kw_only=True)
class Firm(Record):
    """What a firm shows and holds."""

    shows: Fact[tuple[Literal["contract", "invoice", "memo"], ...]] = given(en="Shows", change="to_more")
    held: Fact[tuple[Literal["contract", "memo"], ...]] = given(en="Held")


def test_a_list_of_options_gains_one() -> None:
    @rule("case.shows", en="Shows a contract or an invoice")
    def shown(firm: Firm, limits: Limits) -> Truth:
        return some(firm.shows, lambda one: one_of(one, "contract", "invoice"))

    @rule("case.held", en="Holds a contract")
    def held(firm: Firm, limits: Limits) -> Truth:
        return some(firm.held, lambda one: one_of(one, "contract"))

    def judged(one: Any) -> Any:
        return Programme(
            "case", title=Text(en="Case"), subject=Firm, policies={date(2022, 1, 1): Limits()}, rules=(one,),
            clauses=[Clause(one.id, heading="h", source="s", text=Text(en="…"))],
        )  # fmt: skip

    lists: tuple[Any, ...] = ((), ("memo",))
    for had in lists:
        decision = judged(shown).assess(Firm(shows=had), on=ON)
        assert [each.changes[0].new for each in decision.remedies] == [(*had, "contract"), (*had, "invoice")]
    assert judged(held).assess(Firm(held=()), on=ON).remedies == ()  # nobody said that it can be changed
    assert judged(shown).assess(Firm(), on=ON).remedies == ()


def test_what_cannot_be_changed_has_no_remedy_and_that_is_told_as_sure() -> None:
    @rule("case.source", en="All own")
    def own(case: Case, limits: Limits) -> Truth:
        return every(case.lines, lambda one: one_of(one.source, "own"))

    decision = programme(own).assess(Case(lines=(line("a"),)), on=ON)
    assert decision.outcome is Outcome.INELIGIBLE
    assert (decision.remedies, decision.remedies_complete) == ((), True)


@pytest.mark.parametrize("failing", [9, 20])
def test_many_failing_rules_of_many_have_a_remedy(failing: int) -> None:
    def at_most(at: int) -> Any:
        return rule(f"case.r{at}", en="At most {policy.cap}")(
            lambda case, limits: every(
                case.lines, lambda one: no(one_of(one.name, f"n{at}")) | (one.amount <= limits.cap)
            )
        )

    judged = programme(*(at_most(at) for at in range(60)))
    case = Case(lines=tuple(line(f"n{at}", 101 if at < failing else 1) for at in range(60)))
    [remedy] = judged.assess(case, on=ON).remedies
    assert len(remedy.changes) == failing
    assert judged.assess(remedy.apply(case), on=ON).outcome is Outcome.ELIGIBLE
