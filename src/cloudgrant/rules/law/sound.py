"""What a programme is made of, looked at before its rules are traced: every fault of its parts at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.realised import Realised, RealisedAs
from cloudgrant.rules.records.declaration_refused import DeclarationRefused, declaration
from cloudgrant.rules.records.declaring import (
    foreign_keywords,
    frozen_class,
    locale_problem,
    option_problems,
)
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record, nonsense_in
from cloudgrant.rules.writing.declaration import Calculation, Rule
from cloudgrant.rules.writing.refusals import purity_refusals
from cloudgrant.values.problems import Gathered, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = [
    "changeable_facts",
    "class_problems",
    "clause_problems",
    "decorated",
    "party_problems",
    "unrealised",
]

_RULE = Text("sound.rule", zh="規則", en="rule")
_CALCULATION = Text("sound.calculation", zh="計算", en="calculation")


def decorated(
    parts: Iterable[tuple[str, object]], problems: Gathered, name: str = "rule"
) -> list[tuple[str, Any]]:
    """The rules, or calculations, among parts with their lists; what is none is told."""
    kind: type[Any] = Rule if name == "rule" else Calculation
    expected = _RULE if name == "rule" else _CALCULATION
    sound = []
    for index, (over, part) in enumerate(parts):
        if isinstance(part, kind):
            sound.append((over, part))
            continue
        given = getattr(part, "__qualname__", None) or shown(part)
        problems.append(
            declaration([f"{name}s", index], "declaration.undecorated", f"{name}s[{index}]",
                        given=given, expected=expected, name=name)
        )  # fmt: skip
    return sound


def class_problems(classes: Mapping[str, Any]) -> Gathered:
    """A problem for each class that is no frozen record, among those given and those inside them.

    And for each fact of theirs that says of itself what means nothing.
    """
    problems = Gathered()
    seen: list[Any] = []  # anything may have been given for a class
    pending = [(place, cls) for place, cls in classes.items()]
    while pending:
        place, cls = pending.pop(0)
        if any(cls is other for other in seen):
            continue
        seen.append(cls)
        if not (isinstance(cls, type) and issubclass(cls, Record) and frozen_class(cls)):
            given = getattr(cls, "__qualname__", None) or shown(cls)
            problems.append(declaration([place], "declaration.class", place, given=given))
            continue
        try:
            nonsense = nonsense_in(cls)
        except DeclarationRefused as error:
            nonsense = error.problems
        problems += nonsense
        for name, info in facts(cls).items() if not nonsense else ():
            inner = info.inner_record
            if inner is not None:
                pending.append((f"{place}.{name}", inner))
    return problems


def party_problems(parties: Mapping[Any, str], subjects: Mapping[Any, type[Any]]) -> Iterator[Problem]:
    """A problem for each list of parties that there is not, or that is no list of records."""
    for stage, name in parties.items():
        known = facts(subjects[stage])
        lists = [
            fact for fact, info in known.items() if info.type == "list" and info.inner_record is not None
        ]
        if name not in lists:
            yield from option_problems(["parties", stage], f"parties[{stage!r}]", "list", name, tuple(lists))


def changeable_facts(classes: Iterable[type[Any]]) -> Iterator[Problem]:
    """A problem for each derived fact, of these classes or inside them, that reads a clock or the like.

    And for each opaque number of which nothing is sure until it is known.
    """
    seen: set[type[Any]] = set()
    pending = [*classes]
    while pending:
        cls = pending.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        for name, info in facts(cls).items():
            where = f"{cls.__name__}.{name}"
            if info.derived:
                yield from purity_refusals(where, getattr(cls, name).function)
            if info.opaque is not None and info.type == "int" and (info.least is None or info.most is None):
                yield declaration([where], "declaration.opaque_bounds", where)
            inner = info.inner_record
            if inner is not None:
                pending.append(inner)


def clause_problems(clauses: Iterable[Clause], realised_by: Iterable[Realised]) -> Iterator[Problem]:
    """A problem for each clause that is there twice, and for each wording that is in no language."""
    seen: set[str] = set()
    for clause in clauses:
        if clause.id in seen:
            yield Problem.at(["clauses"], "duplicate", given=clause.id)
        seen.add(clause.id)
        for text in (clause.text, clause.reading, clause.question):
            for keyword in foreign_keywords(text):
                yield locale_problem(["clauses", clause.id], clause.id, keyword)
    for one in realised_by:
        yield from option_problems(["realised_by", one.code], one.code, "kind", one.kind, RealisedAs)
        for keyword in foreign_keywords(one.text):
            yield locale_problem(["realised_by", one.code], one.code, keyword)


def unrealised(asked: Iterable[str], realised: Collection[str]) -> Iterator[Problem]:
    """A problem for each clause that nothing realises: it would be missing from the clause table."""
    for clause in asked:
        if clause not in realised:
            yield declaration(["clauses", clause], "declaration.unrealised", "clauses", given=clause)
