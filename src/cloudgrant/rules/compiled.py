"""The judge of a stage: every rule's result and the outcome, in one call.

When every fact that matters is known, one function compiled from the trees decides with plain
``and``, ``or`` and ``not``, which is several times faster than calling the rules one by one. Those
words cannot take an unknown, so the first one met raises, and the rules themselves are called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cloudgrant.rules import helpers, tree
from cloudgrant.rules.declaration import TracedRule
from cloudgrant.rules.judging import Award, Judge, Judged, judge_stage
from cloudgrant.rules.results import Outcome, Result
from cloudgrant.values.unknown import UNKNOWN, Fact, UnknownTruth

__all__ = ["judge_of"]


def judge_of(
    rules: Sequence[TracedRule],
    award: Award | None = None,
    award_tree: tree.Node | None = None,
) -> Judge:
    """The judge of these rules: compiled for complete facts, three-valued for the rest."""

    def kleene(subject: Any, policy: Any, on: Fact[date]) -> Judged:
        return judge_stage(rules, award, subject, policy, on)

    if any(traced.over for traced in rules) or not rules:
        return kleene
    names: dict[str, Any] = {
        "all_of": helpers.all_of,
        "any_of": helpers.any_of,
        "share_at_least": helpers.share_at_least,
        "share_at_most": helpers.share_at_most,
        "sum_at_most": helpers.sum_at_most,
        "lesser": helpers.lesser,
        "one_of": helpers.one_of,
        "UNKNOWN": UNKNOWN,
        "UnknownTruth": UnknownTruth,
        "MET": Result.MET,
        "NOT_MET": Result.NOT_MET,
        "NOT_APPLICABLE": Result.NOT_APPLICABLE,
        "ELIGIBLE": Outcome.ELIGIBLE,
        "INELIGIBLE": Outcome.INELIGIBLE,
        "UNDETERMINED": Outcome.UNDETERMINED,
        "kleene": kleene,
    }
    lines = ["def judge(subject, policy, on):", "    try:"]
    for index, traced in enumerate(rules):
        result = f"MET if {_python(traced.holds, names)} else NOT_MET"
        if traced.applies is not None:
            result = f"({result}) if {_python(traced.applies, names)} else NOT_APPLICABLE"
        lines.append(f"        r{index} = {result}")
    required = [f"r{index}" for index, traced in enumerate(rules) if traced.rule.force == "required"]
    refused = " or ".join(f"{name} is NOT_MET" for name in required) or "False"
    # A rule without `applies` always applies; only where every rule has one must it be looked at.
    certain = any(t.applies is None and t.rule.force == "required" for t in rules)
    met = "True" if certain else " or ".join(f"{name} is MET" for name in required) or "False"
    results = ", ".join(f"{traced.rule.id!r}: r{index}" for index, traced in enumerate(rules))
    amount = "UNKNOWN" if award_tree is None else _python(award_tree, names)
    lines += [
        f"        results = {{{results}}}",
        f"        if {refused}:",
        f"            return INELIGIBLE, {None if award_tree is None else 0}, results",
        f"        if not ({met}):",
        "            return UNDETERMINED, None, results",
        f"        award = {amount}",
        "        return ELIGIBLE, None if award is UNKNOWN else award, results",
        "    except UnknownTruth:",
        "        return kleene(subject, policy, on)",
    ]
    exec(
        compile("\n".join(lines), "<rules of a stage>", "exec"), names
    )  # the text is made above, of no input
    judge: Judge = names["judge"]
    return judge


def _python(node: tree.Node, names: dict[str, Any]) -> str:
    """A node as Python, in which a truth that is unknown raises as soon as it matters."""

    def several(parts: Iterable[tree.Node]) -> str:
        return ", ".join(_python(part, names) for part in parts)

    match node:
        case tree.Constant(value):
            return _constant(value, names)
        case tree.FactOf(path, _):
            return ".".join(("subject", *path))
        case tree.PolicyValue(name, _):
            return f"policy.{name}"
        case tree.Filing():
            return "on"
        case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
            return f"({_python(left, names)} {sign} {_python(right, names)})"
        case tree.And(parts):
            return "(" + " and ".join(_python(part, names) for part in parts) + ")"
        case tree.Or(parts):
            return "(" + " or ".join(_python(part, names) for part in parts) + ")"
        case tree.Not(part):
            return f"(not {_python(part, names)})"
        case tree.Lesser(left, right):
            return f"lesser({several((left, right))})"
        case tree.Pick(condition, yes, no):
            return f"({_python(yes, names)} if {_python(condition, names)} else {_python(no, names)})"
        case tree.OneOf(value, tree.PolicyValue() as options):
            return f"one_of({several((value, options))})"
        case tree.OneOf(value, options):
            text = _python(value, names)
            # UNKNOWN is in no tuple, so it is let through as itself, to raise like any other.
            return f"(UNKNOWN if {text} is UNKNOWN else {text} in {_constant(options, names)})"
        case tree.AnyOf(items, options):
            return f"any_of({several((items, options))})"
        case tree.AllOf(items, options):
            return f"all_of({several((items, options))})"
        case tree.SumAtMost(limit, parts):
            return f"sum_at_most({several((limit, *parts))})"
        case tree.ShareLimit(order, part, whole, share):
            helper = "share_at_most" if order == "<=" else "share_at_least"
            return f"{helper}({several((part, whole, share))})"


def _constant(value: Any, names: dict[str, Any]) -> str:
    if type(value) in (int, str, bool):
        return repr(value)
    name = f"c{len(names)}"
    names[name] = value
    return name
