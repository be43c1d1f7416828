"""One rule, one answer: object, function, tree, every kind of frame and CEL, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import UNKNOWN, Fact, FactInfo, Programme, Result, Truth, every, no
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.testing import BoundaryCase, OutOfReach, boundary_cases
from cloudgrant.testing.strategies import dates_near, subjects
from readings.cel_answers import Expressions
from readings.tables import Answer, Table, answers_in, drawn
from toys.stalls import FILED, GOOD, OTHER, PUBLISHED, TERMS, FoodStall, Stall, stalls

ROC_111 = cg.points.policy_on(FILED)
ROWS = 300

CASES: Mapping[str, tuple[Programme[Any, Any], type[Any], Any]] = {
    "points, as published": (cg.points, cg.Company, ROC_111),
    "points, of manufacturers": (cg.points, cg.Manufacturer, ROC_111),
    "points, opened in March": (
        cg.points,
        cg.Company,
        attrs.evolve(ROC_111, applications_from=date(2022, 3, 1), paid_in_capital_ceiling=0),
    ),
    "points, grant unknown": (cg.points, cg.Company, attrs.evolve(ROC_111, grant=UNKNOWN)),
    "stalls, as published": (stalls, Stall, TERMS),
    "stalls, all is published": (stalls, Stall, PUBLISHED),
    "stalls, other terms": (stalls, Stall, OTHER),
    "food stalls": (stalls, FoodStall, PUBLISHED),
}
DAYS: Mapping[str, list[date]] = {
    "points": [date(2022, 4, 13), date(2022, 8, 31), date(2022, 3, 1)],
    "stalls": [date(2022, 4, 1), date(2022, 6, 30)],
}


MAKER = cg.Manufacturer(paid_in_capital=10**8, regular_employees=201, factory="exempt", points_last_used_in=0)


def facts_read(programme: Programme[Any, Any]) -> list[str]:
    """The facts that the rules of an application turn on, those behind derived facts among them."""
    known = cg.facts(programme.subject)
    read = {
        leaf.path[0]
        for traced in programme.traced_at()
        for node in (traced.applies, traced.holds)
        if node is not None
        for leaf in tree.leaves(node)
        if isinstance(leaf, tree.FactOf)
    }
    behind = {path[0] for fact in read for path in given_facts(known[fact])}
    return [name for name, info in known.items() if not info.derived and name in read | behind]


@st.composite
def nearly_good(draw: st.DrawFn, programme: Programme[Any, Any], cls: type[Any]) -> Any:
    """A subject that meets every rule but for a few facts: others, unknown, or amounts at the edge."""
    good, names = (GOOD if programme is stalls else MAKER), facts_read(programme)
    some = st.sets(st.sampled_from(names), max_size=3)
    other = draw(subjects(cls, programme))
    values = {name: getattr(good, name) for name in names} | {
        name: getattr(other, name) for name in draw(some)
    }
    edge = st.sampled_from([0, 1, 99, 100, 105, 106, 200, 299, 300, 301, 10**14])
    amounts = [name for name in names if cg.facts(cls)[name].unit == "TWD"]
    values |= dict.fromkeys(draw(st.sets(st.sampled_from(amounts), max_size=1)), draw(edge))
    values |= {"trade": "food"} if cls is FoodStall else {}
    return cls(**values)


def one_otherwise(programme: Programme[Any, Any], cls: type[Any]) -> Iterator[Any]:
    """A subject that meets every rule, and the same with one fact unknown or otherwise."""
    good, known = (GOOD if programme is stalls else MAKER), cg.facts(cls)
    values = {name: getattr(good, name) for name in facts_read(programme)}
    values |= {"trade": "food"} if cls is FoodStall else {}
    yield cls(**values)
    for name in values:
        yield from (cls(**{**values, name: other}) for other in others(known[name], values[name]))


def others(info: FactInfo, value: Any) -> Iterator[Any]:
    """What a fact may be besides: unknown, an option, an end of its bounds; of a record, one fact in it."""
    if info.record is not None:
        for name, inner in cg.facts(info.record).items():
            yield from (attrs.evolve(value, **{name: other}) for other in others(inner, getattr(value, name)))
        return
    yield from (UNKNOWN,) if info.may_be_unknown else ()
    match info.type:
        case "bool" if not info.options:
            yield from (True, False)
        case "int" if info.most is not None:
            yield from (info.least or 0, info.most)
        case "text":
            yield from (option for option, _ in info.options)


def certain_rows(name: str) -> list[tuple[Any, Fact[date]]]:
    """Rows that are there whatever is drawn: each rule is met in one, not met in another, open in a third."""
    programme, cls, policy = CASES[name]
    rows: list[tuple[Any, Fact[date]]] = [(one, FILED) for one in one_otherwise(programme, cls)]
    if cls is programme.subject:
        rows += [(case.subject, case.on) for case in at_every_threshold(programme, policy)]
    return rows


def at_every_threshold(programme: Programme[Any, Any], policy: Any) -> tuple[BoundaryCase, ...]:
    """The boundary cases that there are: no policy of these tests has to have them all."""
    try:
        return boundary_cases(programme, policy=policy)
    except OutOfReach as lacking:
        return lacking.cases


@cache
def table(name: str) -> Table:
    programme, cls, _ = CASES[name]
    one = subjects(cls, programme) | subjects(cls, programme, complete=True) | nearly_good(programme, cls)
    day: st.SearchStrategy[Fact[date]] = dates_near(DAYS[programme.name]) | st.just(UNKNOWN)
    return Table([*certain_rows(name), *drawn(st.tuples(one, day), ROWS)])


@cache
def expected(name: str) -> list[Answer]:
    """What the objects say of each row, by the text of its day."""
    programme, _, policy = CASES[name]
    return table(name).answers(programme, policy)


@cache
def expected_of_the_text(name: str) -> list[Answer]:
    """What they say under one text whatever the day: a function, a tree and an expression know no other."""
    programme, _, policy = CASES[name]
    return table(name).answers(programme.under(programme.edition), policy)


def result_of(holds: Truth, applies: Truth) -> str:
    """Not applicable where it does not apply, undetermined while that or the rule itself is unknown."""
    if applies is False:
        return Result.NOT_APPLICABLE.value
    if applies is UNKNOWN or holds is UNKNOWN:
        return Result.UNDETERMINED.value
    answer: str = (Result.MET if holds else Result.NOT_MET).value
    return answer


def called(function: Callable[..., Truth], *arguments: Any) -> Truth:
    """A function of subject and policy, and of the date if it takes one."""
    count = function.__code__.co_argcount
    return function(*arguments[:count])


def differing(name: str, given: Sequence[Answer], said: Sequence[Answer]) -> list[Any]:
    """The rows that are answered otherwise than by their objects, to be read when a test fails."""
    rows = table(name).rows
    assert len(given) == len(rows)
    return [
        (row, {key: (answer[key], other[key]) for key in answer if answer[key] != other[key]})
        for row, answer, other in zip(rows, said, given, strict=True)
        if answer != other
    ]


@pytest.mark.parametrize("name", CASES)
def test_the_rows_show_every_answer(name: str) -> None:
    programme, cls, policy = CASES[name]
    rows = table(name).rows
    assert len(rows) > ROWS // 2
    assert len({repr(row) for row in rows}) > ROWS // 2
    outcomes = {answer["outcome"] for answer in expected(name)}
    assert "ineligible" in outcomes
    if policy in (ROC_111, PUBLISHED):
        assert {"eligible", "undetermined"} <= outcomes
    if (policy is ROC_111 and cls is cg.Company) or (policy is PUBLISHED and cls is Stall):
        for rule in programme.rule_ids():
            assert {"met", "not_met", "undetermined"} <= {answer[rule] for answer in expected(name)}, rule


@pytest.mark.parametrize("name", CASES)
def test_the_functions_themselves(name: str) -> None:
    """Called as plain Python, a rule may know less of what is partly known; it never says otherwise."""
    programme, _, policy = CASES[name]
    knew_less = 0
    for (subject, on), answer in zip(table(name).rows, expected_of_the_text(name), strict=True):
        truths = []
        for rule in (traced.rule for traced in programme.traced_at("application")):
            holds = called(rule.function, subject, policy, on)
            applies = True if rule.applies is None else called(rule.applies, subject, policy, on)
            found = result_of(holds, applies)
            assert found in (answer[rule.id], "undetermined"), (rule.id, subject, on)
            knew_less += found != answer[rule.id]
            if rule.force == "required":
                truths.append(no(applies) | holds)
        outcome = {True: "eligible", False: "ineligible", UNKNOWN: "undetermined"}[every(truths)]
        assert outcome in (answer["outcome"], "undetermined")
        # Each of these programmes has a rule that always applies.
        assert programme.award is not None
        amount = programme.award(subject, policy)
        if answer["outcome"] == "eligible":
            assert amount in (answer["award"], UNKNOWN)
    assert knew_less < len(table(name).rows)


@pytest.mark.parametrize("name", CASES)
def test_the_trees(name: str) -> None:
    programme, _, policy = CASES[name]
    assert programme.award is not None
    assert programme.award_tree is not None
    for (subject, on), answer in zip(table(name).rows, expected_of_the_text(name), strict=True):
        case = Case(subject, policy, on)
        for traced in programme.traced_at("application"):
            applies = True if traced.applies is None else value_of(traced.applies, case)
            assert answer[traced.rule.id] == result_of(value_of(traced.holds, case), applies), (subject, on)
        assert programme.award(subject, policy) in (value_of(programme.award_tree, case), UNKNOWN)


@pytest.mark.parametrize("name", CASES)
def test_polars(name: str) -> None:
    programme, cls, policy = CASES[name]
    frame = table(name).polars()
    decided = frames.assess(frame, programme, subject=cls, policy=policy, on="filed")
    assert differing(name, answers_in(decided.to_dict(as_series=False), programme), expected(name)) == []
    lazily = frames.assess(frame.lazy(), programme, subject=cls, policy=policy, on="filed")
    assert isinstance(lazily, pl.LazyFrame)
    assert lazily.collect().equals(decided)


@pytest.mark.parametrize("name", CASES)
def test_pandas(name: str) -> None:
    programme, cls, policy = CASES[name]
    frame = table(name).pandas()
    decided = frames.assess(frame, programme, subject=cls, policy=policy, on="filed")
    columns = {
        column: [
            None if value is None or value != value else value for value in decided[column].astype(object)
        ]
        for column in ("outcome", *programme.rule_ids())
    }
    columns["award"] = [None if missing else int(value) for value, missing in _awards(decided["award"])]
    assert differing(name, answers_in(columns, programme), expected(name)) == []


def _awards(column: Any) -> list[tuple[Any, bool]]:
    return list(zip(column, column.isna(), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_pyarrow(name: str) -> None:
    programme, cls, policy = CASES[name]
    decided = frames.assess(table(name).arrow(), programme, subject=cls, policy=policy, on="filed")
    assert differing(name, answers_in(decided.to_pydict(), programme), expected(name)) == []


@pytest.mark.parametrize("name", CASES)
def test_one_day_for_every_row(name: str) -> None:
    programme, cls, policy = CASES[name]
    rows = [(subject, FILED) for subject, _ in table(name).rows]
    same_day = Table(rows)
    decided = frames.assess(same_day.polars(), programme, subject=cls, policy=policy, on=FILED)
    given = answers_in(decided.to_dict(as_series=False), programme)
    assert given == same_day.answers(programme, policy)


@pytest.mark.parametrize("name", CASES)
def test_cel(name: str) -> None:
    programme, _, policy = CASES[name]
    expressions = Expressions(programme)
    given = [expressions.answer(subject, policy, on) for subject, on in table(name).rows]
    assert differing(name, given, expected_of_the_text(name)) == []


@pytest.mark.parametrize("name", ["points, opened in March", "stalls, all is published"])
def test_every_expression_decides_once_all_is_known(name: str) -> None:
    programme, cls, policy = CASES[name]
    expressions = Expressions(programme)
    for subject in drawn(subjects(cls, programme, complete=True), 20):
        answer = expressions.answer(subject, policy, FILED)
        assert "undetermined" not in answer.values()
