"""Rules join a programme: each is traced, and all that any of them may not say is told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.law.sound import (
    changeable_facts,
    class_problems,
    clause_problems,
    decorated,
    party_problems,
    unrealised,
)
from cloudgrant.rules.records.coherence_problems import coherence_problems
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import reached
from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage, TracedRule
from cloudgrant.rules.writing.derived import body_in
from cloudgrant.rules.writing.for_each import ForEach, each
from cloudgrant.rules.writing.ranges import range_of
from cloudgrant.rules.writing.refusals import RuleRefused, simple_refusal
from cloudgrant.rules.writing.tracing import trace, trace_rule
from cloudgrant.rules.writing.tree import Node
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem

__all__ = ["Joined", "joined", "judged_class"]


class Joined(NamedTuple):
    """Every rule with its trees, by its id, in order; and the trees of the award and of the ceiling."""

    traced: Mapping[str, TracedRule]
    award_tree: Node | None
    ceiling_tree: Node | None


def joined(
    rules: Iterable[Rule[...] | ForEach],
    *,
    clauses: Iterable[Clause],
    asked: Collection[str],
    subjects: Mapping[Stage, type[Any]],
    parties: Mapping[Stage, str],
    policy: type[Any],
    award: Calculation[..., Any] | None,
    ceiling: Calculation[..., Any] | None,
    calculations: Iterable[Calculation[..., Any]],
    realised_by: Iterable[Realised],
) -> Joined:
    """Trace every rule, the award and the ceiling; something must realise each of the ``asked`` clauses.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` listing everything that any of them
    may not say, every id that is there twice, every clause and every stage that there is not, every clause
    that nothing realises, what is no rule, and every class that is no frozen record.
    """
    traced: dict[str, TracedRule] = {}
    given, others, places = tuple(clauses), tuple(realised_by), dict[str, type[Any]](policies=policy)
    known = {clause.id for clause in given}
    problems = class_problems({**places, **{f"subject ({stage})": cls for stage, cls in subjects.items()}})
    problems += clause_problems(given, others)
    rules_given = decorated(each(rules), problems)
    amounts = [one for _, one in decorated((("", one) for one in calculations), problems, "calculation")]
    if problems:
        raise RuleRefused(problems)  # nothing can be traced on these
    problems += party_problems(parties, subjects)
    problems += changeable_facts((policy, *subjects.values()))
    problems += [
        problem
        for one in dict.fromkeys(inner for cls in (policy, *subjects.values()) for inner in reached(cls))
        for problem in coherence_problems(one)
    ]
    for over, rule in rules_given:
        if rule.id in traced:
            problems.append(Problem.at(["rules"], "duplicate", given=rule.id))
        if rule.clause not in known:
            problems.append(Problem.at(["rules", rule.id], "clause", given=rule.clause))
        if rule.stage not in subjects:
            problems.append(Problem.at(["rules", rule.id], "option", given=rule.stage,
                                       expected=", ".join(subjects)))  # fmt: skip
            continue
        try:
            traced[rule.id] = trace_rule(rule, judged_class(rule, subjects[rule.stage], over), policy, over)
        except RuleRefused as error:
            problems.extend(error.problems)
    problems += [
        Problem.at(["calculations", calculation.id], "clause", given=calculation.clause)
        for calculation in amounts
        if calculation.clause not in known
    ]
    problems += [
        Problem.at(["realised_by", one.code], "clause", given=one.clause)
        for one in others
        if one.clause not in known
    ]
    problems += unrealised(
        asked, {one.clause for one in (*(rule for _, rule in rules_given), *amounts, *others)}
    )
    amount_trees: list[Node | None] = []
    for amount in (award, ceiling):
        try:
            amount_trees.append(None if amount is None else _amount(amount, subjects["application"], policy))
        except RuleRefused as error:
            problems.extend(error.problems)
    if problems:
        raise RuleRefused(problems)
    return Joined(MappingProxyType(traced), *amount_trees)


def _amount(amount: Calculation[..., Any], subject: type[Any], policy: type[Any]) -> Node:
    """The tree of what is granted, or may be asked for; nobody is granted less than nothing."""
    node = trace(amount.id, amount.function, subject, policy, "int")
    least = range_of(node, by=body_in).least
    if least < 0:
        raise RuleRefused(
            [declaration([amount.id], "declaration.negative_award", amount.id, given=f"{least:,}")]
        )
    return node


def judged_class(rule: Rule[...], cls: type[Any], over: str) -> type[Any]:
    """The class that a rule reads: the stage's own, or that of the items of one of its lists."""
    if not over:
        return cls
    known = facts(cls)
    if over not in known:
        hint = did_you_mean(over, known)
        raise RuleRefused([simple_refusal(rule.id, rule.function, "rule.no_such_fact", name=over, hint=hint)])
    item = known[over].item
    if item is None or item.record is None:
        raise RuleRefused([Problem.at([rule.id], "type", expected=f"a list {over!r}", given=over)])
    return item.record
