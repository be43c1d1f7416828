"""The digests of what follows from what, where rules read it: it decides an outcome as the rules do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cloudgrant.rules.records.coherence import STATED, Test, listed_in
from cloudgrant.rules.records.compiled_coherence import Conclusion, coherence_of
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import reached, record_in
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.rules.writing.spelling import valued
from cloudgrant.values.canonical import canonical, digest

__all__ = ["implication_digests"]


def implication_digests(classes: Iterable[type[Any]], rules: Iterable[TracedRule]) -> dict[str, str]:
    """The digest of what follows by each declaration, by its code, in the records that rules read.

    ``classes`` are those of the subject: the programme's, and its own. As in the spelling of rules, names of
    classes are part of no digest; nor are the words of a declaration, or what contradicts without leaving a
    fact but one value.

    >>> import cloudgrant as cg
    >>> sorted(implication_digests([cg.Company], cg.points.traced_at("application")))[:2]
    ['firm.branch', 'firm.exemption']
    """
    found: dict[str, set[str]] = {}
    told = [*rules]
    for one in {record for cls in classes for record in _read(cls, told)}:
        for conclusion in coherence_of(one).conclusions:
            found.setdefault(conclusion.declaration.code, set()).add(canonical(_spelt(conclusion)))
    return {code: digest(sorted(found[code])) for code in sorted(found)}


def _read(cls: type[Any], rules: Iterable[TracedRule]) -> set[type[Any]]:
    """The classes of the records that rules read: the subject's, and those within the facts that are read."""
    pending = [name for traced in rules for name in _first_names(traced)]
    names: set[str] = set()
    while pending:
        name = pending.pop().partition(".")[0]
        if name not in names and name in facts(cls):
            names.add(name)
            pending += [path[0] for path in given_facts(facts(cls)[name])]
    inner = [record for name in names if (record := record_in(facts(cls)[name])) is not None]
    return {cls, *(one for record in inner for one in reached(record))}


def _first_names(traced: TracedRule) -> Iterator[str]:
    """The facts of the subject that a rule reads, or in which it reads."""
    if traced.over:
        yield traced.over
    for node in (traced.holds, traced.applies):
        if node is not None:
            yield from (one.path[0] for one in _facts_in(node) if not one.level)


def _facts_in(node: tree.Node) -> Iterator[tree.FactOf]:
    if isinstance(node, tree.FactOf):
        yield node
    for part in tree.parts_of(node):
        yield from _facts_in(part)


def _spelt(one: Conclusion) -> list[Any]:
    premises = sorted(canonical([name, *_test(test)]) for name, test in one.premises)
    return [one.name, *valued(one.value), premises]


def _test(test: Test) -> list[Any]:
    if test is STATED:
        return ["stated"]
    word = "one of" if isinstance(test, frozenset) else "none of"
    return [word, *sorted((valued(value) for value in listed_in(test)), key=canonical)]
