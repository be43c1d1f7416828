"""The work for the boundary cases of a programme grows with the number of its rules: it is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import Clause, Programme, Record, Text, Truth, given, rule
from cloudgrant.rules.deciding import evaluate, judging
from cloudgrant.rules.explaining import supposing
from cloudgrant.testing import boundary_cases, starting
from cloudgrant.values.unknown import NotKnown


@attrs.frozen(kw_only=True)
class Limits(Record):
    cap: int = given(default=100, en="Cap", unit="TWD")


def programme(rules: int) -> Programme[Any, Any]:
    """So many rules, each about a fact of its own."""
    names = [f"fact_{number}" for number in range(rules)]
    facts = {name: given(en=name, unit="TWD") for name in names}
    number: Any = int | NotKnown
    subject: Any = type("Subject", (Record,), {"__annotations__": dict.fromkeys(names, number), **facts})
    ids = [f"many.{name}" for name in names]

    def asked(name: str) -> Any:
        def within(one: Any, limits: Limits) -> Truth:
            at_most: Truth = getattr(one, name) <= limits.cap
            return at_most

        return rule(f"many.{name}", en="At most {policy.cap}")(within)

    return Programme(
        "many",
        title=Text(en="Many"),
        subject=attrs.frozen(kw_only=True)(subject),
        policies={date(2022, 1, 1): Limits()},
        rules=[asked(name) for name in names],
        clauses=[Clause(one, heading="h", source="s", text=Text(en="…")) for one in ids],
    )


def test_twice_the_rules_are_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    def counting(of: Any) -> Any:
        def counted_once(*arguments: Any, **more: Any) -> Any:
            nonlocal counted
            counted += 1
            return of(*arguments, **more)

        return counted_once

    read = counting(evaluate.read)
    monkeypatch.setattr(evaluate, "read", read)
    monkeypatch.setattr(supposing, "read", read)
    monkeypatch.setattr(starting, "judge_rule", counting(judging.judge_rule))
    work = []
    for rules in (10, 20, 40):
        judged = programme(rules)
        counted = 0
        assert len(boundary_cases(judged)) == 4 * rules
        work.append(counted)
    assert work[1] <= 2 * work[0]
    assert work[2] <= 2 * work[1]
