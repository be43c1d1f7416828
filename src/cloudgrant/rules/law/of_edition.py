"""What of a programme is in force under one edition: its clauses, and the rules that rest on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cloudgrant.rules.law.awaited import SILENT, awaited_award, awaited_rule
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.joining import judged_class
from cloudgrant.rules.writing.declaration import Calculation, Rule, TracedRule
from cloudgrant.rules.writing.for_each import each
from cloudgrant.rules.writing.refusals import RuleRefused
from cloudgrant.rules.writing.tracing import trace_rule
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Gathered, Problem
from cloudgrant.values.text import Text

__all__ = ["law_parts"]

_NO_RULE = Text("of_edition.no_rule", zh="沒有這項規則{hint}", en="there is no such rule{hint}")


def law_parts(parts: Mapping[str, Any], edition: Edition[Any], *, whole: bool) -> dict[str, Any]:
    """The parts of a programme's law under an edition, from those that it has whatever the edition.

    Of a programme that is not ``whole`` only the clauses that its rules rest on are in it, and of the
    edition's own rules only those that take the place of one of its rules. Raises
    :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what a rule of the edition may not say.
    """
    traced: Mapping[str, TracedRule] = parts["traced"]
    own = dict(_traced_alone(parts, edition, whole=whole))
    every = {id: one for id, one in {**traced, **own}.items() if id not in edition.without}
    rules = {
        id: _awaited(one, edition) if one.rule.clause in edition.awaited else one
        for id, one in every.items()
        if one.rule.clause in edition.clauses
    }
    calculations = tuple(one for one in parts["calculations"] if one.clause in edition.clauses)
    award, ceiling = (
        one if one is not None and one.clause in edition.clauses else None
        for one in (parts["award"], parts["ceiling"])
    )
    award_tree = None if award is None else parts["award_tree"]
    if award is not None and award.clause in edition.awaited:
        award, award_tree = awaited_award(award, edition.clauses[award.clause], _waits_for(award, edition))
    if ceiling is not None and ceiling.clause in edition.awaited:
        ceiling = None  # it is not known whether there is one
    cited = {one.rule.clause for one in rules.values()} | {one.clause for one in calculations}
    clauses = {id: one for id, one in edition.clauses.items() if whole or id in cited}
    return {
        **parts,
        "edition": edition,
        "clauses": FrozenMap(clauses),
        "traced": FrozenMap(rules),
        "award": award,
        "award_tree": award_tree,
        "ceiling": ceiling,
        "ceiling_tree": None if ceiling is None else parts["ceiling_tree"],
        "calculations": calculations,
        "realised_by": tuple(one for one in parts["realised_by"] if one.clause in clauses),
    }


def _awaited(traced: TracedRule, edition: Edition[Any]) -> TracedRule:
    clause = edition.clauses[traced.rule.clause]
    return awaited_rule(traced, clause, _waits_for(traced.rule, edition))


def _waits_for(one: Rule[...] | Calculation[..., Any], edition: Edition[Any]) -> str:
    return SILENT if edition.silent else one.clause


def _traced_alone(
    parts: Mapping[str, Any], edition: Edition[Any], *, whole: bool
) -> Iterator[tuple[str, TracedRule]]:
    """The edition's own rules with their trees."""
    traced: Mapping[str, TracedRule] = parts["traced"]
    problems = Gathered()
    for over, rule in each(edition.rules):
        if not whole and rule.id not in traced:
            continue
        if rule.clause not in edition.clauses:
            problems.append(Problem.at(["rules", rule.id], "clause", given=rule.clause))
            continue
        if rule.stage not in parts["subjects"]:
            expected = ", ".join(parts["subjects"])
            problems.append(Problem.at(["rules", rule.id], "option", given=rule.stage, expected=expected))
            continue
        over = over or (traced[rule.id].over if rule.id in traced else "")
        try:
            judged = judged_class(rule, parts["subjects"][rule.stage], over)
            yield rule.id, trace_rule(rule, judged, type(edition.policy), over)
        except RuleRefused as error:
            problems += error.problems
    known = {*traced, *(rule.id for _, rule in each(edition.rules))}
    for id in sorted(edition.without - known) if whole else ():
        hint = did_you_mean(id, known)
        problems.append(Problem.at(["without", id], "edition.no_such_rule", _NO_RULE, hint=hint))
    if problems:
        raise RuleRefused(problems)
