"""Judging rules in three-valued logic: one part, one rule, all rules of a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.results import Outcome, Result, Results
from cloudgrant.rules.deciding.ruling import Ruling, rulings_about
from cloudgrant.rules.deciding.written import written
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing import helpers, lists
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["RESULT_OF", "Award", "Judge", "Judged", "Verdict", "judge_rule", "judge_stage", "parts_judged"]

Judged: TypeAlias = tuple[Outcome, int | None, Results]
"""The outcome, the award, and every rule's result by its id, in their order."""

Award: TypeAlias = Callable[[Any, Any, Fact[date]], Fact[int]]
"""From subject, policy and date to what an eligible subject is granted."""

Judge = Callable[[Any, Any, Fact[date]], Judged]
"""From subject, policy and date to what they come to."""

RESULT_OF: Mapping[Truth, Result] = MappingProxyType(
    {True: Result.MET, False: Result.NOT_MET, UNKNOWN: Result.UNDETERMINED}
)
"""What a rule that applies comes to, by whether it holds."""


class Verdict(NamedTuple):
    """What a rule comes to: its result, whether it holds *or* does not apply, whether it applies.

    The three differ for a rule of which it is not known whether it applies: the result is
    undetermined, yet where it holds anyway it cannot stand in the way of the outcome.
    """

    result: Result
    clear: Truth
    applies: Truth
    ruling: Ruling | None = None


_UNSEEN = Verdict(Result.UNDETERMINED, UNKNOWN, UNKNOWN)
_RULED = {
    "met": (Result.MET, True, True),
    "not_met": (Result.NOT_MET, False, True),
    "not_applicable": (Result.NOT_APPLICABLE, True, False),
}


def _judged(
    traced: TracedRule,
    subject: Any,
    policy: Any,
    on: Fact[date],
    path: Path,
    about: Callable[[Path], Iterable[Ruling]],
) -> Verdict:
    """One rule about one subject, or one item of a list; ``about`` gives the rulings on it about a place."""
    if subject is UNKNOWN:
        return _UNSEEN
    read_holds, read_applies = traced.readers or _readers(traced)
    holds = read_holds(subject, policy, on)
    applies = read_applies(subject, policy, on) if read_applies is not None else True
    if applies is False:
        return Verdict(Result.NOT_APPLICABLE, True, False)
    if applies is True and holds is not UNKNOWN:
        return Verdict(RESULT_OF[holds], holds, True)
    for ruling in about(path):
        if _at_discretion(traced, Case(subject, policy, on)):
            return Verdict(*_RULED[ruling.result], ruling)
    return Verdict(Result.UNDETERMINED, helpers.no(applies) | holds, applies)


def _readers(traced: TracedRule) -> Any:
    """How a rule's trees are read; written when the rule is first judged by itself."""
    traced.readers = (
        written(traced.holds),
        written(traced.applies) if traced.applies is not None else None,
    )
    return traced.readers


def _at_discretion(traced: TracedRule, case: Case) -> bool:
    """Whether nothing but a reviewer's word, or the text's silence, stands between a rule and its answer."""
    from cloudgrant.rules.deciding.gaps import gaps_of  # asked of what is ruled on alone

    trees = [tree for tree in (traced.applies, traced.holds) if tree is not None]
    return all(gap.because in ("reviewer", "text") for tree in trees for gap in gaps_of(tree, case, Path()))


def parts_judged(
    traced: TracedRule, subject: Any, policy: Any, on: Fact[date], rulings: Sequence[Ruling] = ()
) -> Iterator[tuple[Path, Verdict]]:
    """A rule about each item of its list, with the item's path; of an unknown list there are no parts."""
    items = getattr(subject, traced.over)
    if items is not UNKNOWN:
        about = rulings_about(rulings, traced.rule.id)
        for index, item in enumerate(items):
            path = Path([traced.over, Item(index, item_key(item))])
            yield path, _judged(traced, item, policy, on, path, about)


def judge_rule(
    traced: TracedRule, subject: Any, policy: Any, on: Fact[date], rulings: Sequence[Ruling] = ()
) -> Verdict:
    """A rule about the subject, or about each item of one of its lists together."""
    if not traced.over:
        return _judged(traced, subject, policy, on, Path(), rulings_about(rulings, traced.rule.id))
    if getattr(subject, traced.over) is UNKNOWN:
        return _UNSEEN
    return _together([verdict for _, verdict in parts_judged(traced, subject, policy, on, rulings)])


def _together(parts: Sequence[Verdict]) -> Verdict:
    """The answers about each item as one: an empty list holds vacuously."""
    results = {part.result for part in parts}
    if Result.NOT_MET in results:
        result = Result.NOT_MET
    elif Result.UNDETERMINED in results:
        result = Result.UNDETERMINED
    else:
        result = Result.NOT_APPLICABLE if results == {Result.NOT_APPLICABLE} else Result.MET
    return Verdict(
        result,
        lists.every(part.clear for part in parts),
        lists.some(part.applies for part in parts),
    )


def judge_stage(
    rules: Iterable[TracedRule],
    award: Award | None,
    subject: Any,
    policy: Any,
    on: Fact[date],
    rulings: Sequence[Ruling] = (),
) -> Judged:
    """The outcome of all rules together, the award, and each rule's result.

    All required rules that apply must hold, and at least one must surely apply.
    """
    overall: Truth = True
    some_applies = False
    results = Results()
    for traced in rules:
        verdict = judge_rule(traced, subject, policy, on, rulings)
        results[traced.rule.id] = verdict.result
        if traced.rule.force == "required":
            overall = overall & verdict.clear
            some_applies = some_applies or verdict.applies is True
    if overall is False:
        return Outcome.INELIGIBLE, None if award is None else 0, results
    if overall is UNKNOWN or not some_applies:
        return Outcome.UNDETERMINED, None, results
    amount = UNKNOWN if award is None else award(subject, policy, on)
    return Outcome.ELIGIBLE, None if amount is UNKNOWN else amount, results
