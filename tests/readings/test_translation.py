"""The formulas that are proved say what the trees say: of drawn subjects, complete ones and drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

import attrs
import pytest
import z3
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Programme
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.days import shifted as shifted_day
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases, strategies
from cloudgrant.testing.strategies import dates_near, subjects
from readings.smt import days, trees
from readings.smt.records import Given, Holder, Known
from readings.smt.stages import Judged
from readings.smt.terms import alike, constant, counterexample, with_values
from readings.smt.told import told_by
from readings.tables import drawn
from toys.random_sheets import DAYS, Rates, SheetTrees, sheet
from toys.random_trees import Dossier, Limits, Trees, drafted

ON = date(2022, 5, 2)


def agrees(node: tree.Node, subject: Any, policy: Any, on: Any) -> bool | None:
    """Whether the formula says what the tree says; nothing where that is open, or beyond the tables."""
    expected = value_of(node, Case(subject, policy, on))
    if expected is UNKNOWN:
        return None
    given = Given(most=3)
    said = trees.formula(node, Holder(type(subject), given), Known(policy, given, "policy"))
    known = told_by(given, subject, policy, on)
    within = [with_values(one, known) for one in given.tables]
    if any(map(z3.is_false, within)):
        return None
    assumed = [with_values(one, known) for one in given.assumed]
    return counterexample(with_values(said, known) == constant(expected), *assumed) is None


def compared(wanted: int) -> Iterator[bool]:
    """Random trees of random subjects: how many agree of those that are settled."""
    random = Random(wanted)
    settled = 0
    while settled < wanted:
        if random.random() < 0.5:
            unknown = random.choice((0, 0, 0.3))
            found = agrees(Trees(random).truth(3), drafted(random, Dossier, unknown), Limits(), ON)
        else:  # what is told in several ways may differ here, as in no record: nothing is left open
            found = agrees(SheetTrees(random).truth(3), sheet(random, 0), Rates(), random.choice(DAYS))
        if found is not None:
            settled += 1
            yield found


def test_of_any_tree_the_formula_says_what_the_tree_says() -> None:
    assert all(compared(300))


def _first_item(node: Any, listed: Any, *rest: Any, of: Callable[..., Any] = trees._gone_through) -> Any:
    return of(node, listed[:1], *rest)


def _every_item(node: Any, listed: Any, *rest: Any, of: Callable[..., Any] = trees._gone_through) -> Any:
    return of(attrs.evolve(node, where=tree.Constant(True)), listed, *rest)


def _all_there(node: Any, listed: Any, *rest: Any, of: Callable[..., Any] = trees._gone_through) -> Any:
    return of(node, [(z3.BoolVal(True), item) for _, item in listed], *rest)


@pytest.mark.parametrize(
    ("home", "name", "mistaken"),
    [
        (trees, "_gone_through", _first_item),
        (trees, "_gone_through", _every_item),
        (trees, "_gone_through", _all_there),
        (trees, "_ORDERS", {**trees._ORDERS, "<=": trees._ORDERS["<"]}),
        (trees, "_SIGNS", {**trees._SIGNS, "//": lambda a, b: -((-a) / b)}),
        (trees, "_SIGNS", {**trees._SIGNS, "-": trees._SIGNS["+"]}),
        (trees, "_among", lambda value, options: z3.BoolVal(False)),
        (trees, "_either", lambda condition, yes, no: yes),
        (trees, "_entry", lambda node, table, key, given: constant(next(iter(table.values())))),
        (trees, "_agreed", lambda ways, of, subject, items: of(ways[-1])),
    ],
)
def test_a_mistaken_translation_is_found_out(
    home: Any, name: str, mistaken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, name, mistaken)
    assert not all(compared(300))


STAGES = [
    pytest.param(programme, stage, id=f"{programme.name}-{stage}")
    for programme in (cg.points, cg.listing, cg.research, cg.coaching)
    for stage in programme.subjects
]


def told_subjects(programme: Programme[Any, Any], stage: Any) -> Iterator[tuple[Any, Any]]:
    """Subjects with a day each: drawn ones, more and less complete, and such as are at every threshold."""
    made = [subjects(programme.subjects[stage], programme, complete=complete) for complete in (True, False)]
    yield from drawn(st.tuples(st.one_of(made), NEAR), 15)
    for case in at_thresholds(programme, stage):
        yield case.subject, ON if case.on is UNKNOWN else case.on


def at_thresholds(programme: Programme[Any, Any], stage: Any) -> tuple[BoundaryCase, ...]:
    """The boundary cases that there are; of the long stages of research, those of a few rules."""
    rules = FEW.get(stage) if programme is cg.research else None
    try:
        return boundary_cases(programme, stage=stage, rules=rules)
    except OutOfReach as lacking:
        return lacking.cases


FEW = {"application": ("research.funding.case-cap", "research.term.window"), "acceptance": (), "tracking": ()}


NEAR = dates_near([date(2022, 8, 31), ON])


@pytest.mark.parametrize(("programme", "stage"), STAGES)
def test_the_rules_of_a_stage_say_what_their_trees_say(
    programme: Programme[Any, Any], stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strategies, "dates_near", lambda _: NEAR)  # within the tables, most of them
    policy = programme.policy_on(ON)
    judged = Judged(programme, stage, policy, most=4, most_of={"self_assessment.marks": 22})
    rules = [traced.holds for traced in programme.traced_at(stage) if not traced.over]
    said = [z3.Bool(f"said!{number}") for number in range(len(rules))]
    solver = z3.SimpleSolver()
    solver.add(*(one == judged.of(rule) for one, rule in zip(said, rules, strict=True)), *judged.assumed)
    settled = 0
    for subject, on in told_subjects(programme, stage):
        known = told_by(judged.given, subject, policy, on)
        solver.push()
        solver.add(*(alike(judged.variable(name), constant(value)) for name, value in known.items()))
        assert solver.check() == z3.sat, subject  # no subject that there may be is assumed away
        within = solver.check(*judged.given.tables) == z3.sat
        for one, rule in zip(said, rules, strict=True):
            expected = value_of(rule, Case(subject, policy, on))
            if expected is not UNKNOWN and within:
                settled += 1
                assert solver.check(one != expected, *judged.given.tables) == z3.unsat, (rule, subject)
        solver.pop()
    assert settled >= len(rules)


def as_in_the_calendar(shifted: Callable[..., Any]) -> bool:
    random = Random(5)
    for _ in range(30):
        day = date.fromordinal(random.randint(days.FIRST_DAY.toordinal(), days.LAST_DAY.toordinal()))
        day = random.choice((day, day.replace(day=1), *DAYS))
        months, last = random.randint(-days.MOST_MONTHS, days.MOST_MONTHS), random.random() < 0.5
        found = whole_number(shifted(constant(day), constant(months), last))
        expected: Any = shifted_day(day, months, last)
        if found != expected.toordinal():
            return False
    return True


def whole_number(term: Any) -> int:
    settled: Any = z3.simplify(term)
    number: int = settled.as_long()
    return number


def test_the_tables_of_days_say_what_the_calendar_says() -> None:
    assert as_in_the_calendar(days.shifted)
    assert not as_in_the_calendar(lambda day, months, last: day + 30 * months)
    assert not as_in_the_calendar(lambda day, months, last: days.shifted(day, months, not last))
    assert all(whole_number(days.year_of(constant(day))) == day.year for day in DAYS)
