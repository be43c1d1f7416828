"""The rulings that come with a decision: none contradicts another; each settles something or is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias, TypeVar

import attrs

from cloudgrant.rules.deciding.judging import Verdict, judge_rule, parts_judged
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.values.formatting import formatted
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text, composed
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["UnusedRuling", "consistent", "rulings_of", "told_apart"]

_CONTRADICTION = Text(
    "rulings.contradiction",
    zh="與第 {first} 件裁定互相矛盾：就同一規則之同一對象，{earlier}，{later}",
    en="contradicts ruling number {first}, on the same rule and the same subject: {earlier}; {later}",
)
_RULED = Text("rulings.ruled", zh="{by}於{on}裁定「{result}」", en="{by} ruled “{result}” on {on}")
_UNUSED = Text(
    "rulings.unused",
    zh="{by}於{on}所為之裁定「{result}」未發生效果：{reason}",
    en="The ruling “{result}” of {by} on {on} had no effect: {reason}",
)


T = TypeVar("T")

Reason: TypeAlias = Literal[
    "no_such_rule", "other_stage", "no_such_place", "determined", "waiting", "settled"
]
"""Why a ruling had no effect; see :class:`UnusedRuling`."""


@attrs.frozen(kw_only=True)
class UnusedRuling(Record):
    """A ruling that settled nothing in a decision 未發生效果之裁定, and why.

    ``reason`` is ``no_such_rule``: the programme has none of this id; ``other_stage``: it is judged at
    another stage; ``no_such_place``: the rule judges nothing there (or judges each item of a list, and
    no item is named); ``determined``: the facts decide by themselves; ``waiting``: what is
    missing is a fact, a policy value or an event, which no ruling replaces; ``settled``: an
    earlier ruling in the list has already said the same.
    """

    ruling: Ruling = given(zh="裁定", en="Ruling")
    reason: Reason = given(
        zh="未發生效果之原因",
        en="Why it had no effect",
        options={
            "no_such_rule": Text(zh="本計畫沒有裁定所指之規則", en="the programme has no such rule"),
            "other_stage": Text(zh="裁定所指之規則不在本階段審認", en="the rule is not judged at this stage"),
            "no_such_place": Text(
                zh="裁定所指之對象不在本案，或未指明是清單中的哪一項",
                en="there is no such subject in this case, or it does not say which item of "
                "the list it is about",
            ),
            "determined": Text(zh="依事實已可判定", en="the facts decide by themselves"),
            "waiting": Text(
                zh="尚缺事實、公布事項或待發生之事，裁定不能代替",
                en="a fact, a published value or an event is still missing, which no ruling replaces",
            ),
            "settled": Text(zh="已有相同結果之裁定", en="another ruling has already settled it the same way"),
        },
    )

    def message(self, locale: str = "en") -> str:
        """The ruling and why it had no effect, in words."""
        reason = facts(UnusedRuling)["reason"].option_label(self.reason, locale)
        return _UNUSED.filled(locale, {**_words(self.ruling, locale), "reason": reason}.__getitem__)


def _words(ruling: Ruling, locale: str) -> dict[str, str]:
    return {
        "by": ruling.by,
        "on": formatted(ruling.on, "", locale),
        "result": facts(Ruling)["result"].option_label(ruling.result, locale),
    }


def rulings_of(given: object) -> tuple[Ruling, ...]:
    """The rulings as they were passed, each once; raises ``InvalidInput`` for whatever is none."""
    if not isinstance(given, Iterable):
        raise InvalidInput(
            [Problem.at(["rulings"], "subject", expected="Ruling", given=type(given).__name__)]
        )
    every = tuple(given)
    problems = [
        Problem.at(["rulings", index], "subject", expected=Ruling.__name__, given=type(one).__name__)
        for index, one in enumerate(every)
        if not isinstance(one, Ruling)
    ]
    if problems:
        raise InvalidInput(problems)
    return tuple(dict.fromkeys(every))


def consistent(
    law: Law[Any, Any], stage: Stage, subject: Any, rulings: Sequence[Ruling]
) -> tuple[Ruling, ...]:
    """The rulings, each once, however its place is spelt.

    Raises ``InvalidInput`` (``ruling.contradiction``) where two give one rule about one subject different
    results, whichever stands first.
    """
    first: dict[tuple[str, object], tuple[int, Ruling]] = {}
    seen: set[object] = set()
    places: dict[str, dict[Fact[str], Path]] = {}
    problems, kept = [], []
    for index, ruling in enumerate(rulings):
        if ruling.rule not in places:
            places[ruling.rule] = _places(law, stage, subject, ruling.rule)
        place = (ruling.rule, places[ruling.rule].get(ruling.path, ruling.path))
        number, earlier = first.setdefault(place, (index, ruling))
        if earlier.result != ruling.result:
            said = {
                "rule": ruling.rule,
                "first": number + 1,
                "earlier": _said(earlier),
                "later": _said(ruling),
            }
            problems.append(Problem.at(["rulings", index], "ruling.contradiction", _CONTRADICTION, **said))
        same = (*place, ruling.result, ruling.by, ruling.on, ruling.ref)
        if same not in seen:
            seen.add(same)
            kept.append(ruling)
    if problems:
        raise InvalidInput(problems)
    return tuple(kept)


def _said(ruling: Ruling) -> Text:
    return composed(_ruled, ruling)


def _ruled(locale: str, ruling: Ruling) -> str:
    return _RULED.filled(locale, _words(ruling, locale).__getitem__)


def _places(law: Law[Any, Any], stage: Stage, subject: Any, rule: str) -> dict[Fact[str], Path]:
    """Every place that a rule of the stage judges in a list, by each way to spell it."""
    over = law.traced(rule).over if rule in law.rule_ids(stage) else ""
    items = getattr(subject, over) if over else UNKNOWN
    if items is UNKNOWN:
        return {}
    return _by_spelling((path, path) for path in (Path([over, Item(*one)]) for one in _keyed(items)))


def _keyed(items: Iterable[Any]) -> Iterator[tuple[int, str]]:
    return ((index, item_key(item)) for index, item in enumerate(items))


def _by_spelling(about: Iterable[tuple[Path, T]]) -> dict[Fact[str], T]:
    """What is said of each place, by its pointer and by its key; the first where two are spelt alike."""
    spelt: dict[Fact[str], T] = {}
    for path, said in about:
        spelt.setdefault(path.pointer, said)
        spelt.setdefault(path.key, said)
    return spelt


def told_apart(
    law: Law[Any, Any],
    stage: Stage,
    subject: Any,
    policy: Any,
    on: Fact[date],
    rulings: Sequence[Ruling],
) -> tuple[tuple[Ruling, ...], tuple[UnusedRuling, ...]]:
    """The rulings that settled something, and those that did not, with the reason of each."""
    subject = completed(subject)
    used: list[Ruling] = []
    unused: list[UnusedRuling] = []
    here = law.rule_ids(stage)
    known = {rule.id for rule in law.rules}
    verdicts: dict[str, dict[Fact[str], Verdict]] = {}
    for ruling in rulings:
        if ruling.rule not in here:
            reason: Reason = "other_stage" if ruling.rule in known else "no_such_rule"
        else:
            if ruling.rule not in verdicts:
                traced = law.traced(ruling.rule)
                verdicts[ruling.rule] = _verdicts(traced, subject, policy, on, rulings)
            verdict = verdicts[ruling.rule].get(ruling.path)
            if verdict is not None and verdict.ruling is ruling:
                used.append(ruling)
                continue
            reason = _reason(verdict)
        unused.append(UnusedRuling(ruling=ruling, reason=reason))
    return tuple(used), tuple(unused)


def _verdicts(
    traced: TracedRule, subject: Any, policy: Any, on: Fact[date], rulings: Sequence[Ruling]
) -> dict[Fact[str], Verdict]:
    """What each place that a rule judges came to, by each way in which a ruling may spell it."""
    if not traced.over:
        return {UNKNOWN: judge_rule(traced, subject, policy, on, rulings)}
    return _by_spelling(parts_judged(traced, subject, policy, on, rulings))


def _reason(verdict: Verdict | None) -> Reason:
    if verdict is None:
        return "no_such_place"
    if verdict.ruling is not None:
        return "settled"
    return "waiting" if verdict.result is Result.UNDETERMINED else "determined"
