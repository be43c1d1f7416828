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

from cloudgrant.rules import tree
from cloudgrant.rules.facts import FactInfo, facts
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.rule import Stage
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["bindings", "cel", "rulebook"]


def cel(node: tree.Node) -> str:
    """A rule's tree as a CEL expression.

    >>> import cloudgrant as cg
    >>> cel(cg.points.traced("points.applicant.not-repeat").holds)
    '!(subject.used_points_last_year)'
    """
    match node:
        case tree.Constant(value):
            return _literal(value)
        case tree.FactOf(path, _):
            return ".".join(("subject", *path))
        case tree.PolicyValue(name, _):
            return f"policy.{name}"
        case tree.Filing():
            return "on"
        case tree.Arithmetic("//", left, right):
            return f"({cel(left)} / {cel(right)})"
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
            return f"({cel(condition)} ? {cel(yes)} : {cel(no)})"
        case tree.OneOf(value, options):
            listed = cel(options) if isinstance(options, tree.PolicyValue) else _literal(options)
            return f"({cel(value)} in {listed})"
        case tree.AnyOf(items, options):
            return f"{cel(items)}.exists(item, item in {cel(options)})"
        case tree.SumAtMost(limit, parts):
            return _joined(" && ", [f"({total} <= {cel(limit)})" for total in _partial_sums(parts)])
        case tree.ShareLimit(order, part, whole, share):
            ratio = cel(share)
            return f"(({cel(part)} * {ratio}.denominator) {order} ({cel(whole)} * {ratio}.numerator))"


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
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Share):
        return {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def bindings(subject: Any, policy: Any, on: Fact[date] = UNKNOWN) -> dict[str, Any]:
    """What to bind in an expression: the known facts, derived ones too, the known policy, the date.

    A list with an unknown item is left out as a whole.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> bound = bindings(cg.Company(regular_employees=12), cg.points.policy_on(date(2022, 5, 2)))
    >>> bound["subject"], "applications_from" in bound["policy"]
    ({'regular_employees': 12}, False)
    """
    bound = {"subject": _record(subject), "policy": _record(policy)}
    return bound if on is UNKNOWN else {**bound, "on": on.isoformat()}


def _record(record: Any) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for name, info in facts(type(record)).items():
        value = getattr(record, name)
        if info.type == "record" and value is not UNKNOWN:
            known[name] = _record(value)
        elif value is not UNKNOWN and not (isinstance(value, tuple) and UNKNOWN in value):
            known[name] = _plain(value)
    return known


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
    if info.options:
        described["options"] = {option: dict(label) for option, label in info.options}
    for name in ("help", "question", "proof"):
        text: Text = getattr(info, name)
        if text:
            described[name] = dict(text)
    return described
