"""The laws tried on many partial subjects of one stage, and each violation made as small as it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from random import Random
from typing import Any, TypeAlias

import attrs

import cloudgrant as cg
from laws.drafting import completed, hidden_in, varied
from laws.judged import Answer, contradicted, judged, overturned, turned_unasked, unexplained
from laws.partial import Case, Place, shape, written
from laws.seeds import PROGRAMMES, seeds
from laws.shrinking import Cases as _Cases
from laws.shrinking import Wrong as _Wrong
from laws.shrinking import emptied, fewest_learnt, told
from laws.values import Values

__all__ = ["LAWS", "Tally", "Violation", "tried"]

LAWS = {
    "overturned": "learning a fact overturns what was determined",
    "unasked": "an answer turns on a fact that is not asked for",
    "unexplained": "an answer is undetermined, and nothing is asked for",
    "contradicted": "two readings of the same rule say different things",
}

Kind: TypeAlias = tuple[str, str, str]
"""What violations have in common: the law, the rule, and the facts learnt, whichever items they are of."""

_STEPS = 5  # in which what is unknown is learnt again


@attrs.frozen
class Violation:
    """One violation of a law, with as few facts known as show it."""

    law: str
    stage: tuple[str, str]
    key: str
    """The id of the rule, with the item's pointer where it is about an item; or the outcome."""
    known: tuple[tuple[Place, Any], ...]
    learnt: tuple[tuple[Place, Any, Any], ...]
    """The facts learnt: their places, and what they are in one case and in the other."""
    answers: tuple[str, ...]
    """The answer before, with the one value and with the other."""
    asked: tuple[Place, ...] = ()

    def __str__(self) -> str:
        draft, one, another = self.answers
        lines = [
            f"{'/'.join(self.stage)}: {LAWS[self.law]}",
            f"  rule    {self.key}",
            f"  draft   {draft}",
        ]
        lines += [f"    known   {written(place)} = {_short(value)}" for place, value in self.known]
        if self.law == "unasked":
            lines.append(f"    asked   {', '.join(map(written, self.asked))}")
        for place, first, second in self.learnt:
            either = "" if first is cg.UNKNOWN else f"{_short(first)} or "
            lines.append(f"    learnt  {written(place)} = {either}{_short(second)}")
        lines.append(f"  then    {'' if one == draft else f'{one} or '}{another}")
        return "\n".join(lines)


def _kind(law: str, key: str, learnt: Iterable[Place]) -> Kind:
    return law, key.partition(" ")[0], " + ".join(sorted({shape(place) for place in learnt}))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 300 else f"{text[:300]}…"


@attrs.define
class Tally:
    """How many partial subjects were tried, what they came to, and the violations by their kinds."""

    tried: int = 0
    answers: int = 0
    """Results of partial subjects that were undetermined, or not."""
    undetermined: int = 0
    learnt: int = 0
    turned: int = 0
    """Pairs of completions that a fact tells apart."""
    violations: dict[Kind, Violation] = attrs.field(factory=dict)
    times: dict[Kind, int] = attrs.field(factory=dict)

    def of(self, law: str) -> list[Violation]:
        """The violations of one law, one of each kind."""
        return [one for one in self.violations.values() if one.law == law]


@cache
def tried(programme: str, stage: str, size: int) -> Tally:
    """The laws tried on so many partial subjects, always the same ones."""
    tally = Tally()
    trial = _Trial(programme, stage, tally)
    for index in range(size):
        trial.one(Random(f"{programme}/{stage}/{index}"))
    return tally


@cache
def _completed(programme: str, stage: str) -> tuple[Case, ...]:
    return completed(f"{programme}/{stage}", seeds(programme, stage))


@attrs.define
class _Trial:
    programme: str
    stage: str
    tally: Tally
    told: dict[Kind, Kind] = attrs.field(factory=dict)
    """The kinds of violations met so far, and what they were when made small."""

    def one(self, rng: Random) -> None:
        """One partial subject: judged, learnt again step by step, and completed in several ways."""
        whole = varied(rng.choice(_completed(self.programme, self.stage)), rng)
        # Some facts cannot be unknown beside others: a mark of no item is a mistake, no gap.
        chosen = hidden_in(whole, rng)
        draft = whole.fitting(dict.fromkeys(chosen, cg.UNKNOWN))
        hidden = tuple(place for place in chosen if draft.at(place) is cg.UNKNOWN)
        answer = self._judged(draft)
        self.tally.tried += 1
        self.tally.answers += len(answer.results)
        self.tally.undetermined += sum(answer.open_(key) for key in answer.results)
        for key in unexplained(answer):
            self._unexplained(draft, key)
        for key in contradicted(answer):
            self._contradicted(draft, key)
        final = self._learnt(whole, hidden, answer, rng)
        self._completed_otherwise(whole, hidden, answer, final, rng)

    def _learnt(self, whole: Case, hidden: tuple[Place, ...], draft: Answer, rng: Random) -> Answer:
        """What is unknown learnt in a random order, some facts by themselves, some together."""
        left, learnt, before = list(hidden), list[Place](), draft
        rng.shuffle(left)
        for step in range(_STEPS):
            many = len(left) if step == _STEPS - 1 else rng.choice((1, 1, max(1, len(left) // 3)))
            learnt, left = learnt + left[:many], left[many:]
            case = whole.without(left)
            if case is None:
                continue  # these cannot be known without others: they are learnt together
            after = self._judged(case)
            self.tally.learnt += 1
            for key in overturned(before, after):
                self._overturned(before.case, case, learnt, key)
            for key in turned_unasked(before, before, after, learnt):
                self._unasked(before.case, before.case, case, learnt, key)
            for key in () if before is draft else overturned(draft, after):
                self._overturned(draft.case, case, hidden, key)
            learnt, before = [], after
        return before

    def _completed_otherwise(
        self, whole: Case, hidden: tuple[Place, ...], draft: Answer, final: Answer, rng: Random
    ) -> None:
        """Cases that differ from the whole in one fact of those that the draft does not know."""
        spots = {spot.place: spot for spot in whole.spots()}
        values = Values(whole, rng)
        for place in rng.sample(hidden, min(len(hidden), 6)):
            spot = spots[place]
            case = whole.put({place: values.other(spot.info, spot.value)})
            if case is None or case == whole:
                continue
            another = self._judged(case)
            self.tally.turned += any(
                another.results.get(key) is not was for key, was in final.results.items()
            )
            for key in overturned(draft, another):
                self._overturned(draft.case, case, hidden, key)
            for key in turned_unasked(draft, final, another, [place]):
                self._unasked(draft.case, final.case, case, [place], key)

    # Violations, each made small once for its kind.

    def _overturned(self, draft: Case, case: Case, learnt: Iterable[Place], key: str) -> None:
        def wrong(before: Case, _: Case, after: Case) -> bool:
            return key in overturned(self._judged(before), self._judged(after))

        self._told("overturned", key, (draft, draft, case), learnt, lambda _: wrong)

    def _unasked(self, draft: Case, one: Case, another: Case, places: Iterable[Place], key: str) -> None:
        def wrong_at(places: Iterable[Place]) -> _Wrong:
            def wrong(draft: Case, one: Case, another: Case) -> bool:
                first = self._judged(draft)
                second = first if one is draft else self._judged(one)
                return key in turned_unasked(first, second, self._judged(another), places)

            return wrong

        self._told("unasked", key, (draft, one, another), places, wrong_at)

    def _unexplained(self, draft: Case, key: str) -> None:
        def wrong(draft: Case, *_: Case) -> bool:
            return key in unexplained(self._judged(draft))

        self._told("unexplained", key, (draft, draft, draft), (), lambda _: wrong)

    def _contradicted(self, draft: Case, key: str) -> None:
        def wrong(draft: Case, *_: Case) -> bool:
            return key in contradicted(self._judged(draft))

        self._told("contradicted", key, (draft, draft, draft), (), lambda _: wrong)

    def _told(
        self,
        law: str,
        key: str,
        cases: _Cases,
        places: Iterable[Place],
        wrong_at: Callable[[list[Place]], _Wrong],
    ) -> None:
        cases, learnt = fewest_learnt(cases, list(places), wrong_at)
        met = _kind(law, key, learnt)
        if met not in self.told:
            found = self._small(law, key, emptied(cases, learnt, self._published(), wrong_at(learnt)), learnt)
            self.told[met] = _kind(law, key, [place for place, *_ in found.learnt])
            self.tally.violations.setdefault(self.told[met], found)
        kind = self.told[met]
        self.tally.times[kind] = self.tally.times.get(kind, 0) + 1

    def _small(self, law: str, key: str, cases: _Cases, learnt: list[Place]) -> Violation:
        draft, one, another = cases
        answers = [self._judged(case) for case in cases]
        learnings = [(place, one.at(place), another.at(place)) for place in learnt]
        return Violation(
            law,
            (self.programme, self.stage),
            key,
            tuple(told(draft, self._published())),
            tuple(learning for learning in learnings if learning[1] != learning[2]),
            tuple(str(answer.results.get(key)) for answer in answers),
            tuple(sorted(answers[0].asked(key), key=written)) if answers[0].open_(key) else (),
        )

    def _published(self) -> Any:
        return PROGRAMMES[self.programme].edition.policy

    def _judged(self, case: Case) -> Answer:
        return judged(PROGRAMMES[self.programme], self.stage, case)
