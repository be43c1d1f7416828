"""Which facts a stage of a programme reads, and for what: the rules, the award and the ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import attrs

from cloudgrant.forms.needs import needed_by
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.compiled_coherence import coherence_of
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.rules.writing.derived import given_in

__all__ = ["Names", "Reading", "info_at", "readings_of"]

Names: TypeAlias = tuple[str, ...]
"""A fact by the names that lead to it from the subject, through records and the items of lists."""


@attrs.frozen
class Reading:
    """One thing that reads facts: a rule or a calculation, the clause that it realises, and what it reads.

    ``needed`` are those without which it surely does not let a subject come out eligible.
    """

    id: str
    clause: str
    facts: tuple[Names, ...]
    needed: frozenset[Names]
    dated: bool
    """Whether it reads the day of the act, too."""
    grounds: frozenset[Names] = frozenset()
    """The facts beside those read from which one of them could follow while it is unknown."""


def readings_of(programme: Programme[Any, Any], stage: Stage) -> tuple[Reading, ...]:
    """What reads facts at a stage, in the order of the rules."""
    rules = (_of_rule(one) for one in programme.traced_at(stage))
    cls = programme.subjects[stage]
    return tuple(
        attrs.evolve(one, grounds=_grounds(cls, one.facts))
        for one in (*rules, *_of_amounts(programme, stage))
    )


def _grounds(cls: type[Any], read: tuple[Names, ...]) -> frozenset[Names]:
    """What the facts read could follow from, and that in turn."""
    found: set[Names] = set()
    pending = [*read]
    while pending:
        *record, name = pending.pop()
        holder: Any = info_at(cls, tuple(record)).inner_record if record else cls
        for one in coherence_of(holder).conclusions:
            if one.name == name:
                new = {(*record, fact) for fact, _ in one.premises} - found
                found |= new
                pending += new
    return frozenset(found)


def _of_rule(traced: TracedRule) -> Reading:
    trees = [traced.holds] if traced.applies is None else [traced.applies, traced.holds]
    over = (traced.over,) if traced.over else ()
    read = [(*over, *path) for node in trees for path in given_in(node)]
    needed = {(*over, *path) for path in needed_by(traced)} if traced.rule.force == "required" else set()
    if over and traced.rule.force == "required" and traced.applies is None:
        needed.add(over)
    return Reading(
        traced.rule.id,
        traced.rule.clause,
        tuple(dict.fromkeys([over, *read] if over else read)),
        frozenset(needed),
        any(map(_dated, trees)),
    )


def _of_amounts(programme: Programme[Any, Any], stage: Stage) -> Iterator[Reading]:
    award, ceiling = programme.award_at(stage), programme.ceiling_at(stage)
    for calculation, node in (
        *([award] if award is not None else []),
        *([(programme.ceiling, ceiling)] if programme.ceiling is not None and ceiling is not None else []),
    ):
        read = given_in(node)
        yield Reading(calculation.id, calculation.clause, read, frozenset(), _dated(node))


def _dated(node: tree.Node) -> bool:
    return isinstance(node, tree.Filing) or any(map(_dated, tree.parts_of(node)))


def info_at(cls: type[Any], names: Names) -> FactInfo:
    """What is declared of the fact that names lead to."""
    *outer, last = names
    holder: Any = cls
    for name in outer:
        holder = facts(holder)[name].inner_record
    return facts(holder)[last]
