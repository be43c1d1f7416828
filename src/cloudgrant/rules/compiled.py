"""The judge of a stage: every rule's result and the outcome, in one call.

When every fact that matters is known, one function compiled from the trees decides with plain
``and``, ``or`` and ``not``, which is several times faster than calling the rules one by one. Those
words cannot take an unknown, so the first one met raises, and the rules themselves are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from cloudgrant.rules import helpers, tree
from cloudgrant.rules.results import Outcome, Result
from cloudgrant.rules.rule import TracedRule
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth, UnknownTruth

__all__ = ["Judge", "judge_of", "judge_part"]

Judge = Callable[[Any, Any, Fact[date]], tuple[Outcome, tuple[Result, ...]]]
"""From subject, policy and date to the outcome and the results, in the order of the rules."""

_RESULTS = {True: Result.MET, False: Result.NOT_MET, UNKNOWN: Result.UNDETERMINED}


def judge_part(traced: TracedRule, subject: Any, policy: Any, on: Fact[date]) -> tuple[Result, Truth, Truth]:
    """One rule about one subject: its result, whether it holds *or* does not apply, whether it applies."""
    if subject is UNKNOWN:
        return Result.UNDETERMINED, UNKNOWN, UNKNOWN
    holds = traced.asked(subject, policy, on)
    applies = traced.asked_applies(subject, policy, on) if traced.asked_applies else True
    if applies is False:
        return Result.NOT_APPLICABLE, True, False
    result = Result.UNDETERMINED if applies is UNKNOWN else _RESULTS[holds]
    return result, helpers.no(applies) | holds, applies


def _judge_rule(traced: TracedRule, subject: Any, policy: Any, on: Fact[date]) -> tuple[Result, Truth, Truth]:
    """A rule about the subject, or about each item of one of its lists."""
    if not traced.over:
        return judge_part(traced, subject, policy, on)
    items = getattr(subject, traced.over)
    if items is UNKNOWN:
        return Result.UNDETERMINED, UNKNOWN, UNKNOWN
    return _together([judge_part(traced, item, policy, on) for item in items])


def _together(parts: list[tuple[Result, Truth, Truth]]) -> tuple[Result, Truth, Truth]:
    """The answers about each item as one: an empty list holds vacuously."""
    results = {result for result, _, _ in parts}
    if Result.NOT_MET in results:
        result = Result.NOT_MET
    elif Result.UNDETERMINED in results:
        result = Result.UNDETERMINED
    else:
        result = Result.NOT_APPLICABLE if results == {Result.NOT_APPLICABLE} else Result.MET
    return (
        result,
        helpers.every(truth for _, truth, _ in parts),
        helpers.some(applies for _, _, applies in parts),
    )


def _kleene_judge(rules: Sequence[TracedRule]) -> Judge:
    def judge(subject: Any, policy: Any, on: Fact[date]) -> tuple[Outcome, tuple[Result, ...]]:
        judged = [_judge_rule(traced, subject, policy, on) for traced in rules]
        required = [
            part for traced, part in zip(rules, judged, strict=True) if traced.rule.force == "required"
        ]
        overall = helpers.every(truth for _, truth, _ in required)
        some_applies = any(applies is True for _, _, applies in required)
        return _outcome(overall, some_applies), tuple(result for result, _, _ in judged)

    return judge


def _outcome(overall: Truth, some_applies: bool) -> Outcome:
    if overall is False:
        return Outcome.INELIGIBLE
    return Outcome.ELIGIBLE if overall is True and some_applies else Outcome.UNDETERMINED


def judge_of(rules: Sequence[TracedRule]) -> Judge:
    """The judge of these rules: compiled for complete facts, three-valued for the rest."""
    kleene = _kleene_judge(rules)
    if any(traced.over for traced in rules) or not rules:
        return kleene
    names: dict[str, Any] = {
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
    results = "".join(f"r{index}, " for index in range(len(rules)))
    lines += [
        "    except UnknownTruth:",
        "        return kleene(subject, policy, on)",
        f"    outcome = INELIGIBLE if {refused} else ELIGIBLE if {met} else UNDETERMINED",
        f"    return outcome, ({results})",
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
        case tree.SumAtMost(limit, parts):
            return f"sum_at_most({several((limit, *parts))})"
        case tree.ShareLimit(order, part, whole, share):
            helper = "share_at_most" if order == "<=" else "share_at_least"
            return f"{helper}({several((part, whole, share))})"


def _constant(value: Any, names: dict[str, Any]) -> str:
    if isinstance(value, int | str):
        return repr(value)
    name = f"c{len(names)}"
    names[name] = value
    return name
