"""A derived fact says what a tree can say, or is opaque; what it cannot say is refused with its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant import reform
from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Programme,
    Record,
    RuleRefused,
    Text,
    fact,
    given,
    months_after,
    rule,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.writing.tracing import trace

NUMBER: Any = int | type(UNKNOWN)


@attrs.frozen(kw_only=True)
class Limits(Record):
    cap: int = given(default=10, en="Cap")


def refused(body: Any) -> list[Any]:
    """The problems of a programme whose rule reads a derived fact of this body."""

    def told(self: Any) -> Any:
        return body(self)

    told.__annotations__["return"] = NUMBER
    members: dict[str, Any] = {
        "__module__": __name__,
        "__annotations__": {"a": NUMBER, "b": NUMBER},
        "a": given(en="A"),
        "b": given(en="B"),
        "told": fact(en="Told")(told),
    }
    cls = attrs.frozen(kw_only=True)(type("Sheet", (Record,), members))
    held = rule("x.cap", en="At most {policy.cap}")(lambda sheet, limits: sheet.told <= limits.cap)
    with pytest.raises(RuleRefused) as caught:
        Programme(
            "x", title=Text(en="X"), subject=cls, policies={date(2022, 1, 1): Limits()}, rules=(held,),
            clauses=[Clause("x.cap", heading="h", source="s", text=Text(en="…"))],
        )  # fmt: skip
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(lambda self: 5 if self.a == 3 else 6, "rule.equality", id="equality"),
        pytest.param(lambda self: 5 if self.a else 6, "rule.truth", id="if"),
        pytest.param(lambda self: self.a and self.b, "rule.truth", id="and"),
        pytest.param(lambda self: self.a * 0.5, "rule.float", id="a float"),
        pytest.param(lambda self: self.a / 2, "rule.division", id="division"),
        pytest.param(lambda self: None, "rule.types", id="nothing"),
        pytest.param(lambda self: 1 // 0, "rule.broken", id="division by zero"),
        pytest.param(lambda self: 5 // self.a, "rule.division", id="division by a fact"),
        pytest.param(lambda self: 0 if self.a is UNKNOWN else self.a, "rule.identity", id="is unknown"),
        pytest.param(lambda self: sum(self.a), "rule.list", id="sum"),
        pytest.param(lambda self: self.c, "rule.no_such_fact", id="no such fact"),
        pytest.param(lambda self: UNKNOWN, "rule.unknown_inside", id="unknown"),
        pytest.param(lambda self: self.a * self.b, "rule.range", id="a product beyond 64 bits"),
    ],
)
def test_what_a_tree_cannot_say_is_refused(body: Any, code: str) -> None:
    problems = refused(body)
    assert code in {problem.code for problem in problems}
    assert all("Sheet.told" in str(problem) for problem in problems)


def test_months_after_an_unknown_day_is_unknown() -> None:
    nobody_knows: Fact[date] = UNKNOWN
    assert months_after(nobody_knows, 12) is UNKNOWN
    assert months_after(date(2022, 1, 31), UNKNOWN) is UNKNOWN
    assert months_after(date(9999, 12, 1), 12) == date.max


def test_a_reform_keeps_the_ceiling_and_the_parties() -> None:
    changed = reform.Reform("x", policy={"case_cap": 20_000_000}).of(cg.research)
    assert changed.ceiling is not None
    assert dict(changed.parties) == dict(cg.research.parties)


@attrs.frozen(kw_only=True)
class Round(Record):
    """Facts that follow from themselves, by others or at once, and one that does not."""

    a: Fact[int] = given(en="A", most=9)

    @fact(en="First")
    def first(self) -> Fact[int]:
        return self.second + self.fine

    @fact(en="Second")
    def second(self) -> Fact[int]:
        return self.first + 1

    @fact(en="Alone")
    def alone(self) -> Fact[int]:
        return self.alone + 1

    @fact(en="Made", opaque=1, reads=("seen",), least=0, most=9)
    def made(self) -> Fact[int]:
        return self.seen

    @fact(en="Seen")
    def seen(self) -> Fact[int]:
        return self.made + 1

    @fact(en="Fine")
    def fine(self) -> Fact[int]:
        return self.a + 1

    @fact(en="Fine twice")
    def twice(self) -> Fact[int]:
        return self.fine + self.fine


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("first", "Round.first → Round.second → Round.first"),
        ("second", "Round.second → Round.first → Round.second"),
        ("alone", "Round.alone → Round.alone"),
        ("made", "Round.made → Round.seen → Round.made"),
    ],
)
def test_a_fact_that_follows_from_itself_is_refused_with_all_names(name: str, names: str) -> None:
    with pytest.raises(RuleRefused) as caught:
        trace("x.cap", lambda sheet, limits: getattr(sheet, name) <= limits.cap, Round, Limits)
    [problem] = caught.value.problems
    assert problem.code == "rule.cycle"
    assert problem.message("en").endswith(f"a derived fact does not follow from itself ({names})")
    assert problem.message("zh_Hant_TW").endswith(f"衍生事實不能由自己得出（{names}）")


def test_what_is_read_twice_is_no_round() -> None:
    node = trace("x.cap", lambda sheet, limits: sheet.twice <= limits.cap, Round, Limits)
    assert read(node, Case(Round(a=4), Limits())) is True
