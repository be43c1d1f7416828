"""What a machine that knows only the expressions and the bindings answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import cel
from rule_book import answers

from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Fact, Programme, Stage, Truth

__all__ = ["Expressions", "evaluated", "valued"]


@lru_cache(maxsize=50_000)
def _compiled(text: str) -> tuple[Any, Mapping[str, frozenset[str]]]:
    """The expression as a program, and the facts that it reads by the name of what they are read of."""
    read: dict[str, set[str]] = {}
    for name, fact in _READ.findall(text):
        read.setdefault(name, set()).add(fact)
    return cel.compile(text), {name: frozenset(facts) for name, facts in read.items()}


_READ = re.compile(r"\b([a-z]\w*)\b(?:\.(\w+))?")


def valued(text: str, bound: Mapping[str, Any]) -> Any:
    """The value of an expression; one that does not parse, or has no value, raises.

    Only what it reads is bound: what is bound is copied each time, and a subject may be large.
    """
    program, read = _compiled(text)
    return program.execute({name: _part(bound[name], read[name]) for name in read.keys() & bound.keys()})


def _part(value: Any, facts: frozenset[str]) -> Any:
    return {fact: value[fact] for fact in facts & value.keys()} if isinstance(value, dict) else value


def evaluated(expressions: portable.Expressions, bound: Mapping[str, Any]) -> Truth:
    """What a truth comes to; where it is not known, both of its expressions have a value all the same."""
    here = answers.worked_out(list(expressions.first), bound, valued)
    surely, possibly = (valued(text, here) for text in (expressions.surely, expressions.possibly))
    assert (type(surely), type(possibly)) == (bool, bool)
    assert possibly or not surely
    return surely if surely is possibly else UNKNOWN


class Expressions:
    """A stage of a programme as its rule book alone."""

    def __init__(
        self, programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
    ) -> None:
        self.book = portable.rulebook(programme, policy=policy, stage=stage)

    def results(self, subject: Any, policy: Any, on: Fact[date]) -> dict[str, str]:
        """Each rule's result."""
        return answers.results(self.book, portable.bindings(subject, policy, on), valued)

    def answer(self, subject: Any, policy: Any, on: Fact[date]) -> dict[str, Any]:
        """Each rule's result, the outcome, and the award where the programme has one."""
        bound = portable.bindings(subject, policy, on)
        found: dict[str, Any] = dict(answers.results(self.book, bound, valued))
        found["outcome"] = answers.outcome(self.book, bound, valued)
        return found | (
            {} if self.book["award"] is None else {"award": answers.award(self.book, bound, valued)}
        )
