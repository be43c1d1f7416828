"""The judge of a stage: every rule's result and the outcome, in one call.

When every fact that matters is known, one function compiled from the trees decides with plain
``and``, ``or`` and ``not``, which is several times faster than calling the rules one by one. Those
words cannot take an unknown, so the first one met raises, and the rules themselves are called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from cloudgrant.rules.deciding.judging import Award, Judge, Judged, judge_stage
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.writing import helpers, tree
from cloudgrant.rules.writing.declaration import TracedRule
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

    if not rules:
        return kleene
    names: dict[str, Any] = {
        "all_of": _all_of,
        "any_of": _any_of,
        "share_at_least": helpers.share_at_least,
        "share_at_most": helpers.share_at_most,
        "lesser": helpers.lesser,
        "one_of": helpers.one_of,
        "UNKNOWN": UNKNOWN,
        "UNREAD": object(),
        "UnknownTruth": UnknownTruth,
        "MET": Result.MET,
        "NOT_MET": Result.NOT_MET,
        "NOT_APPLICABLE": Result.NOT_APPLICABLE,
        "ELIGIBLE": Outcome.ELIGIBLE,
        "INELIGIBLE": Outcome.INELIGIBLE,
        "UNDETERMINED": Outcome.UNDETERMINED,
        "kleene": kleene,
    }
    numbered = list(enumerate(rules))
    lines = ["def judge(subject, policy, on):", "    try:"]
    lines += (f"        {line}" for line in _judged(numbered, award_tree, names))
    lines += [
        "    except UnknownTruth:",
        "        return kleene(subject, policy, on)",
    ]
    exec(
        compile("\n".join(lines), "<rules of a stage>", "exec"), names
    )  # the text is made above, of no input
    judge: Judge = names["judge"]
    return judge


def _judged(
    numbered: Sequence[tuple[int, TracedRule]], award_tree: tree.Node | None, names: dict[str, Any]
) -> Iterator[str]:
    """The body of the judge: each rule's result, then the outcome."""
    own = [(index, traced) for index, traced in numbered if not traced.over]
    extra = [] if award_tree is None else [award_tree]
    writer = _Writer("subject", [*_trees(own), *extra], names)
    yield from writer.unread
    for index, traced in own:
        result = f"MET if {writer.python(traced.holds)} else NOT_MET"
        if traced.applies is not None:
            result = f"({result}) if {writer.python(traced.applies)} else NOT_APPLICABLE"
        yield f"r{index} = {result}"
    for over in dict.fromkeys(traced.over for _, traced in numbered if traced.over):
        yield from _lifted(over, [pair for pair in numbered if pair[1].over == over], names)
    required = [(index, traced) for index, traced in numbered if traced.rule.force == "required"]
    refused = " or ".join(f"r{index} is NOT_MET" for index, _ in required) or "False"
    # A rule without `applies` always applies; only where every rule has one must it be looked at.
    certain = any(traced.applies is None and not traced.over for _, traced in required)
    applied = " or ".join(f"a{i}" if traced.over else f"r{i} is MET" for i, traced in required) or "False"
    results = ", ".join(f"{traced.rule.id!r}: r{index}" for index, traced in numbered)
    amount = "UNKNOWN" if award_tree is None else writer.python(award_tree)
    yield f"results = {{{results}}}"
    yield f"if {refused}:"
    yield f"    return INELIGIBLE, {None if award_tree is None else 0}, results"
    yield f"if not ({'True' if certain else applied}):"
    yield "    return UNDETERMINED, None, results"
    yield f"award = {amount}"
    yield "return ELIGIBLE, None if award is UNKNOWN else award, results"


def _lifted(over: str, numbered: Sequence[tuple[int, TracedRule]], names: dict[str, Any]) -> Iterator[str]:
    """The rules about each item of one list, all in one pass; an empty list holds vacuously."""
    writer = _Writer("item", list(_trees(numbered)), names)
    yield f"items = subject.{over}"
    yield "if items is UNKNOWN:"
    yield "    return kleene(subject, policy, on)"
    for index, _ in numbered:
        yield f"a{index} = n{index} = False"  # does it apply to any item; is it not met by any
    yield from writer.unread_of_policy
    yield "for item in items:"
    yield "    if item is UNKNOWN:"
    yield "        return kleene(subject, policy, on)"
    yield from (f"    {line}" for line in writer.unread_of_subject)
    for index, traced in numbered:
        indent = "    "
        if traced.applies is not None:
            yield f"    if {writer.python(traced.applies)}:"
            indent = "        "
        yield f"{indent}a{index} = True"
        yield f"{indent}if not {writer.python(traced.holds)}:"
        yield f"{indent}    n{index} = True"
    for index, _ in numbered:
        yield f"r{index} = NOT_MET if n{index} else MET if a{index} or not items else NOT_APPLICABLE"


def _trees(numbered: Iterable[tuple[int, TracedRule]]) -> Iterator[tree.Node]:
    for _, traced in numbered:
        if traced.applies is not None:
            yield traced.applies
        yield traced.holds


def _all_of(items: Any, options: Any) -> Any:
    """As the helper, sooner where all is known: every option is among the items."""
    if items is UNKNOWN or options is UNKNOWN:
        return helpers.all_of(items, options)
    there = set(items)
    for option in options:
        if option not in there:
            return helpers.all_of(items, options)
    return True


def _any_of(items: Any, options: Any) -> Any:
    """As the helper, sooner where all is known: no item is among the options, or one is."""
    if items is UNKNOWN or options is UNKNOWN:
        return UNKNOWN
    for item in items:
        if item is UNKNOWN or item in options:
            return helpers.any_of(items, options)
    return False


class _Writer:
    """Writes trees as Python in which a truth that is unknown raises as soon as it matters.

    What is derived, and stands in the trees more than once, is worked out when it is first read and kept.
    """

    def __init__(self, root: str, trees: Sequence[tree.Node], names: dict[str, Any]) -> None:
        self._root = root
        self._names = names
        reads = Counter(leaf for one in trees for leaf in _every_leaf(one))
        often = [
            leaf
            for leaf, times in reads.items()
            if isinstance(leaf, tree.FactOf | tree.PolicyValue) and leaf.info.derived and times > 1
        ]
        self._kept: dict[tree.Node, str] = {leaf: f"{root}_{number}" for number, leaf in enumerate(often)}

    @property
    def unread(self) -> list[str]:
        """That nothing of all that is kept has been read yet."""
        return [*self.unread_of_policy, *self.unread_of_subject]

    @property
    def unread_of_policy(self) -> list[str]:
        """That nothing kept of the policy has been read yet."""
        return [f"{name} = UNREAD" for leaf, name in self._kept.items() if isinstance(leaf, tree.PolicyValue)]

    @property
    def unread_of_subject(self) -> list[str]:
        """That nothing kept of the subject, or of the item at hand, has been read yet."""
        return [f"{name} = UNREAD" for leaf, name in self._kept.items() if isinstance(leaf, tree.FactOf)]

    def _read(self, leaf: tree.Node, text: str) -> str:
        name = self._kept.get(leaf)
        return text if name is None else f"({name} if {name} is not UNREAD else ({name} := {text}))"

    def _several(self, parts: Iterable[tree.Node]) -> str:
        return ", ".join(self.python(part) for part in parts)

    def python(self, node: tree.Node) -> str:
        """A node as Python."""
        match node:
            case tree.Constant(value):
                return self._constant(value)
            case tree.FactOf(path, _):
                return self._read(node, ".".join((self._root, *path)))
            case tree.PolicyValue(name, _):
                return self._read(node, f"policy.{name}")
            case tree.Filing():
                return "on"
            case tree.Arithmetic(sign, left, right) | tree.Comparison(sign, left, right):
                return f"({self.python(left)} {sign} {self.python(right)})"
            case tree.And(parts):
                return "(" + " and ".join(self.python(part) for part in parts) + ")"
            case tree.Or(parts):
                return "(" + " or ".join(self.python(part) for part in parts) + ")"
            case tree.Not(part):
                return f"(not {self.python(part)})"
            case tree.Lesser(left, right):
                return f"lesser({self._several((left, right))})"
            case tree.Pick(condition, yes, no):
                return f"({self.python(yes)} if {self.python(condition)} else {self.python(no)})"
            case tree.OneOf(value, tree.PolicyValue() as options) if options.info.may_be_unknown:
                return f"one_of({self._several((value, options))})"
            case tree.OneOf(value, options):
                text = self.python(value)
                listed = (
                    self.python(options) if isinstance(options, tree.PolicyValue) else self._constant(options)
                )
                # UNKNOWN is in no tuple, so it is let through as itself, to raise like any other.
                return f"(UNKNOWN if {text} is UNKNOWN else {text} in {listed})"
            case tree.AnyOf(items, options):
                return f"any_of({self._several((items, options))})"
            case tree.AllOf(items, options):
                return f"all_of({self._several((items, options))})"
            case tree.SumAtMost(limit, parts):
                together = " + ".join(self.python(part) for part in parts) or "0"
                return f"({together} <= {self.python(limit)})"
            case tree.ShareLimit(order, part, whole, tree.PolicyValue() as share) if (
                share.info.may_be_unknown
            ):
                helper = "share_at_most" if order == "<=" else "share_at_least"
                return f"{helper}({self._several((part, whole, share))})"
            case tree.ShareLimit(order, part, whole, share):
                of = self.python(share)
                return (
                    f"({self.python(part)} * {of}.denominator {order} {self.python(whole)} * {of}.numerator)"
                )

    def _constant(self, value: Any) -> str:
        if type(value) in (int, str, bool):
            return repr(value)
        name = f"c{len(self._names)}"
        self._names[name] = value
        return name


def _every_leaf(node: tree.Node) -> Iterator[tree.Node]:
    """Each leaf as often as Python would read it."""
    parts = tuple(tree.parts_of(node))
    if isinstance(node, tree.OneOf):
        yield from _every_leaf(node.value)  # compared with UNKNOWN first
    if not parts:
        yield node
    for part in parts:
        yield from _every_leaf(part)
