"""How a function becomes a tree: it is called once with symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cloudgrant.rules.records.fact_info import FactType, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Rule, TracedRule, arity
from cloudgrant.rules.writing.derived import bodies_within
from cloudgrant.rules.writing.refusals import (
    RuleRefused,
    identity_refusals,
    purity_refusals,
    refusal,
    simple_refusal,
)
from cloudgrant.rules.writing.subjects import SubjectSymbol, policy_symbol
from cloudgrant.rules.writing.symbols import Refused, Symbol, as_node
from cloudgrant.values.problems import Gathered, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["trace", "trace_rule"]


def trace(
    id: str, function: Callable[..., Any], subject: type[Any], policy: type[Any], type_: FactType = "bool"
) -> tree.Node:
    """The tree of a function of ``(subject, policy)`` or ``(subject, policy, on)``.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` naming each place that a tree cannot say.
    """
    function = getattr(function, "function", function)
    count = arity(function)
    if count is None:
        raise RuleRefused([simple_refusal(id, function, "rule.signature")])
    problems = [*identity_refusals(id, function), *purity_refusals(id, function)]
    if problems:
        raise RuleRefused(problems)
    symbols: list[Any] = [SubjectSymbol(subject), policy_symbol(policy), Symbol(tree.Filing(), "date")]
    try:
        answer = function(*symbols[:count])
        if answer is UNKNOWN:
            raise RuleRefused([simple_refusal(id, function, "rule.unknown_inside")])
        if (answer.type if isinstance(answer, Symbol) else _TYPES.get(type(answer))) != type_:
            wrong = "rule.result" if type_ == "bool" else "rule.amount"
            raise RuleRefused([simple_refusal(id, function, wrong)])
        node = as_node(answer, type_, operator="return")
        bodies_within(node)
        return node
    except RuleRefused:
        raise
    except Refused as error:
        raise RuleRefused([refusal(id, function, error)]) from None
    except Exception as error:
        raise RuleRefused([refusal(id, function, error)]) from error


_TYPES: dict[type, FactType] = {bool: "bool", int: "int"}


def trace_rule(rule: Rule[...], subject: type[Any], policy: type[Any], over: str = "") -> TracedRule:
    """The rule's trees, both of them, and every problem of either and of its wording at once."""
    problems = Gathered()
    trees: list[tree.Node | None] = []
    for function in (rule.function, rule.applies):
        try:
            trees.append(trace(rule.id, function, subject, policy) if function is not None else None)
        except RuleRefused as error:
            problems.extend(error.problems)
    for text in (rule.text, rule.unmet):
        problems.extend(wording_problems(rule.id, rule.function, text, policy))
    if rule.unmet and set(rule.unmet) != set(rule.text):
        problems.append(
            simple_refusal(
                rule.id,
                rule.function,
                "rule.unmet",
                given=", ".join(rule.unmet),
                expected=", ".join(rule.text),
            )
        )
    if problems:
        raise RuleRefused(problems)
    holds, applies = trees
    assert holds is not None  # the rule's own function always has a tree here
    return TracedRule(rule, holds, applies, over)


def wording_problems(id: str, function: Callable[..., Any], text: Text, policy: type[Any]) -> list[Problem]:
    """A problem for each ``{name}`` of a wording that is not a value of the policy."""
    known = {"on", *(f"policy.{name}" for name in facts(policy))}
    return [simple_refusal(id, function, "rule.wording", name=name) for name in sorted(text.names() - known)]
