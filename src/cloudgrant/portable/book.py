"""Rules for other machines: CEL expressions, and a rule book that a browser or service can run.

The dialect is the one on which implementations of the Common Expression Language agree: bind
``subject``, ``policy`` and ``on`` as :func:`bindings` gives them, with unknown facts *absent*; an
expression that then fails to evaluate is undetermined. Dates are ISO strings, integers 64-bit.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from typing import Any

from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.rules.writing.rewriting import replaced
from cloudgrant.rules.writing.symbols import never_negative
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["bindings", "cel", "rulebook"]


def cel(node: tree.Node) -> str:
    """A rule's tree as a CEL expression.

    >>> import cloudgrant as cg
    >>> cel(cg.points.traced("points.applicant.factory").holds)
    '(subject.factory in ["registered", "exempt"])'
    """
    chosen = _chosen_amount(node)
    if chosen is not None:
        return _with_choice(node, chosen)
    match node:
        case tree.Constant(value):
            return _literal(value)
        case tree.FactOf(path, _):
            return ".".join(("subject", *path))
        case tree.PolicyValue(name, _):
            return f"policy.{name}"
        case tree.Filing():
            return "on"
        case tree.Arithmetic("//", left, tree.Constant(divisor)):
            return _floor(cel(left), divisor, never_negative(left))
        case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
            return f"({cel(left)} {sign} {cel(right)})"
        case tree.And(parts):
            return _joined(" && ", [cel(part) for part in parts])
        case tree.Or(parts):
            return _joined(" || ", [cel(part) for part in parts])
        case tree.Not(part):
            return f"!({cel(part)})"
        case tree.Lesser(left, right):
            return f"({cel(left)} <= {cel(right)} ? {cel(left)} : {cel(right)})"
        case tree.Pick(condition, yes, no):
            return _choice(condition, yes, no)
        case tree.OneOf(value, options):
            listed = cel(options) if isinstance(options, tree.PolicyValue) else _literal(options)
            return f"({cel(value)} in {listed})"
        case tree.AnyOf(items, options):
            # `unknown` says false of a list that is known to its end, and nothing of any other.
            found = f"{cel(items)}.exists(item, item in {cel(options)})"
            return f"({found} || {'.'.join(('unknown', *items.path))})"
        case tree.AllOf(items, options):
            found = f"{cel(options)}.all(item, item in {cel(items)})"
            return f"({found} || {'.'.join(('unknown', *items.path))})"
        case tree.SumAtMost(limit, parts):
            return _joined(" && ", [f"({total} <= {cel(limit)})" for total in _partial_sums(parts)])
        case tree.ShareLimit(order, part, whole, share):
            ratio = cel(share)
            return f"(({cel(part)} * {ratio}.denominator) {order} ({cel(whole)} * {ratio}.numerator))"
        case _:
            word = type(node).__name__.lower()
            raise InvalidInput([Problem.at([word], "portable.word", _NO_WORD, given=word)])


_NO_WORD = Text(
    zh="CEL 運算式說不出「{given}」；請把它寫成衍生事實，由您的系統算好再給",
    en="a CEL expression cannot say {given}; make it a derived fact, which your system works out and gives",
)


def _floor(dividend: str, divisor: int, never_below_zero: bool) -> str:
    """Division rounded down; CEL's own rounds towards zero."""
    if never_below_zero:
        return f"({dividend} / {divisor})"
    return f"({dividend} >= 0 ? ({dividend} / {divisor}) : -(({divisor - 1} - {dividend}) / {divisor}))"


def _choice(condition: tree.Node, yes: tree.Node, no: tree.Node) -> str:
    """A choice; of two truths, also where only the condition is unknown and both agree."""
    asked, first, second = cel(condition), cel(yes), cel(no)
    if not _is_truth(yes):
        return f"({asked} ? {first} : {second})"
    return f"((({asked} && {first}) || (!({asked}) && {second})) || ({first} && {second}))"


def _chosen_amount(node: tree.Node) -> tree.Pick | None:
    """An amount chosen by a condition inside what is compared; ``None`` where there is none."""
    if not isinstance(node, tree.Comparison | tree.SumAtMost | tree.ShareLimit):
        return None
    pending = list(tree.parts_of(node))
    while pending:
        inner = pending.pop()
        if isinstance(inner, tree.Pick):
            return inner
        pending += tree.parts_of(inner)
    return None


def _with_choice(node: tree.Node, chosen: tree.Pick) -> str:
    """A comparison of a chosen amount: where the condition is unknown, known only if both are equal.

    A failing condition would take the whole expression with it; what follows is written so that the
    comparison with either amount still answers when the two are the same.
    """
    first, second = (cel(replaced(node, chosen, side)) for side in (chosen.yes, chosen.no))
    equal = f"({cel(chosen.yes)} == {cel(chosen.no)})"
    by_condition = f"({cel(chosen.condition)} ? {first} : {second})"
    return f"(({by_condition} && ((!{equal} || {first}) || {second})) || (({equal} && {first}) && {second}))"


def _is_truth(node: tree.Node) -> bool:
    match node:
        case tree.Constant(value):
            return isinstance(value, bool)
        case tree.FactOf(_, info) | tree.PolicyValue(_, info):
            return info.type == "bool"
        case tree.Pick(_, yes, _):
            return _is_truth(yes)
        case _:
            return not isinstance(node, tree.Arithmetic | tree.Lesser | tree.Filing)


def _partial_sums(parts: tuple[tree.Node, ...]) -> list[str]:
    """Every sum of some of the parts: what is known of a sum before all parts are."""
    printed = [cel(part) for part in parts]
    return [
        _joined(" + ", list(chosen))
        for size in range(1, len(printed) + 1)
        for chosen in combinations(printed, size)
    ]


def _joined(operator: str, parts: list[str]) -> str:
    """The parts in brackets, two by two, as every parser reads them alike."""
    text = parts[0]
    for part in parts[1:]:
        text = f"({text}{operator}{part})"
    return text


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, Share):
        return f'{{"numerator": {value.numerator}, "denominator": {value.denominator}}}'
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, FrozenMap):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Share):
        return {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def bindings(subject: Any, policy: Any, on: Fact[date] = UNKNOWN) -> dict[str, Any]:
    """What to bind in an expression: the known facts, derived ones too, the known policy, the date.

    What follows from what is stated (:func:`~cloudgrant.rules.records.implied.completed`) is known here, and
    stands in no expression: who binds facts otherwise than by this completes them alike. Of a list the known
    items are bound; ``unknown`` says ``False`` of each list that has no other.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> bound = bindings(cg.Company(regular_employees=12), cg.points.policy_on(date(2022, 5, 2)))
    >>> bound["subject"], "applications_from" in bound["policy"]
    ({'regular_employees': 12}, False)
    """
    subject = completed(subject)
    bound = {"subject": _record(subject), "policy": _record(policy), "unknown": _complete_lists(subject)}
    return bound if on is UNKNOWN else {**bound, "on": on.isoformat()}


def _record(record: Any) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for name, info in facts(type(record)).items():
        value = getattr(record, name)
        if info.type == "record" and value is not UNKNOWN:
            known[name] = _record(value)
        elif isinstance(value, tuple):
            known[name] = [_plain(item) for item in value if item is not UNKNOWN]
        elif value is not UNKNOWN:
            known[name] = _plain(value)
    return known


def _complete_lists(record: Any) -> dict[str, Any]:
    """``False`` for each list that is known to its end, as nothing of it is unknown."""
    complete: dict[str, Any] = {}
    for name, info in facts(type(record)).items():
        value = getattr(record, name)
        if info.type == "record" and value is not UNKNOWN:
            complete[name] = _complete_lists(value)
        elif isinstance(value, tuple) and UNKNOWN not in value:
            complete[name] = False
    return complete


def rulebook(
    programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
) -> dict[str, Any]:
    """A stage of a programme as a plain dictionary: facts, policy values, rules as CEL, and the clauses.

    ``policy`` is the programme's latest unless given. Rules about the items of a list name it in
    ``over`` and bind each item as ``subject``.

    >>> import cloudgrant as cg
    >>> book = rulebook(cg.points)
    >>> [rule["holds"] for rule in book["rules"] if rule["id"] == "points.applicant.factory"]
    ['(subject.factory in ["registered", "exempt"])']
    """
    policy = programme.policies[-1].policy if policy is None else policy
    return {
        "kind": "rulebook",
        "version": 1,
        "programme": programme.name,
        "title": dict(programme.title),
        "stage": stage,
        "facts": {name: _described(info) for name, info in facts(programme.subjects[stage]).items()},
        "policy": _record(policy),
        "rules": [
            {
                "id": traced.rule.id,
                "force": traced.rule.force,
                "over": traced.over or None,
                "wording": dict(traced.rule.text),
                "unmet": dict(traced.rule.unmet),
                "applies": None if traced.applies is None else cel(traced.applies),
                "holds": cel(traced.holds),
                "clause": _clause(programme, traced.rule.clause),
            }
            for traced in programme.traced_at(stage)
        ],
    }


def _clause(programme: Programme[Any, Any], id: str) -> dict[str, Any]:
    clause = programme.clauses[id]
    return {"id": id, "heading": clause.heading, "source": clause.source, "text": dict(clause.text)}


def _described(info: FactInfo) -> dict[str, Any]:
    described: dict[str, Any] = {"type": info.type, "label": dict(info.label)}
    for name in ("unit", "least", "most", "change", "known_by", "confidential", "derived"):
        described[name] = getattr(info, name)
    inner = info.inner_record
    if inner is not None:
        described["facts"] = {name: _described(fact) for name, fact in facts(inner).items()}
    if info.options:
        described["options"] = {option: dict(label) for option, label in info.options}
    for name in ("help", "question", "proof"):
        text: Text = getattr(info, name)
        if text:
            described[name] = dict(text)
    return described
