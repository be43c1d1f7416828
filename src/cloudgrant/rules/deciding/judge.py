"""The judge of a stage: every rule's result, the outcome and the award in one call, whatever is known.

Written once from the trees (:mod:`cloudgrant.rules.deciding.written`), in three values throughout: complete
facts and drafts take the same way. What it answers is what
:func:`cloudgrant.rules.deciding.judging.judge_stage` answers rule by rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import attrs

from cloudgrant.rules.deciding.judging import RESULT_OF, Judge
from cloudgrant.rules.deciding.results import Outcome, Result, Results
from cloudgrant.rules.deciding.under_policy import of_day_alone
from cloudgrant.rules.deciding.written import Writer
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.values.between import Between

__all__ = ["decider_of", "judge_of"]

_Numbered: TypeAlias = Sequence[tuple[int, TracedRule]]


def judge_of(rules: Sequence[TracedRule], award: tree.Node | None = None) -> Judge:
    """The judge of these rules; ``award`` is the tree of what an eligible subject is granted."""
    writer = _writer()
    body = [*_judging(writer, rules, award), "return outcome, award, results"]
    judge: Judge = _function(writer, "judge(subject, policy, on)", body)
    return judge


def decider_of(
    rules: Sequence[TracedRule],
    award: tree.Node | None,
    decided: Any,
    parts: Mapping[str, Any],
    completed: Callable[[Any], Any] | None = None,
) -> Callable[[date], Callable[[Any], Any]]:
    """For each day, what decides on a subject at once: it fills a new ``decided`` as its constructor would.

    ``parts`` are those that all these decisions have, a ``policy`` among them; ``completed`` gives what of a
    subject is judged, where that is more than what it says. What the day settles is worked out once for it.
    """
    writer = _writer()
    writer.names.update({f"its_{name}": value for name, value in parts.items()})
    writer.names.update(Decided=decided, completed=completed, new=object.__new__)
    of_day: list[str] = []
    own = {"subject": "subject" if completed is None else "given", "on": "on"}
    if _is_counted(rules, award):
        of_day, deciding = _deciding(
            writer, rules, award, {name: parts.get(name) for name in _fields(decided)}
        )
        filled = ["held.update(known_of(truths) or settled_by(truths))"]
    else:
        deciding, filled = _judging(writer, rules, award), []
        own |= {"outcome": "outcome", "award": "award", "_results": "results"}
        own |= {name: f"its_{name}" for name in parts}
    body = [
        *writer.unread,
        *(() if completed is None else ("given, subject = subject, completed(subject)",)),
        *deciding,
        "made = new(Decided)",
        "held = made.__dict__",
        *filled,
        *(f"held[{name!r}] = {own[name]}" for name in _fields(decided) if name in own),
        "return made",
    ]
    writer.forget()
    outer = [
        "policy = its_policy",
        *of_day,
        "def decide(subject):",
        *(f"    {line}" for line in body),
        "return decide",
    ]
    decider: Callable[[date], Callable[[Any], Any]] = _function(writer, "on_day(on)", outer)
    return decider


def _fields(decided: Any) -> list[str]:
    return [field.name for field in attrs.fields(decided)]


def _writer() -> Writer:
    writer = Writer()
    writer.names.update({result.name: result for result in Result})
    writer.names.update(ELIGIBLE=Outcome.ELIGIBLE, INELIGIBLE=Outcome.INELIGIBLE)
    writer.names.update(OPEN=Outcome.UNDETERMINED, Between=Between, Results=Results)
    return writer


def _function(writer: Writer, head: str, body: Iterable[str]) -> Any:
    lines = [f"def {head}:", *(f"    {line}" for line in [*writer.unread, *body])]
    # The text is made here, of no input.
    exec(compile("\n".join([*writer.functions, *lines]), "<rules of a stage>", "exec"), writer.names)
    return writer.names[head.partition("(")[0]]


def _judging(writer: Writer, rules: Sequence[TracedRule], award: tree.Node | None) -> list[str]:
    """Lines that leave ``outcome``, ``award`` and ``results``."""
    numbered = list(enumerate(rules))
    lists = dict.fromkeys(traced.over for traced in rules if traced.over)
    body: list[str] = []
    for over in lists:
        some = [pair for pair in numbered if pair[1].over == over]
        writer.functions.append("\n".join(_over_a_list(writer, f"each_{over}", some)))
        names = ", ".join(f"r{i}, c{i}, a{i}" for i, _ in some)
        body.append(f"{names} = each_{over}(subject.{over}, policy, on)")
    own = [pair for pair in numbered if not pair[1].over]
    writer.keep([*_trees(own), *([] if award is None else [award])])
    body += [line for i, traced in own for line in _rule(writer, traced, i)]
    return [*body, *_outcome(writer, numbered, award)]


_MOST_KNOWN = 4096


def _is_counted(rules: Sequence[TracedRule], award: tree.Node | None) -> bool:
    """Whether what rules come to is all that decides: each always applies, and what is granted is fixed."""
    fixed = award is None or isinstance(award, tree.Constant)
    return bool(rules) and fixed and not any(one.over or one.applies is not None for one in rules)


def _deciding(
    writer: Writer, rules: Sequence[TracedRule], award: tree.Node | None, parts: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """Lines that leave what the rules come to in ``truths``: those of the day, and those of each subject.

    There are few such answers, and of each what a decision has is made once, beside the ``parts`` of all.
    """
    known: dict[tuple[Any, ...], dict[str, Any]] = {}
    granted = award.value if isinstance(award, tree.Constant) else None

    def settled(truths: tuple[Any, ...]) -> dict[str, Any]:
        each = zip(rules, truths, strict=True)
        required = [truth for one, truth in each if one.rule.force == "required"]
        found: tuple[Outcome, int | None] = Outcome.UNDETERMINED, None
        if any(truth is False for truth in required):
            found = Outcome.INELIGIBLE, None if award is None else 0
        elif required and all(truth is True for truth in required):
            found = Outcome.ELIGIBLE, granted
        results = zip((one.rule.id for one in rules), map(RESULT_OF.__getitem__, truths), strict=True)
        filled = {**parts, "outcome": found[0], "award": found[1], "_results": Results(results)}
        return known.setdefault(truths, filled) if len(known) < _MOST_KNOWN else filled

    writer.names.update(known_of=known.get, settled_by=settled)
    of_day = [f"c{i} = {writer.text(one.holds)}" for i, one in enumerate(rules) if of_day_alone(one.holds)]
    others = [(i, one) for i, one in enumerate(rules) if not of_day_alone(one.holds)]
    writer.keep(_trees(others))
    return of_day, [
        *(f"c{i} = {writer.text(one.holds)}" for i, one in others),
        f"truths = ({', '.join(f'c{i}' for i in range(len(rules)))},)",
    ]


def _trees(numbered: _Numbered) -> Iterator[tree.Node]:
    for _, traced in numbered:
        if traced.applies is not None:
            yield traced.applies
        yield traced.holds


def _rule(writer: Writer, traced: TracedRule, i: int) -> Iterator[str]:
    """One rule: its result ``r``, whether it is clear ``c`` (holds or does not apply), if it applies."""
    if traced.applies is None:
        yield f"c{i} = {writer.text(traced.holds)}"
        yield f"r{i} = MET if c{i} is True else NOT_MET if c{i} is False else UNDETERMINED"
        return
    yield f"a{i} = {writer.text(traced.applies)}"
    yield f"if a{i} is False: r{i}, c{i} = NOT_APPLICABLE, True"
    yield "else:"
    yield f"    c{i} = {writer.text(traced.holds)}"
    yield f"    if a{i} is True: r{i} = MET if c{i} is True else NOT_MET if c{i} is False else UNDETERMINED"
    yield "    else:"
    yield f"        r{i} = UNDETERMINED"
    yield f"        if c{i} is not True: c{i} = UNKNOWN"


def _over_a_list(writer: Writer, name: str, numbered: _Numbered) -> Iterator[str]:
    """All rules about the items of one list in one pass; the item is the subject of its rules."""
    unseen = ", ".join(["UNDETERMINED, UNKNOWN, UNKNOWN"] * len(numbered))
    yield f"def {name}(items, policy, on):"
    yield f"    if items is UNKNOWN: return {unseen}"
    for i, _ in numbered:  # is it not met by any, open of any, does it apply to any
        yield f"    n{i} = u{i} = False; c{i} = True; a{i} = False"
    yield "    for subject in items:"
    yield "        if subject is UNKNOWN:"
    for i, _ in numbered:
        yield f"            u{i} = True"
        yield f"            if c{i} is True: c{i} = UNKNOWN"
        yield f"            if a{i} is False: a{i} = UNKNOWN"
    yield "            continue"
    writer.keep(_trees(numbered))
    blocks = [line for i, traced in numbered for line in _of_item(writer, traced, i)]
    yield from (f"        {line}" for line in [*writer.unread, *blocks])
    writer.forget()
    for i, _ in numbered:
        met = f"MET if a{i} is True or not items else NOT_APPLICABLE"
        yield f"    r{i} = NOT_MET if n{i} else UNDETERMINED if u{i} else {met}"
    yield "    return " + ", ".join(f"r{i}, c{i}, a{i}" for i, _ in numbered)


def _of_item(writer: Writer, traced: TracedRule, i: int) -> Iterator[str]:
    """One rule about one item."""
    indent = ""
    if traced.applies is not None:
        yield f"if (a := {writer.text(traced.applies)}) is not False:"
        yield f"    if a{i} is not True: a{i} = a"
        indent = "    "
    else:
        yield f"a{i} = True"
    yield f"{indent}if (c := {writer.text(traced.holds)}) is not True:"
    if traced.applies is not None:
        yield f"{indent}    if a is UNKNOWN: c = UNKNOWN"
    yield f"{indent}    if c is False: n{i} = True; c{i} = False"
    yield f"{indent}    else:"
    yield f"{indent}        u{i} = True"
    yield f"{indent}        if c{i} is True: c{i} = UNKNOWN"
    if traced.applies is not None:
        yield f"{indent}elif a is UNKNOWN: u{i} = True"


def _outcome(writer: Writer, numbered: _Numbered, award: tree.Node | None) -> list[str]:
    """All required rules that apply hold, and at least one surely applies."""
    required = [(i, traced) for i, traced in numbered if traced.rule.force == "required"]
    certain = any(traced.applies is None and not traced.over for _, traced in required)
    applied = "" if certain else f" and ({' or '.join(f'a{i} is True' for i, _ in required) or 'False'})"
    results = ", ".join(f"{traced.rule.id!r}: r{i}" for i, traced in numbered)
    clear = " and ".join(f"c{i} is True" for i, _ in required) or "True"
    refused = " or ".join(f"c{i} is False" for i, _ in required) or "False"
    amount = "None" if award is None else writer.text(award)
    granted = [f"    outcome, award = ELIGIBLE, {amount}"]
    if award is not None and not isinstance(award, tree.Constant):
        granted.append("    if award is UNKNOWN or award.__class__ is Between: award = None")
    return [
        f"results = Results({{{results}}})",
        f"if {clear}{applied}:",
        *granted,
        f"elif {refused}: outcome, award = INELIGIBLE, {None if award is None else 0}",
        "else: outcome, award = OPEN, None",
    ]
